#include "records/rules/rights.h"

#include "store/query.h"

const struct actor actor_program = {.administrator = true, .name = {"", 0}};
const struct actor actor_nobody = {.anonymous = true, .name = {"", 0}};

static bool is_party(const struct entity *e) {
    return str_is(e->name, "party");
}

static bool points_to_party(const struct entity *e) {
    for (int i = FIELD_STANDARD_COUNT; i < e->field_count; i++)
        if (e->fields[i]->to && is_party(e->fields[i]->to)) return true;
    return false;
}

const struct field *rights_dealer(const struct entity *e) {
    return is_party(e) ? field_named(e, STR("dealer")) : NULL;
}

/* Whether the actor's dealer decides what is reached of the kind. */
static bool is_narrowed(const struct actor *a, const struct entity *e) {
    if (!a->dealer || a->administrator || e->system) return false;
    return is_party(e) || e->owned || points_to_party(e);
}

enum scope rights_scope(const struct ctx *cx, const struct entity *e, enum action action) {
    const struct actor *a = cx->actor;
    if (a->administrator) return SCOPE_ALL;
    if (a->anonymous || e->at >= a->scope_entities) return SCOPE_NONE;
    enum scope scope = (enum scope)a->scopes[e->at * ACT_COUNT + action];
    return scope == SCOPE_ALL && is_narrowed(a, e) ? SCOPE_TEAM : scope;
}

static bool in_teams(const struct actor *a, int64_t team) {
    for (int i = 0; i < a->team_count; i++)
        if (a->teams[i] == team) return true;
    return false;
}

static enum rights_why reach(const struct actor *a, enum scope scope, int64_t owner,
                             int64_t team) {
    switch (scope) {
    case SCOPE_ALL: return WHY_ALL;
    case SCOPE_TEAM:
        if (owner != a->user && team && in_teams(a, team)) return WHY_TEAM;
        return owner == a->user ? WHY_OWNER : WHY_OUT_OF_REACH;
    case SCOPE_OWN: return owner == a->user ? WHY_OWNER : WHY_OUT_OF_REACH;
    case SCOPE_NONE: return WHY_NO_RIGHT;
    }
    return WHY_NO_RIGHT;
}

/* An owned record is the business of whoever looks after its party. */
static enum err reach_party(struct ctx *cx, const struct record *r, enum scope scope,
                            enum rights_why *out) {
    int64_t party = record_int(r, FIELD_PARTY);
    struct rows rows;
    TRY(store_query(cx->db, SQL("SELECT owner, team FROM party WHERE id = ?1"),
                    BIND(v_int(party)), &rows));
    enum rights_why why = WHY_OUT_OF_REACH;
    if (rows_next(&rows))
        why = reach(cx->actor, scope, rows_int(&rows, 0), rows_int(&rows, 1));
    if (why == WHY_OWNER) *out = WHY_PARTY_OWNER;
    if (why == WHY_TEAM) *out = WHY_PARTY_TEAM;
    return rows_done(&rows);
}

/* ---- At a dealer ---- */

static enum err read_party(struct ctx *cx, int64_t party, int64_t *out_dealer,
                           int64_t *out_owner) {
    struct rows rows;
    *out_dealer = *out_owner = 0;
    TRY(store_query(cx->db, SQL("SELECT dealer, owner FROM party WHERE id = ?1"),
                    BIND(v_int(party)), &rows));
    if (rows_next(&rows)) {
        *out_dealer = rows_int(&rows, 0);
        *out_owner = rows_int(&rows, 1);
    }
    return rows_done(&rows);
}

/* A customer that is made there becomes the dealer's, so it may not be said yet. */
static enum err explain_narrowed(struct ctx *cx, const struct record *r, enum action action,
                                 enum rights_why *out) {
    const struct actor *a = cx->actor;
    const struct entity *e = r->entity;
    int64_t dealer = a->dealer, owner = record_int(r, FIELD_OWNER), party_owner = owner;
    enum scope scope = rights_scope(cx, e, action);
    bool own = owner == a->user;
    *out = scope == SCOPE_NONE ? WHY_NO_RIGHT : WHY_OUT_OF_REACH;
    if (scope == SCOPE_NONE) return OK;
    if (is_party(e)) dealer = record_int(r, rights_dealer(e)->at);
    if (is_party(e) && action == ACT_CREATE && !dealer) dealer = a->dealer;
    if (e->owned) TRY(read_party(cx, record_int(r, FIELD_PARTY), &dealer, &party_owner));
    bool points = !is_party(e) && !e->owned;
    if (dealer != a->dealer || (points && !own)) return OK;
    own = own || party_owner == a->user;
    if (scope != SCOPE_OWN || own) *out = points ? WHY_OWNER : WHY_DEALER;
    return OK;
}

static void narrowed_condition(struct ctx *cx, struct query *q, char alias,
                               const struct entity *e, enum scope scope) {
    const struct actor *a = cx->actor;
    bool own = scope == SCOPE_OWN || (!is_party(e) && !e->owned);
    query_add(q, SQL(" AND ("));
    if (own) {
        query_column(q, alias, STR("owner"));
        query_add(q, SQL(" = "));
        query_bind(q, v_int(a->user));
    } else {
        query_add(q, SQL("1 = 1"));
    }
    if (e->owned && own) {
        query_add(q, SQL(" OR EXISTS (SELECT 1 FROM party p WHERE p.id = "));
        query_column(q, alias, STR("party"));
        query_add(q, SQL(" AND p.owner = "));
        query_bind(q, v_int(a->user));
        query_add(q, SQL(")"));
    }
    query_add(q, SQL(")"));
    if (is_party(e)) {
        query_add(q, SQL(" AND "));
        query_column(q, alias, STR("dealer"));
        query_add(q, SQL(" = "));
        query_bind(q, v_int(a->dealer));
    } else if (e->owned) {
        query_add(q, SQL(" AND EXISTS (SELECT 1 FROM party p WHERE p.id = "));
        query_column(q, alias, STR("party"));
        query_add(q, SQL(" AND p.dealer = "));
        query_bind(q, v_int(a->dealer));
        query_add(q, SQL(")"));
    }
}

/* ---- In the team of a record ---- */

/* To see and change it, and to see its party. */
static bool is_opened(const struct entity *e, enum action action) {
    if (!e->opened_by) return false;
    return action == ACT_READ
           || (!is_party(e) && (action == ACT_EDIT || action == ACT_EXPORT));
}

/* "EXISTS …": the actor is named with the record of alias `alias`. */
static void member_condition(struct ctx *cx, struct query *q, char alias,
                             const struct entity *e) {
    const struct entity *m = e->opened_by;
    query_add(q, SQL("EXISTS (SELECT 1 FROM "));
    query_name(q, m->name);
    query_add(q, SQL(" m WHERE m.party = "));
    query_column(q, alias, is_party(e) ? STR("id") : STR("party"));
    query_add(q, SQL(" AND "));
    query_column(q, 'm', m->opens_to->name);
    query_add(q, SQL(" = "));
    query_bind(q, v_int(cx->actor->user));
    if (!is_party(e)) {
        query_add(q, SQL(" AND "));
        query_column(q, 'm', m->opens->name);
        query_add(q, SQL(" = "));
        query_column(q, alias, STR("id"));
    }
    query_add(q, SQL(")"));
}

static enum err explain_member(struct ctx *cx, const struct record *r,
                               enum rights_why *out) {
    const struct entity *m = r->entity->opened_by;
    struct query q = query_in(cx->mem);
    bool party = is_party(r->entity);
    int64_t count;
    query_add(&q, SQL("SELECT count(*) FROM "));
    query_name(&q, m->name);
    query_add(&q, SQL(" m WHERE m.party = "));
    query_bind(&q, party ? v_int(record_id(r)) : r->values[FIELD_PARTY]);
    query_add(&q, SQL(" AND "));
    query_column(&q, 'm', m->opens_to->name);
    query_add(&q, SQL(" = "));
    query_bind(&q, v_int(cx->actor->user));
    if (!party) {
        query_add(&q, SQL(" AND "));
        query_column(&q, 'm', m->opens->name);
        query_add(&q, SQL(" = "));
        query_bind(&q, v_int(record_id(r)));
    }
    TRY(query_int(cx->db, &q, &count));
    if (count) *out = WHY_MEMBER;
    return OK;
}

/* ---- Asking ---- */

enum err rights_explain(struct ctx *cx, const struct record *r, enum action action,
                        enum rights_why *out) {
    if (is_narrowed(cx->actor, r->entity)) return explain_narrowed(cx, r, action, out);
    enum scope scope = rights_scope(cx, r->entity, action);
    enum rights_why why =
        reach(cx->actor, scope, record_int(r, FIELD_OWNER), record_int(r, FIELD_TEAM));
    if (why == WHY_OUT_OF_REACH && r->entity->owned) TRY(reach_party(cx, r, scope, &why));
    if (why == WHY_OUT_OF_REACH && is_opened(r->entity, action)
        && r->values[FIELD_ID].kind == V_INT)
        TRY(explain_member(cx, r, &why));
    *out = why;
    return OK;
}

enum err rights_ask(struct ctx *cx, const struct record *r, enum action action) {
    enum rights_why why;
    TRY(rights_explain(cx, r, action, &why));
    return rights_allow(why) ? OK : ERR_DENIED;
}

static void owner_condition(struct ctx *cx, struct query *q, char alias, enum scope scope) {
    query_column(q, alias, STR("owner"));
    query_add(q, SQL(" = "));
    query_bind(q, v_int(cx->actor->user));
    if (scope != SCOPE_TEAM || cx->actor->team_count == 0) return;
    query_add(q, SQL(" OR "));
    query_column(q, alias, STR("team"));
    for (int i = 0; i < cx->actor->team_count; i++) {
        query_add(q, i ? SQL(", ") : SQL(" IN ("));
        query_bind(q, v_int(cx->actor->teams[i]));
    }
    query_add(q, SQL(")"));
}

void rights_condition(struct ctx *cx, struct query *q, char alias, const struct entity *e,
                      enum action action) {
    enum scope scope = rights_scope(cx, e, action);
    if (scope == SCOPE_ALL) return;
    if (scope == SCOPE_NONE) {
        query_add(q, SQL(" AND 1 = 0"));
        return;
    }
    if (is_narrowed(cx->actor, e)) {
        narrowed_condition(cx, q, alias, e, scope);
        return;
    }
    query_add(q, SQL(" AND ("));
    owner_condition(cx, q, alias, scope);
    if (e->owned) {
        query_add(q, SQL(" OR EXISTS (SELECT 1 FROM party p WHERE p.id = "));
        query_column(q, alias, STR("party"));
        query_add(q, SQL(" AND ("));
        owner_condition(cx, q, 'p', scope);
        query_add(q, SQL("))"));
    }
    if (is_opened(e, action)) {
        query_add(q, SQL(" OR "));
        member_condition(cx, q, alias, e);
    }
    query_add(q, SQL(")"));
}

bool rights_works_at(const struct actor *a, const struct entity *e, int64_t id) {
    return a->dealer && is_party(e) && id == a->dealer;
}

void rights_named_condition(struct ctx *cx, struct query *q, char alias,
                            const struct entity *e) {
    bool works = cx->actor->dealer && is_party(e);
    if (works) {
        query_add(q, SQL(" AND ("));
        query_column(q, alias, STR("id"));
        query_add(q, SQL(" = "));
        query_bind(q, v_int(cx->actor->dealer));
        query_add(q, SQL(" OR (1 = 1"));
    }
    rights_condition(cx, q, alias, e, ACT_READ);
    if (works) query_add(q, SQL("))"));
}

/* ---- Loading an actor ---- */

static enum err load_scopes(struct ctx *cx, struct arena *mem, struct actor *a,
                            int64_t role) {
    unsigned char *scopes =
        NEWS(mem, (size_t)cx->catalog->count * ACT_COUNT, unsigned char);
    struct rows rows;
    TRY(store_query(cx->db,
                    SQL("SELECT entity, action, scope FROM role_right WHERE role = ?1"),
                    BIND(v_int(role)), &rows));
    while (rows_next(&rows)) {
        const struct entity *e = entity_named(cx->catalog, rows_text(&rows, 0));
        int64_t action = rows_int(&rows, 1), scope = rows_int(&rows, 2);
        if (!e || action < 0 || action >= ACT_COUNT || scope < SCOPE_NONE
            || scope > SCOPE_ALL)
            continue; /* of a kind that is no longer defined */
        scopes[e->at * ACT_COUNT + action] = (unsigned char)scope;
    }
    a->scopes = scopes;
    a->scope_entities = cx->catalog->count;
    return rows_done(&rows);
}

enum err teams_below(struct ctx *cx, struct arena *mem, int64_t team, const int64_t **out,
                     int *out_count) {
    int64_t *teams = NEWS(mem, ACTOR_TEAMS, int64_t);
    int count = 0;
    struct rows rows;
    TRY(store_query(
        cx->db,
        SQL("WITH RECURSIVE below(id, depth) AS ("
            " SELECT ?1, 0 UNION"
            " SELECT t.id, b.depth + 1 FROM team t JOIN below b ON t.parent = b.id"
            " WHERE b.depth < 20)"
            " SELECT DISTINCT id FROM below LIMIT ?2"),
        BIND(v_int(team), v_int(ACTOR_TEAMS)), &rows));
    while (count < ACTOR_TEAMS && rows_next(&rows))
        teams[count++] = rows_int(&rows, 0);
    *out = teams;
    *out_count = count;
    return rows_done(&rows);
}

enum err actor_load(struct ctx *cx, struct arena *mem, int64_t user, struct actor **out) {
    struct actor *a = NEW(mem, struct actor);
    struct rows rows;
    TRY(store_query(
        cx->db,
        SQL("SELECT u.name, u.team, u.role, r.administrator, u.theme, u.dealer FROM \"user\" u"
            " LEFT JOIN role r ON r.id = u.role WHERE u.id = ?1 AND u.active = 1"),
        BIND(v_int(user)), &rows));
    bool found = rows_next(&rows);
    int64_t role = 0;
    if (found) {
        a->user = user;
        a->name = str_dup(mem, rows_text(&rows, 0));
        a->team = rows_int(&rows, 1);
        role = rows_int(&rows, 2);
        a->administrator = rows_int(&rows, 3) == 1;
        a->theme = str_dup(mem, rows_text(&rows, 4));
        a->dealer = rows_int(&rows, 5);
    }
    TRY(rows_done(&rows));
    if (!found) return ERR_ABSENT;
    if (a->team && !a->dealer)
        TRY(teams_below(cx, mem, a->team, &a->teams, &a->team_count));
    TRY(load_scopes(cx, mem, a, role));
    *out = a;
    return OK;
}

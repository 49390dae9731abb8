/* customer.c - one look: who this is, how they stand with us, what happened last, what to
 * do now. */
#include "web/pages/people/customer.h"

#include "entities.h"
#include "modules/people/merge.h"
#include "records/data/titles.h"
#include "records/fields/field_type.h"
#include "records/rules/rights.h"
#include "store/query.h"
#include "web/pages/people/customer.html.h"

/* ---- How they stand with us ---- */

enum { STANDING_LOOKS_BACK = 30 }; /* contacts among which a mood is looked for */

static void read_standing(struct ctx *cx, struct rows *rows, struct standing *s) {
    struct str mood = rows_text(rows, 2);
    if (!s->any) {
        s->any = true;
        s->last_ms = rows_int(rows, 0);
        s->last_kind = str_dup(cx->mem, rows_text(rows, 1));
    }
    if (!mood.n || s->mood.n) return;
    s->mood = str_dup(cx->mem, mood);
    s->mood_ms = rows_int(rows, 0);
}

static enum err ask_standing(struct ctx *cx, int64_t party, struct rows *out) {
    const struct entity *e = entity_at(cx->catalog, "interaction");
    struct query q = query_in(cx->mem);
    query_add(&q, SQL("SELECT t.at, t.kind, t.mood FROM interaction t WHERE t.party = "));
    query_bind(&q, v_int(party));
    rights_condition(cx, &q, 't', e, ACT_READ);
    query_add(&q, SQL(" AND t.kind <> 'note' ORDER BY t.at DESC, t.id DESC LIMIT "));
    query_number(&q, STANDING_LOOKS_BACK);
    return query_run(cx->db, &q, out);
}

static enum err load_standing(struct ctx *cx, struct rows *rows, struct standing *out) {
    while (rows_next(rows))
        read_standing(cx, rows, out);
    return rows_done(rows);
}

/* ---- Related people ---- */

/* A row before all others where they serve somebody as a dealer: who works at one opens the page of that one
 * alone. */
static void add_served(struct ctx *cx, struct query *q, int64_t party) {
    if (cx->actor->dealer) return;
    query_add(q, SQL(" UNION ALL SELECT 0, 2, '', '', 0 WHERE EXISTS"
                     " (SELECT 1 FROM party d WHERE d.dealer = "));
    query_bind(q, v_int(party));
    query_add(q, SQL(")"));
}

/* Both directions at once; each part names the customer by the column it has an index for. Of what
 * others say of this customer the role stays unsaid with their name. */
static enum err ask_relationships(struct ctx *cx, int64_t party, struct rows *out) {
    const struct entity *e = entity_at(cx->catalog, "relationship");
    struct query q = query_in(cx->mem);
    if (!rights_some(cx, e, ACT_READ)) return OK;
    query_add(&q, SQL("SELECT r.id, 1, r.kind, r.role, r.other FROM relationship r"
                      " WHERE r.party = "));
    query_bind(&q, v_int(party));
    rights_condition(cx, &q, 'r', e, ACT_READ);
    query_add(&q, SQL(" UNION ALL SELECT r.id, 0, r.kind, r.role, r.party"
                      " FROM relationship r WHERE r.other = "));
    query_bind(&q, v_int(party));
    add_served(cx, &q, party);
    query_add(&q, SQL(" ORDER BY 1 LIMIT "));
    query_number(&q, NEIGHBOURS + 1);
    return query_run(cx->db, &q, out);
}

static enum err load_relationships(struct ctx *cx, struct customer *v,
                                   struct neighbour *all) {
    struct rows *rows = &v->asked.relationships;
    while (v->neighbour_count < NEIGHBOURS && rows_next(rows)) {
        v->serves = v->serves || !rows_int(rows, 0);
        if (!rows_int(rows, 0)) continue;
        all[v->neighbour_count++] =
            (struct neighbour){.relationship = rows_int(rows, 0),
                               .from_here = rows_int(rows, 1) == 1,
                               .kind = str_dup(cx->mem, rows_text(rows, 2)),
                               .role = str_dup(cx->mem, rows_text(rows, 3)),
                               .other = rows_int(rows, 4)};
    }
    v->neighbours = all;
    return rows_done(rows);
}

/* The name of somebody one may not see stays unsaid. */
static bool may_see(struct ctx *cx, const struct record *scratch, struct rows *rows) {
    scratch->values[FIELD_OWNER] = v_int(rows_int(rows, 4));
    scratch->values[FIELD_TEAM] = v_int(rows_int(rows, 5));
    scratch->values[PARTY_DEALER] = v_int(rows_int(rows, 6));
    return rights_ask(cx, scratch, ACT_READ) == OK;
}

static void name_neighbours(struct ctx *cx, const struct customer *v, struct neighbour *all,
                            struct rows *rows) {
    for (int i = 0; i < v->neighbour_count; i++) {
        struct neighbour *n = &all[i];
        if (n->other != rows_int(rows, 0)) continue;
        n->id = n->other;
        n->name = str_dup(cx->mem, rows_text(rows, 1));
        n->phone = str_dup(cx->mem, rows_text(rows, 2));
        n->person = str_eq(rows_text(rows, 3), PARTY_KIND_PERSON);
    }
}

static enum err ask_names(struct ctx *cx, struct customer *v) {
    struct query q = query_in(cx->mem);
    int64_t others[NEIGHBOURS];
    for (int i = 0; i < v->neighbour_count; i++)
        others[i] = v->neighbours[i].other;
    if (!v->neighbour_count) return OK;
    query_add(
        &q,
        SQL("SELECT id, name, phone, kind, owner, team, dealer FROM party WHERE id IN "));
    query_bind_ids(&q, others, v->neighbour_count);
    return query_run(cx->db, &q, &v->asked.names);
}

static enum err load_names(struct ctx *cx, struct customer *v, struct neighbour *all) {
    const struct entity *party = v->party->entity;
    struct record scratch = {party,
                             NEWS(cx->mem, (size_t)party->field_count, struct value)};
    struct rows *rows = &v->asked.names;
    while (rows_next(rows))
        if (may_see(cx, &scratch, rows)) name_neighbours(cx, v, all, rows);
    for (int i = 0; i < v->neighbour_count; i++)
        if (!all[i].id && !all[i].from_here) all[i].role = STR("");
    return rows_done(rows);
}

/* ---- Everything ---- */

static enum err ask_parts(struct ctx *cx, const char *kind, int64_t party,
                          struct list_asked **out) {
    struct list_query q = {
        .entity = entity_at(cx->catalog, kind), .party = party, .limit = PARTS};
    return rights_some(cx, q.entity, ACT_READ) ? list_ask(cx, &q, out) : OK;
}

static enum err load_parts(struct ctx *cx, struct list_asked *asked,
                           struct record_list *out) {
    return asked ? list_read(cx, asked, out) : OK;
}

static void note_names(struct ctx *cx, const struct customer *v) {
    static const int links[] = {FIELD_OWNER, FIELD_TEAM, FIELD_CREATED_BY, PARTY_DEALER};
    for (size_t i = 0; i < sizeof links / sizeof *links; i++)
        titles_note_value(cx, v->party->entity->fields[links[i]],
                          v->party->values[links[i]]);
    task_lines_note(cx, &v->steps, false);
    for (int i = 0; i < v->files.count; i++)
        titles_note(cx, entity_at(cx->catalog, "user"), v->files.files[i].owner);
}

static bool may(struct ctx *cx, const char *kind, enum action action) {
    return rights_some(cx, entity_at(cx->catalog, kind), action);
}

static void describe(struct page *p, const struct record *party, struct customer *v) {
    struct ctx *cx = p->cx;
    int64_t merged;
    v->party = party;
    v->id = id_of_page(p);
    v->name = record_title(cx, party);
    v->person = str_eq(record_str(party, PARTY_KIND), PARTY_KIND_PERSON);
    v->edits = rights_ask(cx, party, ACT_EDIT) == OK;
    v->deletes = rights_ask(cx, party, ACT_DELETE) == OK;
    v->says = may(cx, "interaction", ACT_CREATE);
    v->edits_tasks = may(cx, "task", ACT_EDIT);
    v->makes_tasks = may(cx, "task", ACT_CREATE);
    if (id_parse(form_value(&p->query, "merged"), &merged)) v->merged = id_str(cx, merged);
    v->path = str_join(cx->mem, STR("/party/"), v->id);
}

static enum err ask_all(struct page *p, const struct task_ask *steps, struct customer *v) {
    struct ctx *cx = p->cx;
    TRY(ask_standing(cx, p->id, &v->asked.standing));
    TRY(timeline_view_ask(p, p->id, &v->timeline));
    TRY(task_lines_ask(cx, steps, &v->steps));
    TRY(deals_view_ask(cx, p->id, &v->deals));
    TRY(trades_view_ask(cx, p->id, &v->trades));
    TRY(ask_parts(cx, "contact_point", p->id, &v->asked.contacts));
    TRY(ask_parts(cx, "postal_address", p->id, &v->asked.addresses));
    TRY(ask_parts(cx, "identifier", p->id, &v->asked.identifiers));
    TRY(ask_relationships(cx, p->id, &v->asked.relationships));
    page_expect_frame(p);
    return files_view_ask(p, entity_at(cx->catalog, "party"), p->id, &v->files);
}

/* Read all of it but the composer. */
static enum err customer_read(struct page *p, struct customer *v) {
    struct ctx *cx = p->cx;
    const struct task_ask steps = {.party = p->id, .limit = STEPS};
    struct record *party = NEW(cx->mem, struct record);
    struct neighbour *all = NEWS(cx->mem, NEIGHBOURS, struct neighbour);
    *v = (struct customer){.page = p};
    TRY(ask_all(p, &steps, v));
    TRY(record_get(cx, entity_at(cx->catalog, "party"), p->id, party));
    describe(p, party, v);
    TRY(load_standing(cx, &v->asked.standing, &v->standing));
    TRY(timeline_view_read(p, &v->timeline));
    TRY(task_lines_answer(cx, &steps, &v->steps));
    TRY(deals_view_read(cx, &v->deals));
    TRY(trades_view_read(cx, &v->trades));
    TRY(load_parts(cx, v->asked.contacts, &v->contacts));
    TRY(load_parts(cx, v->asked.addresses, &v->addresses));
    TRY(load_parts(cx, v->asked.identifiers, &v->identifiers));
    TRY(load_relationships(cx, v, all));
    TRY(files_view_read(p, party, &v->files));
    TRY(ask_names(cx, v));
    note_names(cx, v);
    TRY(titles_load(cx));
    return load_names(cx, v, all);
}

enum err customer_send(struct page *p, const struct composer *composer) {
    struct customer v;
    TRY(customer_read(p, &v));
    v.composer = *composer;
    struct buf content = page_buf(p);
    customer_page(&content, p->cx, &v);
    return page_send(p, v.name, &content);
}

/* Who was merged into another is found there. */
static enum err send_kept(struct page *p) {
    struct record kept;
    int64_t now;
    TRY(party_now(p->cx, p->id, &now));
    TRY(record_get(p->cx, p->entity, now, &kept));
    return go_to(p, record_url(p->cx, p->entity, now, ""));
}

enum err customer_get(struct page *p) {
    struct composer composer = composer_new(p);
    enum err e = customer_send(p, &composer);
    return e == ERR_ABSENT ? send_kept(p) : e;
}

/* ---- For the templates ---- */

static const int identity_facts[] = {PARTY_KIND,        PARTY_GENDER,   PARTY_BIRTH_DATE,
                                     PARTY_NATIONAL_ID, PARTY_LEGAL_ID, PARTY_ECONOMIC_CODE,
                                     PARTY_INDUSTRY,    PARTY_CITY,     PARTY_ADDRESS};
static const int relation_facts[] = {
    PARTY_STAGE,          PARTY_STAGE_REASON, FIELD_OWNER, PARTY_SOURCE,
    PARTY_DEALER,         PARTY_RATING,       PARTY_TAGS,  PARTY_CREDIT_LIMIT,
    PARTY_COMPLAINT_OPEN, PARTY_BILL_UNPAID,  PARTY_NOTE};
static const int consent_facts[] = {PARTY_PREFERRED_CHANNEL, PARTY_CONSENT_CALL,
                                    PARTY_CONSENT_SMS, PARTY_CONSENT_EMAIL,
                                    PARTY_CONSENT_NOTE};

#define FACTS(label, list) \
    { label, list, sizeof list / sizeof *list }
const struct fact_group fact_groups[FACT_GROUPS] = {
    FACTS(MSG_CUSTOMER_IDENTITY, identity_facts),
    FACTS(MSG_CUSTOMER_RELATION, relation_facts),
    FACTS(MSG_CUSTOMER_CONSENT, consent_facts),
};

int facts_filled(const struct customer *v, const struct fact_group *g) {
    int filled = 0;
    for (int i = 0; i < g->count; i++)
        filled += v->party->values[g->fields[i]].kind != V_NULL;
    return filled;
}

struct str customer_phone(const struct customer *v) {
    struct str phone = record_str(v->party, PARTY_PHONE);
    if (!phone.n) phone = record_str(v->party, PARTY_PHONE2);
    for (int i = 0; i < v->contacts.count && !phone.n; i++)
        if (contact_way(record_str(&v->contacts.records[i], CONTACT_POINT_KIND))
            == WAY_CALL)
            phone = record_str(&v->contacts.records[i], CONTACT_POINT_VALUE);
    return phone;
}

/* Seen from the other side a relationship has another name. */
struct str neighbour_kind(struct ctx *cx, const struct neighbour *n) {
    static const struct {
        const char *kind;
        enum msg other_side;
    } rows[] = {
        {"works_at", MSG_RELATION_EMPLOYS},     {"manager_of", MSG_RELATION_MANAGED_BY},
        {"guarantor", MSG_RELATION_GUARANTEED}, {"dealer_for", MSG_RELATION_HAS_DEALER},
        {"branch_of", MSG_RELATION_HAS_BRANCH}, {"referred_by", MSG_RELATION_REFERRED},
    };
    const struct entity *e = entity_at(cx->catalog, "relationship");
    for (size_t i = 0; i < sizeof rows / sizeof *rows && !n->from_here; i++)
        if (str_is(n->kind, rows[i].kind)) return cx_msg(cx, rows[i].other_side);
    return choice_label(cx, e->fields[RELATIONSHIP_KIND], n->kind);
}

enum contact_way contact_way(struct str kind) {
    static const struct {
        const char *kind;
        enum contact_way way;
    } rows[] = {{"mobile", WAY_CALL},
                {"phone", WAY_CALL},
                {"fax", WAY_FAX},
                {"email", WAY_MAIL},
                {"website", WAY_WEB}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (str_is(kind, rows[i].kind)) return rows[i].way;
    return WAY_PLAIN;
}

const char *mood_meaning(struct str mood) {
    if (str_eq(mood, MOOD_ANGRY)) return "m-bad";
    if (str_eq(mood, MOOD_UNHAPPY)) return "m-warn";
    return str_eq(mood, MOOD_HAPPY) ? "m-good" : "";
}

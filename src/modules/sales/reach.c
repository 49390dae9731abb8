#include "modules/sales/reach.h"

#include "records/rules/rights.h"
#include "store/query.h"

static enum scope scope_of(struct ctx *cx) {
    return rights_scope(cx, entity_at(cx->catalog, "deal"), ACT_READ);
}

struct deal_reach reach_widest(struct ctx *cx) {
    const struct actor *a = cx->actor;
    switch (scope_of(cx)) {
    case SCOPE_ALL: return (struct deal_reach){0};
    case SCOPE_TEAM:
        if (a->team_count)
            return (struct deal_reach){.teams = a->teams, .team_count = a->team_count};
        return (struct deal_reach){.owner = a->user};
    case SCOPE_OWN:
    case SCOPE_NONE: break;
    }
    return (struct deal_reach){.owner = a->user};
}

static bool among(const int64_t *ids, int count, int64_t id) {
    for (int i = 0; i < count; i++)
        if (ids[i] == id) return true;
    return false;
}

/* What lies below a team one may see, one may see too. */
static enum err reach_team(struct ctx *cx, int64_t team, struct deal_reach *out) {
    const struct actor *a = cx->actor;
    enum scope scope = scope_of(cx);
    bool may =
        scope == SCOPE_ALL || (scope == SCOPE_TEAM && among(a->teams, a->team_count, team));
    if (!may) return ERR_DENIED;
    return teams_below(cx, cx->mem, team, &out->teams, &out->team_count);
}

static enum err reach_user(struct ctx *cx, int64_t user, struct deal_reach *out) {
    enum scope scope = scope_of(cx);
    bool self = user == cx->actor->user;
    out->owner = user;
    if (scope == SCOPE_ALL || (self && scope != SCOPE_NONE)) return OK;
    if (scope != SCOPE_TEAM || !cx->actor->team_count) return ERR_DENIED;
    out->teams = cx->actor->teams;
    out->team_count = cx->actor->team_count;
    return OK;
}

enum err reach_of(struct ctx *cx, int64_t user, int64_t team, struct deal_reach *out) {
    *out = (struct deal_reach){0};
    if (user) return reach_user(cx, user, out);
    if (team) return reach_team(cx, team, out);
    return scope_of(cx) == SCOPE_ALL ? OK : ERR_DENIED;
}

void reach_condition(struct query *q, const struct deal_reach *of) {
    if (of->owner) {
        query_add(q, SQL(" AND t.owner = "));
        query_bind(q, v_int(of->owner));
    }
    if (!of->team_count) return;
    query_add(q, SQL(" AND t.team IN "));
    query_bind_ids(q, of->teams, of->team_count);
}

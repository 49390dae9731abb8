#include "modules/requests/route.h"

#include "entities.h"
#include "modules/requests/ring.h"
#include "records/data/condition.h"

/* ---- The rule as it is saved ---- */

static bool says_nothing(const struct record *r) {
    static const int fields[] = {ROUTING_RULE_REPRESENTATIVE, ROUTING_RULE_WITHIN,
                                 ROUTING_RULE_RING};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (r->values[fields[i]].kind != V_NULL) return false;
    return !record_str(r, ROUTING_RULE_SKILLS).n;
}

static enum err check_room(struct ctx *cx, const struct record *new) {
    int64_t others = 0;
    if (!record_int(new, ROUTING_RULE_ACTIVE)) return OK;
    TRY(store_int(cx->db,
                  SQL("SELECT count(*) FROM routing_rule WHERE active = 1 AND id <> ?1"),
                  BIND(v_int(record_id(new))), &others));
    if (others < ROUTING_RULES_MOST) return OK;
    return problem_with(cx, new->entity->fields[ROUTING_RULE_ACTIVE], MSG_ROUTING_RULE_MANY,
                        MSG_PARTS({"n", cx_number(cx, ROUTING_RULES_MOST)}));
}

static enum err rule_check(struct ctx *cx, const struct record *old, struct record *new) {
    const struct entity *e = new->entity;
    struct str text = record_str(new, ROUTING_RULE_CONDITION);
    (void)old;
    if (cx->verbatim || !text.n) return OK;
    if (says_nothing(new))
        problem(cx, e->fields[ROUTING_RULE_REPRESENTATIVE], MSG_ROUTING_RULE_NOWHERE);
    enum err room = check_room(cx, new);
    if (room != OK) return room;
    return condition_check(cx, e->fields[ROUTING_RULE_CONDITION],
                           entity_at(cx->catalog, "request"), text);
}

const struct entity_rules rules_routing_rule = {.name = "routing_rule",
                                                .check = rule_check};

/* ---- Which one holds ---- */

/* A rule whose condition no longer reads holds of nothing. */
static bool rule_holds(struct ctx *cx, const struct record *request, struct str condition) {
    const struct filter *filter;
    return condition_read(cx, request->entity, condition, &filter) == OK
           && filter_holds(cx, filter, request->values);
}

static void take_rule(struct ctx *cx, struct rows *rows, struct route *out) {
    int64_t representative = rows_int(rows, 2), team = rows_int(rows, 3);
    out->rule = rows_int(rows, 0);
    if (representative || team) {
        out->representative = representative;
        out->team = team;
    }
    out->skills[1] = str_dup(cx->mem, rows_text(rows, 4));
    if (rows_int(rows, 5)) out->ring_s = rows_int(rows, 5);
}

static enum err apply_rules(struct ctx *cx, const struct record *request,
                            struct route *out) {
    struct rows rows;
    TRY(store_query(cx->db,
                    SQL("SELECT id, condition, representative, within,"
                        " coalesce(skills, ''), ring FROM routing_rule"
                        " WHERE active = 1 ORDER BY position, id LIMIT ?1"),
                    BIND(v_int(ROUTING_RULES_MOST)), &rows));
    while (!out->rule && rows_next(&rows)) {
        struct str condition = str_dup(cx->mem, rows_text(&rows, 1));
        if (rule_holds(cx, request, condition)) take_rule(cx, &rows, out);
    }
    return rows_done(&rows);
}

enum err route_find(struct ctx *cx, const struct record *form, const struct record *request,
                    struct route *out) {
    int64_t ring_s = record_int(form, REQUEST_FORM_RING);
    *out = (struct route){.representative = record_int(form, REQUEST_FORM_REPRESENTATIVE),
                          .team = record_int(form, REQUEST_FORM_WITHIN),
                          .ring_s = ring_s > 0 ? ring_s : RING_SECONDS,
                          .skills = {record_str(form, REQUEST_FORM_SKILLS), STR("")}};
    return apply_rules(cx, request, out);
}

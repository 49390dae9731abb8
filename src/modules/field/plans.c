#include "modules/field/plans.h"

#include "entities.h"
#include "modules/field/rhythm.h"
#include "modules/people/consequence.h"

enum { PLANS_PIECE = 50 };

/* ---- When ---- */

/* The keys of a list of choices stand in the order of the enum they mean. */
static int place_in_list(const struct record *r, int field) {
    const struct choice_list *list = r->entity->fields[field]->choices;
    for (int i = 0; i < list->count; i++)
        if (str_eq(list->choices[i].key, record_str(r, field))) return i;
    return ANY_WEEKDAY;
}

static struct rhythm rhythm_of(const struct record *plan) {
    int unit = place_in_list(plan, VISIT_PLAN_UNIT);
    return (struct rhythm){.unit = unit < 0 ? RHYTHM_WEEK : (enum rhythm_unit)unit,
                           .every = (int)record_int(plan, VISIT_PLAN_EVERY),
                           .weekday = place_in_list(plan, VISIT_PLAN_WEEKDAY),
                           .since = record_int(plan, VISIT_PLAN_SINCE)};
}

struct value plan_day(struct ctx *cx, const struct record *plan, int64_t after) {
    int64_t day;
    struct rhythm r = rhythm_of(plan);
    struct work_hours hours = work_hours_of(cx->settings);
    bool ends = plan->values[VISIT_PLAN_UNTIL].kind == V_INT;
    if (r.every < 1 || record_int(plan, VISIT_PLAN_PAUSED) == 1) return v_null();
    if (!rhythm_next(&r, &hours, after, &day)) return v_null();
    return ends && day > record_int(plan, VISIT_PLAN_UNTIL) ? v_null() : v_int(day);
}

/* ---- Rules ---- */

/* The last day for which a visit was made already, or yesterday. */
static enum err made_until(struct ctx *cx, const struct record *plan, int64_t *out) {
    int64_t yesterday = cx_today(cx) - 1;
    TRY(store_int(cx->db,
                  SQL("SELECT coalesce(max(day), ?3) FROM field_visit"
                      " WHERE party = ?1 AND plan = ?2"),
                  BIND(plan->values[FIELD_PARTY], plan->values[FIELD_ID], v_int(yesterday)),
                  out));
    if (*out < yesterday) *out = yesterday;
    return OK;
}

static bool is_changed(const struct record *old, const struct record *new) {
    static const int fields[] = {VISIT_PLAN_EVERY, VISIT_PLAN_UNIT,  VISIT_PLAN_WEEKDAY,
                                 VISIT_PLAN_SINCE, VISIT_PLAN_UNTIL, VISIT_PLAN_PAUSED};
    for (size_t i = 0; i < sizeof fields / sizeof *fields && old; i++)
        if (!value_eq(old->values[fields[i]], new->values[fields[i]])) return true;
    return !old;
}

static enum err plan_check(struct ctx *cx, const struct record *old, struct record *new) {
    int64_t after;
    if (cx->verbatim) return OK;
    if (new->values[VISIT_PLAN_SINCE].kind == V_NULL)
        new->values[VISIT_PLAN_SINCE] = v_int(cx_today(cx));
    if (!old && new->values[FIELD_OWNER].kind == V_NULL && cx->actor->user)
        new->values[FIELD_OWNER] = v_int(cx->actor->user);
    const struct value from = new->values[VISIT_PLAN_FROM_TIME];
    const struct value to = new->values[VISIT_PLAN_TO_TIME];
    if (from.kind == V_INT && to.kind == V_INT && to.i < from.i)
        problem(cx, new->entity->fields[VISIT_PLAN_TO_TIME], MSG_FIELD_VISIT_HOURS);
    if (!is_changed(old, new)) return OK;
    TRY(made_until(cx, new, &after));
    new->values[VISIT_PLAN_NEXT_ON] = plan_day(cx, new, after);
    return OK;
}

const struct entity_rules rules_visit_plan = {.name = "visit_plan", .check = plan_check};

/* ---- The job ---- */

/* Days that went by while nobody used the program are not made up for. */
static enum err make_visit(struct ctx *cx, struct record *plan) {
    static const struct {
        int from, to;
    } taken[] = {{FIELD_PARTY, FIELD_PARTY},
                 {FIELD_OWNER, FIELD_OWNER},
                 {FIELD_TEAM, FIELD_TEAM},
                 {VISIT_PLAN_PURPOSE, FIELD_VISIT_PURPOSE},
                 {VISIT_PLAN_FROM_TIME, FIELD_VISIT_FROM_TIME},
                 {VISIT_PLAN_TO_TIME, FIELD_VISIT_TO_TIME},
                 {FIELD_ID, FIELD_VISIT_PLAN},
                 {VISIT_PLAN_NEXT_ON, FIELD_VISIT_DAY}};
    struct record visit = record_new(cx, entity_at(cx->catalog, "field_visit"));
    int64_t day = record_int(plan, VISIT_PLAN_NEXT_ON), yesterday = cx_today(cx) - 1;
    for (size_t i = 0; i < sizeof taken / sizeof *taken; i++)
        visit.values[taken[i].to] = plan->values[taken[i].from];
    if (day > yesterday) TRY(consequence_create(cx, &visit));
    plan->values[VISIT_PLAN_NEXT_ON] =
        plan_day(cx, plan, day > yesterday ? day : yesterday);
    return consequence_change(cx, plan);
}

static enum err miss_visit(struct ctx *cx, struct record *visit) {
    visit->values[FIELD_VISIT_STATE] = v_text(VISIT_STATE_MISSED);
    return consequence_change(cx, visit);
}

/* Do `act` to the records that a statement names, at most PLANS_PIECE. */
static enum err do_each(struct ctx *cx, const char *entity, struct rows *rows,
                        enum err (*act)(struct ctx *cx, struct record *r), int *out_count) {
    int64_t ids[PLANS_PIECE];
    int count = 0;
    for (; count < PLANS_PIECE && rows_next(rows); count++)
        ids[count] = rows_int(rows, 0);
    TRY(rows_done(rows));
    for (int i = 0; i < count; i++) {
        struct record r;
        TRY(record_get_plain(cx, entity_at(cx->catalog, entity), ids[i], &r));
        TRY(act(cx, &r));
    }
    *out_count = count;
    return OK;
}

enum err plans_step(struct ctx *cx, struct job *job, bool *out_more) {
    int made, missed;
    int64_t today = cx_today(cx);
    struct rows rows;
    cx->quiet = true;
    TRY(store_query(cx->db,
                    SQL("SELECT id FROM visit_plan WHERE next_on <= ?1"
                        " ORDER BY next_on, id LIMIT ?2"),
                    BIND(v_int(today + PLANS_DAYS_AHEAD), v_int(PLANS_PIECE)), &rows));
    TRY(do_each(cx, "visit_plan", &rows, make_visit, &made));
    TRY(store_query(cx->db,
                    SQL("SELECT id FROM field_visit WHERE state = ?1 AND day < ?2"
                        " ORDER BY day, id LIMIT ?3"),
                    BIND(v_text(VISIT_STATE_PLANNED), v_int(today), v_int(PLANS_PIECE)),
                    &rows));
    TRY(do_each(cx, "field_visit", &rows, miss_visit, &missed));
    job->done += made + missed;
    *out_more = made > 0 || missed == PLANS_PIECE;
    return OK;
}

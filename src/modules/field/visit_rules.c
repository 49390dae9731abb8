/* visit_rules.c - what holds of a visit with every write: it has its place in the day of whoever
 * makes it, and what has happened stays on its day. */
#include "entities.h"
#include "modules/platform/recipient.h"
#include "records/rules/rights.h"

static bool differs(const struct record *old, const struct record *new, int field) {
    return !old || !value_eq(old->values[field], new->values[field]);
}

static bool is_state(const struct record *r, struct str state) {
    return str_eq(record_str(r, FIELD_VISIT_STATE), state);
}

/* At the end of the day of its owner. */
static enum err take_last_place(struct ctx *cx, struct record *new) {
    int64_t last = 0;
    enum { POSITION_MOST = 9999 };
    TRY(store_int(cx->db,
                  SQL("SELECT coalesce(max(position), 0) FROM field_visit"
                      " WHERE owner = ?1 AND day = ?2"),
                  BIND(new->values[FIELD_OWNER], new->values[FIELD_VISIT_DAY]), &last));
    new->values[FIELD_VISIT_POSITION] = v_int(last < POSITION_MOST ? last + 1 : last);
    return OK;
}

static void check_hours(struct ctx *cx, const struct record *new) {
    const struct value from = new->values[FIELD_VISIT_FROM_TIME];
    const struct value to = new->values[FIELD_VISIT_TO_TIME];
    if (from.kind == V_INT && to.kind == V_INT && to.i < from.i)
        problem(cx, new->entity->fields[FIELD_VISIT_TO_TIME], MSG_FIELD_VISIT_HOURS);
}

/* Who came stays where and when they were; one that was missed may be made on another day. */
static void check_day(struct ctx *cx, const struct record *old, struct record *new) {
    if (!old || !differs(old, new, FIELD_VISIT_DAY)) return;
    if (is_state(old, VISIT_STATE_MISSED))
        new->values[FIELD_VISIT_STATE] = v_text(VISIT_STATE_PLANNED);
    else if (!is_state(old, VISIT_STATE_PLANNED))
        problem(cx, new->entity->fields[FIELD_VISIT_DAY], MSG_FIELD_VISIT_HAPPENED);
}

static enum err visit_check(struct ctx *cx, const struct record *old, struct record *new) {
    if (cx->verbatim) return OK;
    if (!old && new->values[FIELD_OWNER].kind == V_NULL && cx->actor->user)
        new->values[FIELD_OWNER] = v_int(cx->actor->user);
    check_hours(cx, new);
    check_day(cx, old, new);
    bool elsewhere = differs(old, new, FIELD_VISIT_DAY) || differs(old, new, FIELD_OWNER);
    return elsewhere ? take_last_place(cx, new) : OK;
}

static enum err visit_saved(struct ctx *cx, const struct record *old,
                            const struct record *new) {
    return recipient_given(cx, old, new, MSG_TOLD_FIELD_VISIT);
}

const struct entity_rules rules_field_visit = {
    .name = "field_visit", .check = visit_check, .saved = visit_saved};

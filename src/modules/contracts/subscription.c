/* subscription.c - each change of what is paid, from which day, becomes a row of its own. */
#include "modules/contracts/subscription.h"

#include "entities.h"
#include "modules/contracts/terms.h"
#include "modules/people/consequence.h"
#include "modules/platform/recipient.h"
#include "modules/trade/lines.h"

static bool empty(const struct record *r, int field) {
    return r->values[field].kind == V_NULL;
}

static bool differs(const struct record *old, const struct record *new, int field) {
    return !old || !value_eq(old->values[field], new->values[field]);
}

static bool is_active(const struct record *r) {
    return str_eq(record_str(r, SUBSCRIPTION_STATE), SUBSCRIPTION_STATE_ACTIVE);
}

/* ---- What it costs ---- */

static int months_of(const struct record *r) {
    const struct {
        struct str period;
        int months;
    } rows[] = {{SUBSCRIPTION_PERIOD_MONTH, 1},
                {SUBSCRIPTION_PERIOD_QUARTER, 3},
                {SUBSCRIPTION_PERIOD_HALF, 6},
                {SUBSCRIPTION_PERIOD_YEAR, 12}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (str_eq(record_str(r, SUBSCRIPTION_PERIOD), rows[i].period))
            return rows[i].months;
    return 1;
}

struct value subscription_amount(const struct record *r) {
    int64_t amount;
    bool fits = times_rounded(record_int(r, SUBSCRIPTION_PRICE),
                              record_int(r, SUBSCRIPTION_QUANTITY), QUANTITY_ONE, &amount);
    return fits ? v_int(amount) : v_null();
}

int64_t subscription_monthly(const struct record *r) {
    struct value amount = subscription_amount(r);
    int64_t monthly;
    if (!is_active(r) || amount.kind != V_INT) return 0;
    return times_rounded(amount.i, 1, months_of(r), &monthly) ? monthly : 0;
}

struct period_plan subscription_plan(const struct ctx *cx, const struct record *r) {
    return (struct period_plan){.calendar = terms_calendar(cx),
                                .anchor = record_int(r, SUBSCRIPTION_START_ON),
                                .months = months_of(r)};
}

/* ---- When it changes ---- */

static bool is_paid_otherwise(const struct record *old, const struct record *new) {
    static const int said[] = {SUBSCRIPTION_PRODUCT, SUBSCRIPTION_QUANTITY,
                               SUBSCRIPTION_PRICE, SUBSCRIPTION_STATE};
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        if (differs(old, new, said[i])) return true;
    return false;
}

/* It begins, ends, or changes on the day that is said, else today; never before the change that
 * came last. */
static void set_day(struct ctx *cx, const struct record *old, struct record *new) {
    const struct field *const *fields = new->entity->fields;
    int64_t today = cx_today(cx);
    if (!old) {
        new->values[SUBSCRIPTION_CHANGES_ON] = new->values[SUBSCRIPTION_START_ON];
        return;
    }
    if (!is_paid_otherwise(old, new)) {
        new->values[SUBSCRIPTION_CHANGES_ON] = old->values[SUBSCRIPTION_CHANGES_ON];
        return;
    }
    int64_t last = record_int(old, SUBSCRIPTION_CHANGES_ON);
    bool said =
        differs(old, new, SUBSCRIPTION_CHANGES_ON) && !empty(new, SUBSCRIPTION_CHANGES_ON);
    int64_t day = said ? record_int(new, SUBSCRIPTION_CHANGES_ON) : today;
    if (!is_active(new)) day = record_int(new, SUBSCRIPTION_ENDED_ON);
    if (!said && is_active(new) && day < last) day = last;
    int field = is_active(new) ? SUBSCRIPTION_CHANGES_ON : SUBSCRIPTION_ENDED_ON;
    if (day < last) problem(cx, fields[field], MSG_SUBSCRIPTION_BEFORE_LAST);
    new->values[SUBSCRIPTION_CHANGES_ON] = v_int(day);
}

static void forget_end(const struct record *old, struct record *new) {
    static const int said[] = {SUBSCRIPTION_ENDED_ON, SUBSCRIPTION_REASON};
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        if (!differs(old, new, said[i])) new->values[said[i]] = v_null();
}

/* Taken up again, it loses why and when it ended. */
static void set_end(struct ctx *cx, const struct record *old, struct record *new) {
    if (is_active(new)) {
        if (old && !is_active(old)) forget_end(old, new);
        return;
    }
    if (empty(new, SUBSCRIPTION_ENDED_ON)) {
        int64_t day = cx_today(cx),
                last = old ? record_int(old, SUBSCRIPTION_CHANGES_ON) : 0;
        new->values[SUBSCRIPTION_ENDED_ON] = v_int(day < last ? last : day);
    }
    if (empty(new, SUBSCRIPTION_REASON))
        problem(cx, new->entity->fields[SUBSCRIPTION_REASON], MSG_SUBSCRIPTION_WHY);
}

static void check_fixed(struct ctx *cx, const struct record *old,
                        const struct record *new) {
    static const int fixed[] = {SUBSCRIPTION_PERIOD, SUBSCRIPTION_START_ON};
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed && old; i++)
        if (differs(old, new, fixed[i]))
            problem(cx, new->entity->fields[fixed[i]], MSG_SUBSCRIPTION_FIXED);
    if (!old && !is_active(new))
        problem(cx, new->entity->fields[SUBSCRIPTION_STATE], MSG_SUBSCRIPTION_BEGINS);
    if (old && !is_active(old) && differs(old, new, SUBSCRIPTION_ENDED_ON)
        && !is_active(new))
        problem(cx, new->entity->fields[SUBSCRIPTION_ENDED_ON], MSG_SUBSCRIPTION_FIXED);
}

static enum err subscription_check(struct ctx *cx, const struct record *old,
                                   struct record *new) {
    if (cx->verbatim) return OK;
    if (empty(new, SUBSCRIPTION_START_ON))
        new->values[SUBSCRIPTION_START_ON] =
            old ? old->values[SUBSCRIPTION_START_ON] : v_int(cx_today(cx));
    check_fixed(cx, old, new);
    set_end(cx, old, new);
    set_day(cx, old, new);
    if (subscription_amount(new).kind != V_INT)
        problem(cx, new->entity->fields[SUBSCRIPTION_PRICE], MSG_SUBSCRIPTION_LARGE);
    struct period_plan plan = subscription_plan(cx, new);
    new->values[SUBSCRIPTION_MONTHLY] = v_int(subscription_monthly(new));
    new->values[SUBSCRIPTION_NEXT_ON] =
        is_active(new) ? v_int(period_start(&plan, period_of(&plan, cx_today(cx)) + 1))
                       : v_null();
    return OK;
}

/* ---- The rows of its changes ---- */

static struct str move_of(int64_t before, int64_t after) {
    if (before == after) return SUBSCRIPTION_MOVE_SAME;
    if (!before) return SUBSCRIPTION_MOVE_NEW;
    if (!after) return SUBSCRIPTION_MOVE_CHURN;
    return after > before ? SUBSCRIPTION_MOVE_EXPANSION : SUBSCRIPTION_MOVE_CONTRACTION;
}

static enum err add_change(struct ctx *cx, const struct record *old,
                           const struct record *new) {
    struct record c = record_new(cx, entity_at(cx->catalog, "subscription_change"));
    int64_t before = old ? record_int(old, SUBSCRIPTION_MONTHLY) : 0;
    int64_t after = record_int(new, SUBSCRIPTION_MONTHLY);
    c.values[FIELD_PARTY] = new->values[FIELD_PARTY];
    c.values[FIELD_OWNER] = new->values[FIELD_OWNER];
    c.values[SUBSCRIPTION_CHANGE_SUBSCRIPTION] = v_int(record_id(new));
    c.values[SUBSCRIPTION_CHANGE_DAY] = new->values[SUBSCRIPTION_CHANGES_ON];
    c.values[SUBSCRIPTION_CHANGE_KIND] = v_text(move_of(before, after));
    c.values[SUBSCRIPTION_CHANGE_PRODUCT] = new->values[SUBSCRIPTION_PRODUCT];
    c.values[SUBSCRIPTION_CHANGE_QUANTITY] = new->values[SUBSCRIPTION_QUANTITY];
    c.values[SUBSCRIPTION_CHANGE_PRICE] = new->values[SUBSCRIPTION_PRICE];
    c.values[SUBSCRIPTION_CHANGE_AMOUNT] =
        is_active(new) ? subscription_amount(new) : v_int(0);
    c.values[SUBSCRIPTION_CHANGE_BEFORE] = v_int(before);
    c.values[SUBSCRIPTION_CHANGE_AFTER] = v_int(after);
    return consequence_create(cx, &c);
}

/* Only what add_change says makes one: what recurs is their sum. */
static enum err change_check(struct ctx *cx, const struct record *old, struct record *new) {
    if (cx->verbatim || old || !empty(new, SUBSCRIPTION_CHANGE_DAY)) return OK;
    return problem(cx, NULL, MSG_SUBSCRIPTION_CHANGE_BY_RULE);
}

enum err subscription_changes(struct ctx *cx, const struct record *r, struct record **out,
                              int *out_count) {
    const struct entity *e = entity_at(cx->catalog, "subscription_change");
    int64_t ids[SUBSCRIPTION_CHANGES];
    struct rows rows;
    int count = 0;
    TRY(store_query(
        cx->db,
        SQL("SELECT id FROM (SELECT id, day FROM subscription_change"
            " WHERE party = ?1 AND subscription = ?2"
            " ORDER BY day DESC, id DESC LIMIT ?3) x ORDER BY day, id"),
        BIND(r->values[FIELD_PARTY], v_int(record_id(r)), v_int(SUBSCRIPTION_CHANGES)),
        &rows));
    for (; count < SUBSCRIPTION_CHANGES && rows_next(&rows); count++)
        ids[count] = rows_int(&rows, 0);
    TRY(rows_done(&rows));
    *out = NEWS(cx->mem, (size_t)count + 1, struct record);
    for (int i = 0; i < count; i++)
        TRY(record_get_plain(cx, e, ids[i], &(*out)[i]));
    *out_count = count;
    return OK;
}

static enum err drop_changes(struct ctx *cx, const struct record *old) {
    struct record *all = NULL;
    int count = 0;
    enum err e = subscription_changes(cx, old, &all, &count);
    const struct actor *before = consequence_begin(cx);
    for (int i = 0; i < count && e == OK; i++)
        e = record_delete(cx, all[i].entity, record_id(&all[i]));
    consequence_end(cx, before);
    return e;
}

static enum err subscription_saved(struct ctx *cx, const struct record *old,
                                   const struct record *new) {
    TRY(recipient_given(cx, old, new, MSG_TOLD_SUBSCRIPTION));
    if (cx->verbatim) return OK;
    if (!new) return drop_changes(cx, old);
    return is_paid_otherwise(old, new) ? add_change(cx, old, new) : OK;
}

const struct entity_rules rules_subscription_change = {.name = "subscription_change",
                                                       .check = change_check};
const struct entity_rules rules_subscription = {
    .name = "subscription", .check = subscription_check, .saved = subscription_saved};

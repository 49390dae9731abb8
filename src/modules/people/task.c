/* task.c - what comes next. Doing a task stamps it and, when it repeats, makes the next
 * one; a reminder waits in a table of its own until the job of reminders.c rings. */
#include "entities.h"
#include "modules/people/consequence.h"
#include "modules/people/recurrence.h"
#include "modules/people/reminders.h"
#include "modules/platform/recipient.h"
#include "persian/jalali.h"

static bool is_done(const struct record *r) {
    return r && str_eq(record_str(r, TASK_STATUS), TASK_STATUS_DONE);
}

static bool differs(const struct record *old, const struct record *new, int field) {
    return !old || !value_eq(old->values[field], new->values[field]);
}

static void stamp_done(struct ctx *cx, const struct record *old, struct record *new) {
    if (!is_done(new))
        new->values[TASK_DONE_AT] = v_null();
    else if (!is_done(old) && new->values[TASK_DONE_AT].kind == V_NULL)
        new->values[TASK_DONE_AT] = v_int(cx->now_ms);
}

/* The day of the month it began with; a due date that only follows from it leaves it. */
static void keep_month_day(struct ctx *cx, const struct record *old, struct record *new) {
    bool asked = differs(old, new, TASK_DUE_AT) || differs(old, new, TASK_REPEATS);
    if (!asked || (!old && new->values[TASK_REPEAT_DAY].kind != V_NULL)) return;
    bool repeats = new->values[TASK_REPEATS].kind != V_NULL;
    int64_t day = day_of(record_int(new, TASK_DUE_AT), cx->zone_minutes);
    new->values[TASK_REPEAT_DAY] = repeats ? v_int(jalali_from_day(day).day) : v_null();
}

static void check_times(struct ctx *cx, const struct record *new) {
    bool due = new->values[TASK_DUE_AT].kind != V_NULL;
    if (new->values[TASK_REPEATS].kind != V_NULL && !due)
        problem(cx, new->entity->fields[TASK_DUE_AT], MSG_TASK_REPEATS_WITHOUT_DUE);
    if (new->values[TASK_ENDS_AT].kind == V_NULL) return;
    if (!due || record_int(new, TASK_ENDS_AT) < record_int(new, TASK_DUE_AT))
        problem(cx, new->entity->fields[TASK_ENDS_AT], MSG_TASK_ENDS_BEFORE);
}

static enum err task_check(struct ctx *cx, const struct record *old, struct record *new) {
    if (cx->verbatim) return OK;
    stamp_done(cx, old, new);
    keep_month_day(cx, old, new);
    if (differs(old, new, TASK_DUE_AT) || differs(old, new, TASK_ENDS_AT)
        || differs(old, new, TASK_REPEATS))
        check_times(cx, new);
    return OK;
}

/* ---- Repetition ---- */

static void shift(struct record *r, int field, int64_t ms) {
    if (r->values[field].kind != V_NULL) r->values[field] = v_int(r->values[field].i + ms);
}

/* When `done` happens again: so many days later. False at the end of its repetition. */
static bool next_days(struct ctx *cx, const struct record *done, int64_t *out_days) {
    int64_t day = day_of(record_int(done, TASK_DUE_AT), cx->zone_minutes), next;
    int64_t today = cx_today(cx), after = today > day ? today - 1 : day;
    if (!recurrence_next(record_str(done, TASK_REPEATS), day,
                         (int)record_int(done, TASK_REPEAT_DAY), after, &next))
        return false;
    bool ends = done->values[TASK_REPEAT_UNTIL].kind != V_NULL;
    if (ends && next > record_int(done, TASK_REPEAT_UNTIL)) return false;
    *out_days = next - day;
    return true;
}

static enum err create_next(struct ctx *cx, const struct record *done) {
    static const int anew[] = {FIELD_ID,         FIELD_EXTERNAL_ID, FIELD_CREATED_AT,
                               FIELD_CREATED_BY, FIELD_VERSION,     TASK_DONE_AT};
    static const int shifted[] = {TASK_DUE_AT, TASK_ENDS_AT, TASK_REMIND_AT};
    int64_t days;
    if (done->values[TASK_DUE_AT].kind == V_NULL || !next_days(cx, done, &days)) return OK;
    struct record next = record_copy(cx, done);
    for (size_t i = 0; i < sizeof anew / sizeof *anew; i++)
        next.values[anew[i]] = v_null();
    for (size_t i = 0; i < sizeof shifted / sizeof *shifted; i++)
        shift(&next, shifted[i], days * MS_PER_DAY);
    next.values[TASK_STATUS] = v_text(TASK_STATUS_OPEN);
    return consequence_create(cx, &next);
}

static enum err task_saved(struct ctx *cx, const struct record *old,
                           const struct record *new) {
    TRY(reminder_saved(cx, old, new));
    TRY(recipient_given(cx, old, new, MSG_TOLD_TASK));
    TRY(recipient_mentioned(cx, old, new, TASK_BODY));
    bool done_now = old && is_done(new) && !is_done(old);
    return done_now && !cx->verbatim ? create_next(cx, new) : OK;
}

const struct entity_rules rules_task = {
    .name = "task", .check = task_check, .saved = task_saved};

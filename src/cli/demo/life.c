/* life.c - what happened with a customer since it is known, and what comes next. */
#include "cli/demo/world.h"

#include "base/arena.h"
#include "base/buf.h"
#include "entities.h"

enum { TOPIC_KIND, TOPIC_SUBJECT, TOPIC_BODY, TOPIC_OUTCOME, TOPIC_MOOD };
enum { TASK_ROW_KIND, TASK_ROW_SUBJECT };
enum { SECONDS = 1000, MINUTES = 60, FRESH_DAYS = 30, TASK_DAYS_LATE = 20 };

/* The text with what it is about in the place of {p}. */
static struct value about(struct world *w, struct str text, struct str product) {
    size_t at = str_find(text, STR("{p}"));
    if (at == (size_t)-1) return v_text(text);
    return v_text(str_format(w->house->cx->mem, "%.*s%.*s%.*s", (int)at, text.p,
                             STR_ARG(product), STR_ARG(str_from(text, at + 3))));
}

static struct value text_or_null(struct str s) {
    return s.n ? v_text(s) : v_null();
}

/* ---- Interactions ---- */

/* Minutes that a talk of that kind takes; 0 for what takes none. */
static int64_t talk_minutes(struct dice *d, struct str kind) {
    static const struct {
        struct str kind;
        int least, most;
    } rows[] = {
        {STR_INIT("call"), 1, 18},
        {STR_INIT("visit"), 30, 150},
        {STR_INIT("meeting"), 30, 120},
        {STR_INIT("chat"), 3, 25},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (str_eq(rows[i].kind, kind)) return dice_between(d, rows[i].least, rows[i].most);
    return 0;
}

static struct value direction(struct dice *d, struct str kind) {
    if (str_is(kind, "note")) return v_text(DIRECTION_INTERNAL);
    bool ours = str_is(kind, "sms") || str_is(kind, "visit") || dice_percent(d, 55);
    return v_text(ours ? DIRECTION_OUTBOUND : DIRECTION_INBOUND);
}

static void talk(struct world *w, struct customer *c, int64_t day) {
    struct dice *d = &c->dice;
    const struct str *topic = world_pick(d, &list_topic);
    struct str product = world_pick(d, &list_product)[0];
    struct record r = record_new(w->house->cx, w->interaction);
    int64_t at = customer_moment(w, c, day), minutes = talk_minutes(d, topic[TOPIC_KIND]);
    r.values[FIELD_PARTY] = v_int(c->id);
    r.values[INTERACTION_KIND] = v_text(topic[TOPIC_KIND]);
    r.values[INTERACTION_DIRECTION] = direction(d, topic[TOPIC_KIND]);
    r.values[INTERACTION_AT] = v_int(at);
    if (minutes) r.values[INTERACTION_DURATION] = v_int(minutes * MINUTES);
    r.values[INTERACTION_SUBJECT] = about(w, topic[TOPIC_SUBJECT], product);
    r.values[INTERACTION_BODY] = about(w, topic[TOPIC_BODY], product);
    r.values[INTERACTION_OUTCOME] = text_or_null(topic[TOPIC_OUTCOME]);
    r.values[INTERACTION_MOOD] = text_or_null(topic[TOPIC_MOOD]);
    int64_t written = at + (minutes + dice_between(d, 1, 15)) * MINUTES * SECONDS;
    world_note(w, &r, written, c->owner);
}

/* Some hardly speak with us, some often; three times on average. */
static void talk_all(struct world *w, struct customer *c) {
    static const int weights[] = {8, 17, 22, 20, 13, 8, 5, 3, 2, 1, 1};
    int times = dice_weighted(&c->dice, weights, sizeof weights / sizeof *weights);
    for (int i = 0; i < times; i++)
        talk(w, c, dice_between(&c->dice, c->day, w->today - 1));
}

/* ---- Tasks ---- */

enum lot { LOT_DONE, LOT_LATE, LOT_TO_COME, LOT_CANCELED, LOTS };

static struct value status(struct dice *d, enum lot lot) {
    if (lot == LOT_DONE) return v_text(TASK_STATUS_DONE);
    if (lot == LOT_CANCELED) return v_text(TASK_STATUS_CANCELED);
    return v_text(dice_percent(d, 25) ? TASK_STATUS_DOING : TASK_STATUS_OPEN);
}

static int64_t due_day(struct world *w, struct customer *c, enum lot lot) {
    struct dice *d = &c->dice;
    if (lot == LOT_LATE) return w->today - dice_between(d, 1, TASK_DAYS_LATE);
    if (lot == LOT_TO_COME) return w->today + dice_between(d, 0, FRESH_DAYS);
    return dice_between(d, c->day, w->today - 1);
}

static void plan(struct world *w, struct customer *c) {
    static const int lots[LOTS] = {55, 12, 28, 5}, priorities[] = {10, 65, 18, 7};
    struct dice *d = &c->dice;
    if (!dice_percent(d, 40)) return;
    enum lot lot = (enum lot)dice_weighted(d, lots, LOTS);
    const struct str *row = world_pick(d, &list_task);
    int64_t day = due_day(w, c, lot), due = customer_moment(w, c, day);
    struct record r = record_new(w->house->cx, w->task);
    r.values[TASK_SUBJECT] =
        about(w, row[TASK_ROW_SUBJECT], world_pick(d, &list_product)[0]);
    r.values[TASK_KIND] = v_text(row[TASK_ROW_KIND]);
    r.values[TASK_PARTY] = v_int(c->id);
    r.values[TASK_DUE_AT] = v_int(due);
    r.values[TASK_STATUS] = status(d, lot);
    r.values[TASK_PRIORITY] = world_choice(d, w->task, TASK_PRIORITY, priorities, 4);
    if (lot == LOT_DONE) r.values[TASK_DONE_AT] = v_int(due);
    int64_t planned = customer_moment(w, c, day - dice_between(d, 1, 14));
    world_note(w, &r, planned, c->owner);
}

/* ---- Where people work ---- */

static void work(struct world *w, struct customer *c) {
    struct dice *d = &c->dice;
    if (c->company || !w->company_count || !dice_percent(d, 30)) return;
    bool manager = dice_percent(d, 20);
    struct record r = record_new(w->house->cx, w->relationship);
    r.values[FIELD_PARTY] = v_int(c->id);
    r.values[RELATIONSHIP_KIND] =
        v_text(manager ? RELATIONSHIP_KIND_MANAGER_OF : RELATIONSHIP_KIND_WORKS_AT);
    r.values[RELATIONSHIP_OTHER] = v_int(w->companies[dice_below(d, w->company_count)]);
    r.values[RELATIONSHIP_ROLE] =
        v_text(manager ? STR("مدیرعامل") : world_pick(d, &list_role)[0]);
    r.values[RELATIONSHIP_SINCE] = v_int(c->day - dice_between(d, 30, 3000));
    world_note(w, &r, customer_moment(w, c, c->day), c->owner);
}

void customer_live(struct world *w, struct customer *c) {
    work(w, c);
    talk_all(w, c);
    plan(w, c);
}

#include "cli/demo/world.h"

#include "base/id.h"

enum {
    DAY_BEGINS = 8 * 60,
    DAY_ENDS = 17 * 60,
    IDS_OF_MOMENT = 4096, /* the counter of an id */
    FINE_MS = 1000,
};

void world_enter(struct world *w) {
    struct ctx *cx = w->house->cx;
    if (!w->batch) w->batch = cx_new_id(cx);
    cx->batch = w->batch;
}

/* Records are not put in the order of their moments, so the counter alone cannot keep ids
 * apart: the record's number does, in milliseconds and counter together. */
static int64_t id_at(const struct world *w, int64_t at_ms) {
    struct id_maker maker = {0};
    int64_t id = id_make(&maker, at_ms / FINE_MS * FINE_MS + w->records % FINE_MS);
    return id + w->records / FINE_MS % IDS_OF_MOMENT;
}

enum err world_put(struct world *w, struct record *r, int64_t at_ms,
                   const struct actor *who) {
    struct ctx *cx = w->house->cx;
    cx->now_ms = at_ms < w->now_ms ? at_ms : w->now_ms;
    cx->actor = who;
    w->records++;
    r->values[FIELD_ID] = v_int(id_at(w, cx->now_ms));
    if (who->user) {
        r->values[FIELD_OWNER] = v_int(who->user);
        r->values[FIELD_TEAM] = v_int(who->team);
    }
    return record_create(cx, r);
}

int64_t world_moment(struct world *w, struct dice *d, int64_t day) {
    if (day_weekday(day) == FRIDAY) day--;
    int minute = (int)dice_between(d, DAY_BEGINS, DAY_ENDS);
    return instant_at(day, minute, w->house->cx->zone_minutes);
}

const struct str *world_pick(struct dice *d, const struct list *list) {
    return list->rows[dice_below(d, list->count)];
}

struct value world_choice(struct dice *d, const struct entity *e, int field,
                          const int *weights, int count) {
    int at = dice_weighted(d, weights, count);
    return v_text(e->fields[field]->choices->choices[at].key);
}

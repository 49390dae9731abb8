#include "cli/demo/world.h"

#include "base/arena.h"
#include "base/id.h"
#include "modules/sales/history.h"

#include <stdlib.h>

enum {
    DAY_BEGINS = 8 * MINUTES_PER_HOUR,
    DAY_ENDS = 17 * MINUTES_PER_HOUR,
    IDS_OF_MOMENT = 4096, /* the counter of an id */
    FINE_MS = 1000,
};

void world_enter(struct world *w) {
    struct ctx *cx = w->house->cx;
    if (!w->batch) w->batch = cx_new_id(cx);
    cx->batch = w->batch;
    w->deeds = NULL;
    w->deed_count = w->deed_room = 0;
    w->passed = NULL;
    w->passed_count = w->passed_room = 0;
}

/* Records are not put in the order of their moments, so the counter alone cannot keep ids
 * apart: the record's number does, in milliseconds and counter together. */
static int64_t id_at(const struct world *w, int64_t at_ms) {
    struct id_maker maker = {0};
    int64_t id = id_make(&maker, at_ms / FINE_MS * FINE_MS + w->records % FINE_MS);
    return id + w->records / FINE_MS % IDS_OF_MOMENT;
}

static struct deed *deed_add(struct world *w) {
    if (w->deed_count == w->deed_room) {
        int room = w->deed_room ? w->deed_room * 2 : 1024;
        w->deeds =
            arena_grow(w->house->cx->mem, w->deeds, (size_t)w->deed_room * sizeof *w->deeds,
                       (size_t)room * sizeof *w->deeds);
        w->deed_room = room;
    }
    return &w->deeds[w->deed_count++];
}

void world_note(struct world *w, struct record *r, int64_t at_ms, const struct actor *who) {
    if (at_ms > w->now_ms) at_ms = w->now_ms;
    w->records++;
    r->values[FIELD_ID] = v_int(id_at(w, at_ms));
    if (who->user) {
        r->values[FIELD_OWNER] = v_int(who->user);
        r->values[FIELD_TEAM] = v_int(who->team);
    }
    *deed_add(w) = (struct deed){*r, at_ms, who};
}

void world_pass(struct world *w, struct world_passed passed) {
    if (w->passed_count == w->passed_room) {
        int room = w->passed_room ? w->passed_room * 2 : 256;
        w->passed = arena_grow(w->house->cx->mem, w->passed,
                               (size_t)w->passed_room * sizeof *w->passed,
                               (size_t)room * sizeof *w->passed);
        w->passed_room = room;
    }
    w->passed[w->passed_count++] = passed;
}

static int by_id(const void *a, const void *b) {
    const struct deed *x = a, *y = b;
    int64_t left = record_id(&x->record), right = record_id(&y->record);
    return (left > right) - (left < right);
}

/* Brought as it is: rules need not work it out. */
static bool is_whole(const struct world *w, const struct entity *e) {
    return e == w->deal || e == w->order || e == w->order_line || e == w->contract
           || e == w->subscription || e == w->subscription_change || e == w->quote
           || e == w->quote_line || e == w->request;
}

/* What the forecast said on a day on which something happened, before it did. */
static enum err tell_day(struct world *w, int64_t *told) {
    struct ctx *cx = w->house->cx;
    int64_t day = cx_today(cx);
    if (!w->tells_days || day == *told || day < w->today - HISTORY_DAILY) return OK;
    *told = day;
    return history_note(cx);
}

enum err world_do(struct world *w) {
    struct ctx *cx = w->house->cx;
    int64_t told = 0;
    qsort(w->deeds, (size_t)w->deed_count, sizeof *w->deeds, by_id);
    for (int i = 0; i < w->deed_count; i++) {
        cx->now_ms = w->deeds[i].at_ms;
        TRY(tell_day(w, &told));
        cx->actor = w->deeds[i].who;
        cx->verbatim = is_whole(w, w->deeds[i].record.entity);
        TRY(record_create(cx, &w->deeds[i].record));
    }
    cx->verbatim = false;
    for (int i = 0; i < w->passed_count; i++) {
        const struct world_passed *p = &w->passed[i];
        TRY(passed_note(cx, p->party, p->deal, p->stage, p->end));
    }
    return OK;
}

int64_t world_moment(struct world *w, struct dice *d, int64_t day) {
    if (day_weekday(day) == FRIDAY) day--;
    int minute = (int)dice_between(d, DAY_BEGINS, DAY_ENDS);
    return instant_at(day, minute, w->house->cx->zone_minutes);
}

int64_t customer_moment(struct world *w, struct customer *c, int64_t day) {
    enum { SOON_MS = 5 * MS_PER_MINUTE };
    int64_t at = world_moment(w, &c->dice, day);
    return at > c->since_ms ? at : c->since_ms + SOON_MS;
}

const struct str *world_pick(struct dice *d, const struct list *list) {
    return list->rows[dice_below(d, list->count)];
}

struct value world_choice(struct dice *d, const struct entity *e, int field,
                          const int *weights, int count) {
    int at = dice_weighted(d, weights, count);
    return v_text(e->fields[field]->choices->choices[at].key);
}

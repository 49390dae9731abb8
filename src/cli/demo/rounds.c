/* rounds.c - where customers of the capital are, which dealer serves them, and who visits them:
 * today's routes, plans for the weeks to come, and what came of earlier visits. */
#include "cli/demo/world.h"

#include "entities.h"
#include "modules/field/place.h"

enum { ERRAND_PURPOSE, ERRAND_REPORT, ERRAND_OUTCOME };
enum { PLACED_PERCENT = 85, TODAY_PERCENT = 30, PLAN_PERCENT = 12, PAST_PERCENT = 40 };
enum { ROUTE_LEAST = 2, ROUTE_MOST = 7, PAST_DAYS = 90, DEALER_PERCENT = 12 };
#define ROUNDS_SEED UINT64_C(0x6669656c64)

static struct dice rounds_dice(const struct world *w, int64_t number) {
    return dice_of(w->seed ^ ROUNDS_SEED, (uint64_t)number);
}

static bool in_capital(const struct customer *c) {
    enum { CITY_NAME = 1 };
    return str_is(c->city[CITY_NAME], "تهران");
}

/* From Shahr-e Rey to Tajrish, from Chitgar to Tehranpars; more of them in the middle. */
static int64_t spread(struct dice *d, int64_t from, int64_t to) {
    return (dice_between(d, from, to) + dice_between(d, from, to)) / 2;
}

void customer_place(struct world *w, struct customer *c, struct record *party) {
    struct dice d = rounds_dice(w, c->number);
    bool placed = dice_percent(&d, PLACED_PERCENT);
    int64_t latitude = spread(&d, 35615000, 35805000);
    int64_t longitude = spread(&d, 51235000, 51565000);
    if (in_capital(c) && placed) {
        party->values[PARTY_LATITUDE] = v_int(latitude);
        party->values[PARTY_LONGITUDE] = v_int(longitude);
    }
    if (w->company_count >= WORLD_DEALERS && dice_percent(&d, DEALER_PERCENT))
        party->values[PARTY_DEALER] = v_int(w->companies[dice_below(&d, WORLD_DEALERS)]);
}

static void visit(struct world *w, struct customer *c, struct dice *d, int64_t day) {
    const struct str *errand = world_pick(d, &list_errand);
    struct record r = record_new(w->house->cx, w->visit);
    r.values[FIELD_PARTY] = v_int(c->id);
    r.values[FIELD_VISIT_DAY] = v_int(day);
    r.values[FIELD_VISIT_PURPOSE] = v_text(errand[ERRAND_PURPOSE]);
    int64_t at = world_moment(w, d, day);
    if (day < w->today) {
        enum { MINUTES_LEAST = 10, MINUTES_MOST = 50, NEAR_METRES = 180 };
        r.values[FIELD_VISIT_STATE] = v_text(VISIT_STATE_DONE);
        r.values[FIELD_VISIT_ARRIVED_AT] = v_int(at);
        at += dice_between(d, MINUTES_LEAST, MINUTES_MOST) * MS_PER_MINUTE;
        r.values[FIELD_VISIT_LEFT_AT] = v_int(at);
        r.values[FIELD_VISIT_DISTANCE] = v_int(dice_between(d, 3, NEAR_METRES));
        r.values[FIELD_VISIT_ACCURACY] = v_int(dice_between(d, 4, 30));
        r.values[FIELD_VISIT_REPORT] = v_text(errand[ERRAND_REPORT]);
        r.values[FIELD_VISIT_OUTCOME] = v_text(errand[ERRAND_OUTCOME]);
    } else if (dice_percent(d, 50)) {
        enum { FIRST_HOUR = 8, LAST_HOUR = 15 };
        int64_t from = dice_between(d, FIRST_HOUR, LAST_HOUR) * MINUTES_PER_HOUR;
        r.values[FIELD_VISIT_FROM_TIME] = v_int(from);
        r.values[FIELD_VISIT_TO_TIME] = v_int(from + 2 * MINUTES_PER_HOUR);
    }
    world_note(w, &r, at, c->owner);
}

static void plan_visits(struct world *w, struct customer *c, struct dice *d) {
    struct record r = record_new(w->house->cx, w->visit_plan);
    r.values[FIELD_PARTY] = v_int(c->id);
    r.values[VISIT_PLAN_PURPOSE] = v_text(list_errand.rows[dice_below(d, 2)][0]);
    r.values[VISIT_PLAN_EVERY] = v_int(dice_between(d, 1, 4));
    r.values[VISIT_PLAN_SINCE] = v_int(w->today + dice_between(d, 1, 6));
    world_note(w, &r, w->now_ms, c->owner);
}

void customer_rounds(struct world *w, struct customer *c) {
    struct dice d = rounds_dice(w, -c->number - 1);
    int64_t *today = &w->today_visits[c->owner - w->staff];
    int64_t most = ROUTE_LEAST + (c->owner - w->staff) % (ROUTE_MOST - ROUTE_LEAST);
    if (!in_capital(c)) return;
    if (c->owner == w->staff) most = ROUTE_MOST;
    if (*today < most && dice_percent(&d, TODAY_PERCENT)) {
        visit(w, c, &d, w->today);
        ++*today;
    }
    if (dice_percent(&d, PLAN_PERCENT)) plan_visits(w, c, &d);
    int64_t first = w->today - PAST_DAYS > c->day ? w->today - PAST_DAYS : c->day;
    if (first < w->today - 1 && dice_percent(&d, PAST_PERCENT))
        visit(w, c, &d, dice_between(&d, first, w->today - 1));
}

/* asked.c - what customers asked by the form of the site before they were known, and how soon they
 * were answered. */
#include "cli/demo/world.h"

#include "entities.h"
#include "modules/people/worktime.h"

enum { ASKED_SINCE = 60, ASKED_DICE = 1 << 28 };

/* Most within three minutes, as it should be. */
static int64_t seconds_of(struct dice *d) {
    static const struct { int least, most; } spans[] = {{25, 170}, {180, 900}, {900, 5400}};
    static const int weights[] = {65, 27, 8};
    int at = dice_weighted(d, weights, 3);
    return dice_between(d, spans[at].least, spans[at].most);
}

/* False: it came on a day off, and is none of those that count. */
static bool answer(struct world *w, const struct customer *c, struct dice *d,
                   struct record *r) {
    struct ctx *cx = w->house->cx;
    struct work_hours hours = work_hours_of(cx->settings);
    int64_t at = c->since_ms + seconds_of(d) * MS_PER_SECOND;
    int64_t took = work_ms(&hours, c->since_ms, at, cx->zone_minutes);
    r->values[REQUEST_ACCEPTED_BY] = v_int(c->owner->user);
    r->values[REQUEST_ACCEPTED_AT] = r->values[REQUEST_ANSWERED_AT] = v_int(at);
    r->values[REQUEST_RESPONSE] = v_int(took / MS_PER_SECOND);
    return took > 0;
}

void customer_ask(struct world *w, const struct customer *c, const struct record *party) {
    struct dice d = dice_of(w->seed, (uint64_t)c->number + ASKED_DICE);
    if (c->day + ASKED_SINCE < w->today
        || !str_eq(record_str(party, PARTY_SOURCE), PARTY_SOURCE_WEBSITE))
        return;
    struct record r = record_new(w->house->cx, w->request);
    r.values[REQUEST_NAME] = party->values[PARTY_NAME];
    r.values[REQUEST_PHONE] = party->values[PARTY_PHONE];
    r.values[REQUEST_EMAIL] = party->values[PARTY_EMAIL];
    r.values[REQUEST_CITY] = party->values[PARTY_CITY];
    r.values[REQUEST_QUESTION] = v_text(str_join(
        w->house->cx->mem, STR("قیمت و زمان تحویل: "), world_pick(&d, &list_product)[0]));
    r.values[REQUEST_CONSENT] = v_int(1);
    r.values[REQUEST_FORM] = v_int(w->form);
    r.values[REQUEST_LANGUAGE] = v_text(LANGUAGE_FA);
    r.values[REQUEST_SOURCE] = v_text(PARTY_SOURCE_WEBSITE);
    r.values[REQUEST_CUSTOMER] = v_int(c->id);
    if (answer(w, c, &d, &r)) world_note(w, &r, c->since_ms, c->owner);
}

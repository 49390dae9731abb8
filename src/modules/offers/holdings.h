/* holdings.h - what a customer has: the products of their orders that were not cancelled, as far as
 * the actor may see those. */
#ifndef OFFERS_HOLDINGS_H
#define OFFERS_HOLDINGS_H

#include "modules/offers/habit.h"
#include "records/ctx.h"

enum {
    HOLDINGS = 40,      /* the latest bought products that are looked at */
    HOLDING_LINES = 500 /* in so many lines of orders */
};

struct holding {
    int64_t product;
    struct str name;
    int64_t days[HABIT_DAYS]; /* on which it was bought, the latest first */
    int day_count;
    int64_t better, lasts; /* as its product says; 0: nothing */
};

struct holdings {
    struct holding *rows;
    int count;
};

enum err holdings_load(struct ctx *cx, int64_t party, struct holdings *out);
const struct holding *holding_of(const struct holdings *h, int64_t product);

#endif

/* goals.h - targets that are not of people: of a product or a category of them, and of a city. What
 * counts for them is what was ordered in the month by anybody, so they are told to who may read
 * all orders. Everything is counted when it is asked for, from the orders of that month alone.
 *
 * What belongs where: a line belongs to the category of its product and to those above it, and to
 * its product and the one that is a variant of; described freely, it belongs to neither. An order
 * belongs to the city of its customer, `party.city`, however it is spelled (fa_fold). What was
 * cancelled counts for nothing. Amounts are after discounts and before tax. */
#ifndef TRADE_GOALS_H
#define TRADE_GOALS_H

#include "modules/sales/targets.h"

enum { GOALS = 200 }; /* of a month */

enum goal_of { GOAL_CATEGORY, GOAL_PRODUCT, GOAL_CITY, GOAL_KINDS };

struct goal {
    enum goal_of of;
    int64_t goods;          /* the category or product; 0: a city */
    struct str city, fold;  /* as it was typed, and by which it is found */
    struct target_row sums; /* the target and what was ordered: `won` counts orders */
};

/* What was ordered of what a goal is of, or by the customers of one spelling of a city. */
struct ordered {
    int64_t orders;
    struct total amount;
};

/* Pure: whether what the customers of a city order counts for it, by its fa_fold. */
bool goal_of_city(const struct goal *g, struct str fold);
/* What 64 bits do not hold is marked. */
void goal_add(struct goal *g, const struct ordered *o);
/* Those of each kind beside each other, best first. */
void goals_rank(struct goal *goals, int count);
/* Goals of the month of `t`; none for who does not read all orders. */
enum err goals_load(struct ctx *cx, const struct targets *t, struct goal **out,
                    int *out_count);

#endif

/* ended.h - deals that were won or lost, by whatever tells them apart: the reason, the competitor, where
 * they came from, what the customer is. Of a span of time and of the one before it. */
#ifndef SALES_ENDED_H
#define SALES_ENDED_H

#include "modules/sales/reach.h"
#include "modules/sales/span.h"
#include "records/data/total.h"
#include "records/meta/meta.h"

enum ended_as { ENDED_WON, ENDED_LOST, ENDED_KINDS };
enum ended_when {
    ENDED_NOW,
    ENDED_BEFORE,
    ENDED_TIMES
}; /* in the span, in the one before */

enum { ENDED_GROUPS = 500 }; /* of one question; further ones count for the whole alone */

/* Some deals together. A sum that 64 bits do not hold is not told. */
struct ended_sum {
    int64_t count;
    struct total amount;
    bool over;
};

struct ended_group {
    struct value key; /* null: not said */
    struct ended_sum sums[ENDED_TIMES][ENDED_KINDS];
};

struct ended {
    struct ended_group *groups; /* most deals of the span first */
    int count;
    struct ended_group whole;
};

void ended_add(struct ended_sum *sum, int64_t count, struct total amount);
/* One more than another: what the groups that are not shown come to together. */
void ended_join(struct ended_group *to, const struct ended_group *from);
/* In rials, or null. */
struct value ended_amount(const struct ended_sum *sum);
/* Of 100 that ended so many were won, halves up; -1: none ended. */
int64_t ended_rate(const struct ended_group *g, enum ended_when when);
/* So many percent of `whole`, halves up; 0 of none. */
int64_t ended_share(int64_t count, int64_t whole);

/* Those within `of` that ended in the span or the one before, by a field of theirs or of their
 * customer's (`of_party`). */
struct ended_ask {
    struct deal_reach of;
    struct span span;
    const struct field *by;
    bool of_party;
};
enum err ended_load(struct ctx *cx, const struct ended_ask *ask, struct ended *out);

#endif

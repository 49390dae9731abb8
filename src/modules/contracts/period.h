/* period.h - the periods of what is paid again and again, and what a part of one costs. Pure: days
 * and rials in, days and rials out.
 *
 * Boundaries are counted from the day it began with, never from the boundary before: what began on
 * the 31st meets the 30th of a shorter month, the 29th of a common Esfand, and comes back to the
 * 31st. A period is the days from one boundary up to the next, without that one. */
#ifndef CONTRACTS_PERIOD_H
#define CONTRACTS_PERIOD_H

#include "records/ctx.h"

enum {
    PERIOD_MONTHS_MOST = 600, /* of one period or term */
    PERIOD_PARTS = 64,        /* of one period that are told apart */
};

struct period_plan {
    enum calendar calendar;
    int64_t anchor; /* the day it begins */
    int months;     /* of each period, 1 or more */
};

/* The first day of the n-th period, from 0. */
int64_t period_start(const struct period_plan *plan, int64_t n);
/* In which period a day is; before the first one -1. */
int64_t period_of(const struct period_plan *plan, int64_t day);

/* Days of one period that cost alike. */
struct period_part {
    int64_t from, to; /* without that day */
    int64_t price;    /* of a whole period; 0 or more */
    int64_t amount;   /* what these days come to; filled in */
};

/* From one day on something costs this much a period; 0: no more. */
struct period_change {
    int64_t day, price;
};

/* The parts of the period [from, to) that the changes, in order of their days, make; a change that
 * another follows on the same day makes none. At most PERIOD_PARTS; how many there are. */
int period_parts(const struct period_change *changes, int count, int64_t from, int64_t to,
                 struct period_part out[PERIOD_PARTS]);

/* Each part is its price times its days by the days of the whole period. Their exact sum is rounded
 * once, halves up; each part is rounded down, and the rials that are left go one by one to the
 * largest remainders (of two alike the earlier): so the parts add up to the sum, and a period at one
 * price costs just that. False: too large. */
bool period_prorate(int64_t period_days, struct period_part *parts, int count,
                    int64_t *out_sum);

#endif

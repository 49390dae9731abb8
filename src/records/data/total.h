/* total.h - sums of many amounts, exact to the last unit. A database adds the parts of a total up,
 * none of which comes near the end of 64 bits; whether their whole does is seen here. */
#ifndef RECORDS_DATA_TOTAL_H
#define RECORDS_DATA_TOTAL_H

#include "base/value.h"

#include <stdbool.h>

/* How much one of `billions` counts; `rest` may be more, or below zero. */
enum { TOTAL_BILLION = 1000000000 };

struct total {
    int64_t billions, rest;
};

/* Add `times` times `more`. False where 64 bits do not hold it; then nothing was added. */
bool total_add(struct total *sum, struct total more, int64_t times);

/* A total divided by `divisor`, a power of ten up to TOTAL_BILLION: rounded once, halves up (2.5 is
 * 3, -2.5 is -2). Null: 64 bits do not hold it. */
struct value total_divided(struct total t, int64_t divisor);

#endif

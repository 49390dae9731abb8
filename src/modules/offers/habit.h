/* habit.h - when a customer needs something again. Values in, values out; days are civil days. */
#ifndef OFFERS_HABIT_H
#define OFFERS_HABIT_H

#include <stdbool.h>
#include <stdint.h>

enum {
    HABIT_DAYS = 12,  /* the latest days of purchase that are looked at */
    HABIT_BOUGHT = 3, /* so many make a habit */
    HABIT_AHEAD = 14, /* it is offered so many days before it runs out, … */
    HABIT_GONE = 3,   /* … and until it is overdue so many times as long as it lasts */
};

struct habit {
    int64_t every; /* days; 0: nothing is known */
    int64_t due;   /* the day on which it is used up */
    bool own;      /* the customer's own rhythm, not the product's */
};

/* `days`: when it was bought, the latest first, each day once. Who bought often enough has a rhythm,
 * the median of the days in between; for others it is what the product says (`lasts`, 0: nothing). */
struct habit habit_of(const int64_t *days, int count, int64_t lasts);
/* Whether it should be offered today. */
bool habit_calls(const struct habit *h, int64_t today);

#endif

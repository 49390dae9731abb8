/* standing.h - how a deal stands: how long it was in each stage, and how long nothing has happened.
 * Values in, values out. */
#ifndef SALES_STANDING_H
#define SALES_STANDING_H

#include <stdbool.h>
#include <stdint.h>

/* When it came to a stage. */
struct arrival {
    int64_t stage, at_ms;
};

/* How long it was in `stage`, all visits together, until `until_ms`. The arrivals stand in their
 * order; clocks that went back count as no time. */
int64_t stage_ms(const struct arrival *arrivals, int count, int64_t stage,
                 int64_t until_ms);

/* Whole days. */
int64_t whole_days(int64_t ms);
/* Whether nothing has happened for `patience` days (0: one waits for ever). */
bool is_stuck(int64_t quiet_ms, int64_t patience);

#endif

/* recurrence.h - when something that repeats happens next, in Solar Hijri months and years.
 * What began on the 31st happens on the last day of a shorter month and comes back to the
 * 31st. Pure. */
#ifndef PEOPLE_RECURRENCE_H
#define PEOPLE_RECURRENCE_H

#include "base/str.h"

#include <stdint.h>

/* The first occurrence after `after` of what last was due on `day` and repeats as `every`
 * says (a key of the list `recurrence`). `month_day` is the day of the month it began with,
 * or 0: that of `day`. False where `every` is none of them. */
bool recurrence_next(struct str every, int64_t day, int month_day, int64_t after,
                     int64_t *out_day);

#endif

/* rhythm.h - on which days somebody is visited again and again, in the Solar Hijri calendar.
 * Occurrences are counted from the first day, so that what began on the 31st is on the last day of
 * a shorter month (Esfand has 29 or 30) and comes back to the 31st. One that falls on a day on which
 * nobody works is moved to the next working day; where that would reach the following one, it is left
 * out. Pure. */
#ifndef FIELD_RHYTHM_H
#define FIELD_RHYTHM_H

#include "modules/people/worktime.h"

enum rhythm_unit { RHYTHM_DAY, RHYTHM_WEEK, RHYTHM_MONTH };
enum { ANY_WEEKDAY = -1 };

struct rhythm {
    enum rhythm_unit unit;
    int every;     /* 1 or more */
    int weekday;   /* of RHYTHM_WEEK: enum weekday; ANY_WEEKDAY: that of `since` */
    int64_t since; /* a civil day */
};

/* The n-th occurrence by the calendar alone, from 0. */
int64_t rhythm_day(const struct rhythm *r, int64_t n);

/* The first day after `after` on which somebody is to go. False: there is none within
 * WORKTIME_DAYS. */
bool rhythm_next(const struct rhythm *r, const struct work_hours *hours, int64_t after,
                 int64_t *out_day);

#endif

/* worktime.h - the organisation's working time: on which days and between which hours
 * somebody is there. Holidays are free. */
#ifndef PEOPLE_WORKTIME_H
#define PEOPLE_WORKTIME_H

#include "base/clock.h"

struct settings;

struct work_hours {
    bool on[7];       /* by enum weekday */
    int from, before; /* minutes of the day, from < before */
};

/* As the settings say (NULL: their standard). A day that ends before it begins is the whole
 * day. */
struct work_hours work_hours_of(const struct settings *s);

bool is_working_day(const struct work_hours *h, int64_t day);

/* How much of the time between two instants is working time, in milliseconds; 0 when the second
 * is not later. Of a span longer than WORKTIME_DAYS only its first so many days count. */
enum { WORKTIME_DAYS = 3660 };
int64_t work_ms(const struct work_hours *h, int64_t from_ms, int64_t until_ms,
                int zone_minutes);

/* The first working instant from that one on: the same where it is one, 0 where none comes within
 * WORKTIME_DAYS. */
int64_t work_opens(const struct work_hours *h, int64_t from_ms, int zone_minutes);

#endif

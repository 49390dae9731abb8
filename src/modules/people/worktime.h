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

#endif

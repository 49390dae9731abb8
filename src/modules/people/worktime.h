/* worktime.h - the organisation's working time: when somebody is there, and when an answer
 * that was promised within so many working hours is due. Holidays are free. */
#ifndef PEOPLE_WORKTIME_H
#define PEOPLE_WORKTIME_H

#include "base/clock.h"

struct settings;

struct work_hours {
    struct {
        int from, before; /* minutes of the day; equal: nobody works */
    } on[7];              /* by enum weekday */
    int zone_minutes;
};

/* As the settings say. */
struct work_hours work_hours_of(const struct settings *s, int zone_minutes);

bool is_working_day(const struct work_hours *h, int64_t day);
bool is_working_time(const struct work_hours *h, int64_t at_ms);
/* The instant at which `minutes` of working time have passed since `start_ms`. Where nobody
 * ever works, the minutes of the clock. */
int64_t add_working_minutes(const struct work_hours *h, int64_t start_ms, int64_t minutes);
/* Working time between two instants, in minutes; 0 when they are the wrong way round. */
int64_t working_minutes(const struct work_hours *h, int64_t from_ms, int64_t before_ms);

#endif

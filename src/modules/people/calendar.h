/* calendar.h - the squares of a calendar page: a month or a week of either calendar, with
 * holidays. Weeks begin on Saturday. Pure: days in, days out. */
#ifndef PEOPLE_CALENDAR_H
#define PEOPLE_CALENDAR_H

#include "modules/people/holidays.h"
#include "records/ctx.h"

enum { WEEK_DAYS = 7, MONTH_SQUARES = 6 * WEEK_DAYS };

struct calendar_day {
    int64_t day;
    int number;  /* of the day in its month, in the calendar asked for */
    bool inside; /* of the month asked for; the rest fills whole weeks */
    const struct holiday *holidays[HOLIDAYS_A_DAY];
    int holiday_count;
};

struct calendar_month {
    int year, month;
    int64_t first, last; /* days of the month itself */
    struct calendar_day days[MONTH_SQUARES];
    int count; /* whole weeks: 28, 35 or 42 */
};

/* The month that holds `day`. */
void calendar_month(enum calendar calendar, int64_t day, struct calendar_month *out);
/* The week that holds `day`; all its days are inside. */
void calendar_week(enum calendar calendar, int64_t day, struct calendar_day out[WEEK_DAYS]);

/* A day of the month before (-1) or after (1), for the arrows of the page. */
int64_t calendar_turn(enum calendar calendar, int64_t day, int months);

#endif

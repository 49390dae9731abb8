#include "modules/people/recurrence.h"

#include "entities.h"
#include "persian/jalali.h"

enum { MONTHS_MOST = 12 * JALALI_YEAR_LAST }; /* the calendar ends before */

static int64_t in_months(int64_t day, int64_t months, int month_day) {
    struct jalali to = jalali_from_day(jalali_add_months(jalali_month_start(day), months));
    int most = jalali_month_days(to.year, to.month);
    to.day = month_day < most ? month_day : most;
    return jalali_to_day(to);
}

/* The smallest multiple of `step` above `distance`, at least one step. */
static int64_t steps_over(int64_t distance, int64_t step) {
    return distance < 0 ? step : (distance / step + 1) * step;
}

static int64_t next_month(int64_t day, int month_day, int64_t after, int every) {
    struct jalali from = jalali_from_day(day), to = jalali_from_day(after);
    int64_t months = (to.year - from.year) * 12 + to.month - from.month;
    months = months < every ? every : months / every * every;
    while (in_months(day, months, month_day) <= after && months < MONTHS_MOST)
        months += every;
    return in_months(day, months, month_day);
}

bool recurrence_next(struct str every, int64_t day, int month_day, int64_t after,
                     int64_t *out_day) {
    if (!month_day) month_day = jalali_from_day(day).day;
    if (str_eq(every, RECURRENCE_DAILY))
        *out_day = day + steps_over(after - day, 1);
    else if (str_eq(every, RECURRENCE_WEEKLY))
        *out_day = day + steps_over(after - day, 7);
    else if (str_eq(every, RECURRENCE_MONTHLY))
        *out_day = next_month(day, month_day, after, 1);
    else if (str_eq(every, RECURRENCE_YEARLY))
        *out_day = next_month(day, month_day, after, 12);
    else
        return false;
    return true;
}

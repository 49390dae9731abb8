/* dateparse.h - dates, times and durations as people type them, in Persian and English.
 *
 * Dates: ۱۴۰۵/۹/۱  1405-09-01  1/9/1405  05/9/1  9/1 (this year)  14050901
 *        ۱ آذر ۱۴۰۵  ۱ آذر  2025-03-21  21 March 2025
 *        امروز  فردا  پس‌فردا  دیروز  پریروز  today  tomorrow
 * yesterday شنبه (the next one, today included)  شنبه آینده  شنبه گذشته  next monday +3  -2
 * +2w  +1m  سه روز دیگر  دو هفته پیش  ماه آینده  in 3 days  2 weeks ago اول ماه  آخر ماه
 * آخر سال  آخر هفته  end of month Times: ۱۴:۳۰  2:30 pm  ۲ بعدازظهر  ۸ شب  ۱۴  ظهر  noon
 * Durations: 1h30  90 دقیقه  1:30  یک ساعت و نیم  1.5h  45 (minutes)
 *
 * Years 1000-1599 are Solar Hijri, later ones Gregorian (till 2220, the end of 1599); two
 * digits mean the Solar Hijri year nearest to today. Days of the week and months follow the
 * calendar of jalali.h. */
#ifndef PERSIAN_DATEPARSE_H
#define PERSIAN_DATEPARSE_H

#include "base/str.h"
#include "persian/reason.h"

struct arena;

enum date_fault {
    DATE_OK,
    DATE_EMPTY,
    DATE_UNREADABLE,
    DATE_ABSENT,       /* understood, but there is no such day or time: 1403/12/31, 25:00 */
    DATE_OUT_OF_RANGE, /* a year or a length beyond what we keep */
};
const struct reason *date_reason(enum date_fault fault);

enum {
    DATE_STEP_MOST = 36500,              /* the farthest "+3", in its unit */
    DURATION_MINUTES_MOST = 3660 * 1440, /* ten years */
    NO_MINUTE = -1,
};

enum date_fault date_parse(struct arena *a, struct str typed, int64_t today,
                           int64_t *out_day);

/* Minutes after midnight; seconds are dropped. */
enum date_fault time_parse(struct arena *a, struct str typed, int *out_minute);

/* A date with a time in any order, or a date alone (minute: NO_MINUTE). */
struct moment {
    int64_t day;
    int minute;
};
enum date_fault moment_parse(struct arena *a, struct str typed, int64_t today,
                             struct moment *out_moment);

/* In minutes. */
enum date_fault duration_parse(struct arena *a, struct str typed, int64_t *out_minutes);

#endif

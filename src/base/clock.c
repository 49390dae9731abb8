#include "base/clock.h"

/* Both conversions count from 0000-03-01, so that the leap day ends the year
 * (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms"). */
enum { DAYS_PER_ERA = 146097, DAYS_TO_1970 = 719468 };

static int64_t floor_div(int64_t a, int64_t b) {
    return a / b - (a % b < 0);
}

int64_t gregorian_to_day(struct gregorian date) {
    int64_t year = date.year - (date.month <= 2);
    int64_t era = floor_div(year, 400);
    int64_t year_of_era = year - era * 400;
    int64_t day_of_year =
        (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
    int64_t day_of_era =
        year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * DAYS_PER_ERA + day_of_era - DAYS_TO_1970;
}

struct gregorian gregorian_from_day(int64_t day) {
    day += DAYS_TO_1970;
    int64_t era = floor_div(day, DAYS_PER_ERA);
    int64_t of_era = day - era * DAYS_PER_ERA;
    int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
    int64_t month = (5 * of_year + 2) / 153;
    struct gregorian g = {.day = (int)(of_year - (153 * month + 2) / 5 + 1),
                          .month = (int)(month < 10 ? month + 3 : month - 9)};
    g.year = (int)(year + era * 400 + (g.month <= 2));
    return g;
}

bool gregorian_exists(struct gregorian date) {
    if (date.month < 1 || date.month > 12 || date.day < 1 || date.day > 31) return false;
    if (date.year < -9999 || date.year > 9999) return false;
    struct gregorian back = gregorian_from_day(gregorian_to_day(date));
    return back.month == date.month && back.day == date.day;
}

enum weekday day_weekday(int64_t day) {
    int64_t since_saturday = day + 5; /* 1970-01-01 was a Thursday */
    return (enum weekday)(since_saturday - floor_div(since_saturday, 7) * 7);
}

int64_t day_of(int64_t instant_ms, int zone_minutes) {
    return floor_div(instant_ms + (int64_t)zone_minutes * MS_PER_MINUTE, MS_PER_DAY);
}

int minute_of_day(int64_t instant_ms, int zone_minutes) {
    int64_t local = instant_ms + (int64_t)zone_minutes * MS_PER_MINUTE;
    return (int)((local - day_of(instant_ms, zone_minutes) * MS_PER_DAY) / MS_PER_MINUTE);
}

int64_t instant_at(int64_t day, int minute, int zone_minutes) {
    return day * MS_PER_DAY + ((int64_t)minute - zone_minutes) * MS_PER_MINUTE;
}

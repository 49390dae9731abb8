/* clock.h - time as values. Nobody here asks the machine what time it is.
 * An *instant* is milliseconds since 1970-01-01T00:00Z. A *day* is a civil day: days since
 * 1970-01-01, without a zone. A zone is an offset from UTC in minutes (Iran: +210). */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

enum {
    MS_PER_SECOND = 1000,
    MS_PER_MINUTE = 60 * MS_PER_SECOND,
    MS_PER_HOUR = 60 * MS_PER_MINUTE,
    MS_PER_DAY = 24 * MS_PER_HOUR,
    MINUTES_PER_HOUR = 60,
    MINUTES_PER_DAY = 24 * MINUTES_PER_HOUR,
};

struct gregorian {
    int year, month, day; /* month 1-12, day 1-31 */
};

int64_t gregorian_to_day(struct gregorian date); /* proleptic; the date must exist */
struct gregorian gregorian_from_day(int64_t day);
bool gregorian_exists(struct gregorian date);

enum weekday { SATURDAY, SUNDAY, MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY };
enum weekday day_weekday(int64_t day);

int64_t day_of(int64_t instant_ms, int zone_minutes);
int minute_of_day(int64_t instant_ms, int zone_minutes); /* 0 … MINUTES_PER_DAY - 1 */
int64_t instant_at(int64_t day, int minute, int zone_minutes);

#endif

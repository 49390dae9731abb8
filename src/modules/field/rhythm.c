#include "modules/field/rhythm.h"

#include "persian/jalali.h"

enum { DAYS_OF_WEEK = 7 };

static int64_t first_of_weeks(const struct rhythm *r) {
    if (r->weekday == ANY_WEEKDAY) return r->since;
    int ahead = (r->weekday - (int)day_weekday(r->since) + DAYS_OF_WEEK) % DAYS_OF_WEEK;
    return r->since + ahead;
}

int64_t rhythm_day(const struct rhythm *r, int64_t n) {
    switch (r->unit) {
    case RHYTHM_DAY: return r->since + n * r->every;
    case RHYTHM_WEEK: return first_of_weeks(r) + n * r->every * DAYS_OF_WEEK;
    case RHYTHM_MONTH: return jalali_add_months(r->since, n * r->every);
    }
    return r->since;
}

/* The last occurrence that can be no later than `day`: a month is counted as long as its longest. */
static int64_t count_before(const struct rhythm *r, int64_t day) {
    static const int longest[] = {[RHYTHM_DAY] = 1, [RHYTHM_WEEK] = 7, [RHYTHM_MONTH] = 31};
    int64_t n = (day - r->since) / ((int64_t)longest[r->unit] * r->every) - 1;
    return n > 0 ? n : 0;
}

static int64_t next_working(const struct work_hours *hours, int64_t day, int64_t before) {
    while (day < before && !is_working_day(hours, day))
        day++;
    return day;
}

bool rhythm_next(const struct rhythm *r, const struct work_hours *hours, int64_t after,
                 int64_t *out_day) {
    int64_t last = (after > r->since ? after : r->since) + WORKTIME_DAYS;
    for (int64_t n = count_before(r, after); rhythm_day(r, n) <= last; n++) {
        int64_t following = rhythm_day(r, n + 1);
        int64_t day = next_working(hours, rhythm_day(r, n), following);
        if (following == rhythm_day(r, n)) return false; /* the calendar ends */
        if (day <= after || day >= following) continue;
        *out_day = day;
        return true;
    }
    return false;
}

#include "modules/people/worktime.h"

#include "modules/people/holidays.h"
#include "records/rules/settings.h"

enum { MS_PER_MINUTE = 60000, WORK_DAYS_MOST = 36600 /* a hundred years of looking */ };

/* "08:30" → 510. */
static int minute_read(struct str s) {
    struct str hour;
    int64_t h = 0, m = 0;
    if (!str_cut(&s, ':', &hour) || !str_int(hour, &h) || (s.n && !str_int(s, &m)))
        return 0;
    int64_t minute = h * 60 + m;
    return minute >= 0 && minute <= MINUTES_PER_DAY ? (int)minute : 0;
}

struct work_hours work_hours_of(const struct settings *s, int zone_minutes) {
    struct work_hours h = {.zone_minutes = zone_minutes};
    int from = minute_read(settings_text(s, "work.start"));
    int before = minute_read(settings_text(s, "work.end"));
    struct str days = settings_text(s, "work.days"), part;
    while (str_cut(&days, ',', &part)) {
        int64_t day;
        if (!str_int(str_trim(part), &day) || day < 0 || day > 6 || before <= from)
            continue;
        h.on[day].from = from;
        h.on[day].before = before;
    }
    return h;
}

bool is_working_day(const struct work_hours *h, int64_t day) {
    enum weekday weekday = day_weekday(day);
    return h->on[weekday].before > h->on[weekday].from && !is_holiday(day);
}

bool is_working_time(const struct work_hours *h, int64_t at_ms) {
    int64_t day = day_of(at_ms, h->zone_minutes);
    int minute = minute_of_day(at_ms, h->zone_minutes);
    enum weekday weekday = day_weekday(day);
    return is_working_day(h, day) && minute >= h->on[weekday].from
           && minute < h->on[weekday].before;
}

/* The part of a day's working time that lies at or after `from_ms`. */
static void span_of(const struct work_hours *h, int64_t day, int64_t from_ms,
                    int64_t *out_from, int64_t *out_before) {
    enum weekday weekday = day_weekday(day);
    *out_from = instant_at(day, h->on[weekday].from, h->zone_minutes);
    *out_before = instant_at(day, h->on[weekday].before, h->zone_minutes);
    if (*out_from < from_ms) *out_from = from_ms;
    if (!is_working_day(h, day) || *out_before < *out_from) *out_before = *out_from;
}

int64_t add_working_minutes(const struct work_hours *h, int64_t start_ms, int64_t minutes) {
    int64_t left = minutes * MS_PER_MINUTE, day = day_of(start_ms, h->zone_minutes);
    for (int i = 0; i < WORK_DAYS_MOST; i++, day++) {
        int64_t from, before;
        span_of(h, day, start_ms, &from, &before);
        if (before > from && left <= before - from) return from + left;
        left -= before - from;
    }
    return start_ms + minutes * MS_PER_MINUTE;
}

int64_t working_minutes(const struct work_hours *h, int64_t from_ms, int64_t before_ms) {
    int64_t sum = 0, last = day_of(before_ms, h->zone_minutes);
    for (int64_t day = day_of(from_ms, h->zone_minutes); day <= last; day++) {
        int64_t from, before;
        span_of(h, day, from_ms, &from, &before);
        if (before > before_ms) before = before_ms;
        if (before > from) sum += before - from;
    }
    return sum / MS_PER_MINUTE;
}

#include "modules/people/worktime.h"

#include "modules/people/holidays.h"
#include "records/rules/settings.h"

/* "08:30" → 510; the settings keep nothing else. */
static int minute_read(struct str s) {
    int64_t hour = 0, minute = 0;
    struct str first;
    if (str_cut(&s, ':', &first)) (void)(str_int(first, &hour) && str_int(s, &minute));
    return (int)(hour * MINUTES_PER_HOUR + minute);
}

struct work_hours work_hours_of(const struct settings *s) {
    struct work_hours h = {.from = minute_read(settings_text(s, "work.start")),
                           .before = minute_read(settings_text(s, "work.end"))};
    struct str days = settings_text(s, "work.days"), part;
    if (h.before <= h.from) h.from = 0, h.before = MINUTES_PER_DAY;
    while (str_cut(&days, ',', &part)) {
        int64_t day;
        if (str_int(str_trim(part), &day) && day >= SATURDAY && day <= FRIDAY)
            h.on[day] = true;
    }
    return h;
}

bool is_working_day(const struct work_hours *h, int64_t day) {
    return h->on[day_weekday(day)] && !is_holiday(day);
}

/* What of a day's working time lies between the two. */
static int64_t work_ms_on(const struct work_hours *h, int64_t day, int64_t from_ms,
                          int64_t until_ms, int zone_minutes) {
    int64_t opens = instant_at(day, h->from, zone_minutes);
    int64_t closes = instant_at(day, h->before, zone_minutes);
    int64_t begins = from_ms > opens ? from_ms : opens;
    int64_t ends = until_ms < closes ? until_ms : closes;
    return ends > begins ? ends - begins : 0;
}

int64_t work_ms(const struct work_hours *h, int64_t from_ms, int64_t until_ms,
                int zone_minutes) {
    int64_t first = day_of(from_ms, zone_minutes), last = day_of(until_ms, zone_minutes);
    int64_t sum = 0;
    if (last - first >= WORKTIME_DAYS) last = first + WORKTIME_DAYS - 1;
    for (int64_t day = first; day <= last; day++)
        if (is_working_day(h, day))
            sum += work_ms_on(h, day, from_ms, until_ms, zone_minutes);
    return sum;
}

int64_t work_opens(const struct work_hours *h, int64_t from_ms, int zone_minutes) {
    int64_t first = day_of(from_ms, zone_minutes);
    for (int64_t day = first; day < first + WORKTIME_DAYS; day++) {
        int64_t opens = instant_at(day, h->from, zone_minutes);
        int64_t closes = instant_at(day, h->before, zone_minutes);
        if (is_working_day(h, day) && from_ms < closes)
            return from_ms > opens ? from_ms : opens;
    }
    return 0;
}

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

#include "web/widgets/month.h"

#include "modules/people/worktime.h"
#include "persian/jalali.h"

struct str calendar_other(struct ctx *cx, int64_t day) {
    int number = cx->calendar == CALENDAR_GREGORIAN ? jalali_from_day(day).day
                                                    : gregorian_from_day(day).day;
    return cx_digits_of(cx, str_format(cx->mem, "%d", number));
}

struct str weekday_name(const struct ctx *cx, int64_t day) {
    enum weekday w = day_weekday(day);
    return cx->lang == LANG_FA ? weekday_fa(w) : weekday_en(w);
}

bool is_day_off(const struct ctx *cx, int64_t day) {
    struct work_hours hours = work_hours_of(cx->settings);
    return !is_working_day(&hours, day);
}

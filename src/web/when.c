#include "web/when.h"

#include "persian/jalali.h"

struct date {
    int year, month, day;
};

static struct date date_of(const struct ctx *cx, int64_t day) {
    if (cx->calendar == CALENDAR_GREGORIAN) {
        struct gregorian g = gregorian_from_day(day);
        return (struct date){g.year, g.month, g.day};
    }
    struct jalali j = jalali_from_day(day);
    return (struct date){j.year, j.month, j.day};
}

static struct str month_name(const struct ctx *cx, int month) {
    static const enum msg gregorian[] = {
        MSG_MONTH_1, MSG_MONTH_2, MSG_MONTH_3, MSG_MONTH_4,  MSG_MONTH_5,  MSG_MONTH_6,
        MSG_MONTH_7, MSG_MONTH_8, MSG_MONTH_9, MSG_MONTH_10, MSG_MONTH_11, MSG_MONTH_12,
    };
    if (cx->calendar == CALENDAR_GREGORIAN) return cx_msg(cx, gregorian[month - 1]);
    return cx->lang == LANG_FA ? jalali_month_fa(month) : jalali_month_en(month);
}

struct str date_text(const struct ctx *cx, int64_t day, bool year) {
    struct date d = date_of(cx, day);
    struct str month = month_name(cx, d.month);
    struct buf text = buf_in(cx->mem, 0);
    buf_int(&text, d.day);
    buf_byte(&text, ' ');
    buf_put(&text, month);
    if (year || d.year != date_of(cx, cx_today(cx)).year) {
        buf_byte(&text, ' ');
        buf_int(&text, d.year);
    }
    return cx_digits_of(cx, buf_str(&text));
}

struct str month_text(const struct ctx *cx, int64_t day) {
    struct date d = date_of(cx, day);
    struct str month = month_name(cx, d.month);
    return cx_digits_of(cx, str_format(cx->mem, "%.*s %d", STR_ARG(month), d.year));
}

struct str day_text(const struct ctx *cx, int64_t day) {
    enum weekday w = day_weekday(day);
    struct str weekday = cx->lang == LANG_FA ? weekday_fa(w) : weekday_en(w);
    struct str comma = cx->lang == LANG_FA ? STR("، ") : STR(", ");
    return str_join(cx->mem, str_join(cx->mem, weekday, comma), date_text(cx, day, true));
}

static struct str ago(const struct ctx *cx, int64_t passed_ms) {
    if (passed_ms < MS_PER_MINUTE) return cx_msg(cx, MSG_WHEN_NOW);
    struct str n = cx_number(cx, passed_ms / MS_PER_MINUTE);
    return msg_format(cx->mem, cx->lang, MSG_WHEN_MINUTES, MSG_PARTS({"n", n}));
}

struct str day_word(const struct ctx *cx, int64_t day) {
    switch (day - cx_today(cx)) {
    case -1: return cx_msg(cx, MSG_WHEN_YESTERDAY);
    case 0: return cx_msg(cx, MSG_WHEN_TODAY);
    case 1: return cx_msg(cx, MSG_WHEN_TOMORROW);
    default: return date_text(cx, day, false);
    }
}

struct str when_text(const struct ctx *cx, int64_t instant_ms) {
    int64_t passed = cx->now_ms - instant_ms;
    if (passed >= 0 && passed < MS_PER_HOUR) return ago(cx, passed);
    int minute = minute_of_day(instant_ms, cx->zone_minutes);
    struct str time = str_format(cx->mem, "%d:%02d", minute / 60, minute % 60);
    struct str day = day_word(cx, day_of(instant_ms, cx->zone_minutes));
    return str_format(cx->mem, "%.*s %.*s", STR_ARG(day), STR_ARG(cx_digits_of(cx, time)));
}

struct str day_typed(struct ctx *cx, int64_t day) {
    return cx->calendar == CALENDAR_GREGORIAN ? gregorian_format(cx->mem, day)
                                              : jalali_format(cx->mem, day);
}

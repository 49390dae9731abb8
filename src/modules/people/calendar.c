#include "modules/people/calendar.h"

#include "persian/jalali.h"

static int64_t gregorian_month_start(int64_t day) {
    struct gregorian g = gregorian_from_day(day);
    return gregorian_to_day((struct gregorian){g.year, g.month, 1});
}

static int64_t gregorian_turn(int64_t day, int months) {
    struct gregorian g = gregorian_from_day(day);
    int at = g.year * 12 + g.month - 1 + months;
    struct gregorian to = {at / 12, at % 12 + 1, g.day};
    while (!gregorian_exists(to))
        to.day--;
    return gregorian_to_day(to);
}

int64_t calendar_turn(enum calendar calendar, int64_t day, int months) {
    return calendar == CALENDAR_JALALI ? jalali_add_months(day, months)
                                       : gregorian_turn(day, months);
}

static struct calendar_day square(enum calendar calendar, int64_t day) {
    struct calendar_day d = {.day = day, .inside = true};
    d.number = calendar == CALENDAR_JALALI ? jalali_from_day(day).day
                                           : gregorian_from_day(day).day;
    d.holiday_count = holidays_on(day, d.holidays);
    return d;
}

void calendar_month(enum calendar calendar, int64_t day, struct calendar_month *out) {
    bool jalali = calendar == CALENDAR_JALALI;
    *out = (struct calendar_month){0};
    out->first = jalali ? jalali_month_start(day) : gregorian_month_start(day);
    out->last = jalali ? jalali_month_end(day) : gregorian_turn(out->first, 1) - 1;
    struct jalali j = jalali_from_day(day);
    struct gregorian g = gregorian_from_day(day);
    out->year = jalali ? j.year : g.year;
    out->month = jalali ? j.month : g.month;
    int64_t end = week_start(out->last) + WEEK_DAYS;
    for (int64_t d = week_start(out->first); d < end; d++) {
        out->days[out->count] = square(calendar, d);
        out->days[out->count++].inside = d >= out->first && d <= out->last;
    }
}

void calendar_week(enum calendar calendar, int64_t day,
                   struct calendar_day out[WEEK_DAYS]) {
    int64_t first = week_start(day);
    for (int i = 0; i < WEEK_DAYS; i++)
        out[i] = square(calendar, first + i);
}

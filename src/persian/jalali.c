#include "persian/jalali.h"

#include "base/arena.h"

enum {
    FIRST_DAY = -492268, /* 1 Farvardin 1, so that 1404-01-01 is 2025-03-21 */
    LONG_MONTHS = 6,     /* of 31 days; the others have 30 */
    LONG_DAYS = 31,
    SHORT_DAYS = 30,
    CYCLE_YEARS = 33,
    CYCLE_DAYS = 33 * 365 + 8,
    RULE_FAILS = 1502, /* by the rule a leap year; the leap day goes to the next one */
};

bool jalali_is_leap(int year) {
    if (year == RULE_FAILS || year == RULE_FAILS + 1) return year != RULE_FAILS;
    int64_t place = (25 * (int64_t)year + 11) % CYCLE_YEARS;
    return (place < 0 ? place + CYCLE_YEARS : place) < 8;
}

int jalali_month_days(int year, int month) {
    if (month < 1 || month > 12) return 0;
    if (month <= LONG_MONTHS) return LONG_DAYS;
    return month < 12 || jalali_is_leap(year) ? SHORT_DAYS : SHORT_DAYS - 1;
}

bool jalali_exists(struct jalali date) {
    if (date.year < JALALI_YEAR_FIRST || date.year > JALALI_YEAR_LAST) return false;
    return date.day >= 1 && date.day <= jalali_month_days(date.year, date.month);
}

/* The day of 1 Farvardin. */
static int64_t year_day(int64_t year) {
    int64_t leap_days = (8 * year + 21) / CYCLE_YEARS - (year == RULE_FAILS + 1);
    return FIRST_DAY + 365 * (year - 1) + leap_days;
}

static int days_before_month(int month) {
    int shorter = month - 1 - LONG_MONTHS;
    return (month - 1) * LONG_DAYS - (shorter > 0 ? shorter : 0);
}

int64_t jalali_to_day(struct jalali date) {
    return year_day(date.year) + days_before_month(date.month) + date.day - 1;
}

static int64_t clamp(int64_t value, int64_t least, int64_t most) {
    return value < least ? least : value > most ? most : value;
}

static int64_t day_within(int64_t day) {
    return clamp(day, year_day(JALALI_YEAR_FIRST), year_day(JALALI_YEAR_LAST + 1) - 1);
}

struct jalali jalali_from_day(int64_t day) {
    day = day_within(day);
    int64_t since = day - year_day(1);
    int year = (int)(since * CYCLE_YEARS / CYCLE_DAYS) + 1; /* right, or off by one */
    if (day < year_day(year)) year--;
    if (day >= year_day(year + 1)) year++;
    int of_year = (int)(day - year_day(year));
    int month = 1 + of_year / LONG_DAYS;
    if (month > LONG_MONTHS)
        month = LONG_MONTHS + 1 + (of_year - LONG_MONTHS * LONG_DAYS) / SHORT_DAYS;
    return (struct jalali){year, month, of_year - days_before_month(month) + 1};
}

int64_t jalali_add_months(int64_t day, int64_t months) {
    enum { MOST = JALALI_YEAR_LAST * 12 };
    struct jalali date = jalali_from_day(day);
    int64_t month = date.year * 12 + date.month - 1 + clamp(months, -MOST, MOST);
    month = clamp(month, JALALI_YEAR_FIRST * 12, MOST + 11);
    date.year = (int)(month / 12);
    date.month = (int)(month % 12) + 1;
    date.day = (int)clamp(date.day, 1, jalali_month_days(date.year, date.month));
    return jalali_to_day(date);
}

int64_t jalali_month_start(int64_t day) {
    return day_within(day) - jalali_from_day(day).day + 1;
}

int64_t jalali_month_end(int64_t day) {
    struct jalali date = jalali_from_day(day);
    return jalali_month_start(day) + jalali_month_days(date.year, date.month) - 1;
}

int64_t jalali_year_start(int64_t day) {
    return year_day(jalali_from_day(day).year);
}

int64_t jalali_year_end(int64_t day) {
    return year_day(jalali_from_day(day).year + 1) - 1;
}

int64_t jalali_fiscal_start(int64_t day, int first_month) {
    struct jalali date = jalali_from_day(day);
    if (date.month < first_month && date.year > JALALI_YEAR_FIRST) date.year--;
    return jalali_to_day((struct jalali){date.year, first_month, 1});
}

int64_t week_start(int64_t day) {
    return day - (int64_t)day_weekday(day);
}

struct name {
    const char *fa, *en;
};

static const struct name months[] = {
    {"", ""},
    {"فروردین", "Farvardin"},
    {"اردیبهشت", "Ordibehesht"},
    {"خرداد", "Khordad"},
    {"تیر", "Tir"},
    {"مرداد", "Mordad"},
    {"شهریور", "Shahrivar"},
    {"مهر", "Mehr"},
    {"آبان", "Aban"},
    {"آذر", "Azar"},
    {"دی", "Dey"},
    {"بهمن", "Bahman"},
    {"اسفند", "Esfand"},
};

static const struct name weekdays[] = {
    {"شنبه", "Saturday"},      {"یکشنبه", "Sunday"},
    {"دوشنبه", "Monday"},      {"سه‌شنبه", "Tuesday"},
    {"چهارشنبه", "Wednesday"}, {"پنجشنبه", "Thursday"},
    {"جمعه", "Friday"},
};

#define NAME_OF(table, index, language)                              \
    ((index) >= 0 && (size_t)(index) < sizeof(table) / sizeof *table \
         ? str_of((table)[index].language)                           \
         : STR(""))

struct str jalali_month_fa(int month) {
    return NAME_OF(months, month, fa);
}

struct str jalali_month_en(int month) {
    return NAME_OF(months, month, en);
}

struct str weekday_fa(enum weekday weekday) {
    return NAME_OF(weekdays, (int)weekday, fa);
}

struct str weekday_en(enum weekday weekday) {
    return NAME_OF(weekdays, (int)weekday, en);
}

struct str jalali_format(struct arena *a, int64_t day) {
    struct jalali date = jalali_from_day(day);
    return str_format(a, "%04d-%02d-%02d", date.year, date.month, date.day);
}

struct str gregorian_format(struct arena *a, int64_t day) {
    struct gregorian date = gregorian_from_day(day);
    return str_format(a, "%04d-%02d-%02d", date.year, date.month, date.day);
}

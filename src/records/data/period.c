#include "records/data/period.h"

#include "persian/dateparse.h"
#include "persian/jalali.h"
#include "records/rules/settings.h"

/* The start of the unit that holds `day`, and the start of the unit `n` later. */
struct unit {
    const char *name;
    int64_t (*start)(const struct ctx *cx, int64_t day);
    int64_t (*add)(const struct ctx *cx, int64_t start, int64_t n);
};

static bool gregorian(const struct ctx *cx) {
    return cx->calendar == CALENDAR_GREGORIAN;
}

static int64_t add_months(const struct ctx *cx, int64_t day, int64_t n) {
    if (!gregorian(cx)) return jalali_add_months(day, n);
    struct gregorian g = gregorian_from_day(day);
    int64_t month = (int64_t)g.year * 12 + g.month - 1 + n;
    g.year = (int)(month / 12);
    g.month = (int)(month % 12) + 1;
    while (!gregorian_exists(g) && g.day > 28)
        g.day--;
    return gregorian_to_day(g);
}

static int month_of(const struct ctx *cx, int64_t day) {
    return gregorian(cx) ? gregorian_from_day(day).month : jalali_from_day(day).month;
}

static int64_t month_start(const struct ctx *cx, int64_t day) {
    return gregorian(cx) ? day - gregorian_from_day(day).day + 1 : jalali_month_start(day);
}
static int64_t season_start(const struct ctx *cx, int64_t day) {
    return add_months(cx, month_start(cx, day), -((month_of(cx, day) - 1) % 3));
}
static int64_t year_start(const struct ctx *cx, int64_t day) {
    return add_months(cx, month_start(cx, day), -(month_of(cx, day) - 1));
}
static int64_t day_start(const struct ctx *cx, int64_t day) {
    (void)cx;
    return day;
}
static int64_t week_begin(const struct ctx *cx, int64_t day) {
    (void)cx;
    return week_start(day);
}
static int64_t add_days(const struct ctx *cx, int64_t day, int64_t n) {
    (void)cx;
    return day + n;
}
static int64_t add_weeks(const struct ctx *cx, int64_t day, int64_t n) {
    (void)cx;
    return day + 7 * n;
}
static int64_t add_seasons(const struct ctx *cx, int64_t day, int64_t n) {
    return add_months(cx, day, 3 * n);
}
static int64_t add_years(const struct ctx *cx, int64_t day, int64_t n) {
    return add_months(cx, day, 12 * n);
}

static const struct unit units[] = {
    {"day", day_start, add_days},       {"week", week_begin, add_weeks},
    {"month", month_start, add_months}, {"season", season_start, add_seasons},
    {"year", year_start, add_years},
};

const struct period_name period_names[] = {
    {"today", MSG_PERIOD_TODAY},
    {"yesterday", MSG_PERIOD_YESTERDAY},
    {"tomorrow", MSG_PERIOD_TOMORROW},
    {"this_week", MSG_PERIOD_THIS_WEEK},
    {"last_week", MSG_PERIOD_LAST_WEEK},
    {"next_week", MSG_PERIOD_NEXT_WEEK},
    {"this_month", MSG_PERIOD_THIS_MONTH},
    {"last_month", MSG_PERIOD_LAST_MONTH},
    {"next_month", MSG_PERIOD_NEXT_MONTH},
    {"this_season", MSG_PERIOD_THIS_SEASON},
    {"last_season", MSG_PERIOD_LAST_SEASON},
    {"this_year", MSG_PERIOD_THIS_YEAR},
    {"last_year", MSG_PERIOD_LAST_YEAR},
    {"fiscal_year", MSG_PERIOD_FISCAL_YEAR},
    {"last_7_days", MSG_PERIOD_LAST_7_DAYS},
    {"last_30_days", MSG_PERIOD_LAST_30_DAYS},
    {"next_7_days", MSG_PERIOD_NEXT_7_DAYS},
    {"past", MSG_PERIOD_PAST},
    {"future", MSG_PERIOD_FUTURE},
    {NULL, 0},
};

static const struct unit *unit_named(struct str name) {
    if (name.n > 1 && name.p[name.n - 1] == 's') name.n--;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (str_is(name, units[i].name)) return &units[i];
    return NULL;
}

static struct period unit_at(const struct ctx *cx, const struct unit *u, int64_t n) {
    int64_t start = u->add(cx, u->start(cx, cx_today(cx)), n);
    return (struct period){start, u->add(cx, start, 1)};
}

enum { PERIOD_UNITS = 10000 };

/* last_7_days: with today; next_7_days: from today on. */
static bool counted(const struct ctx *cx, struct str count, struct str unit, int sign,
                    struct period *out) {
    const struct unit *u = unit_named(unit);
    int64_t n, today = cx_today(cx);
    if (!u || !str_int(count, &n) || n < 1 || n > PERIOD_UNITS) return false;
    *out = sign < 0 ? (struct period){u->add(cx, today + 1, -n), today + 1}
                    : (struct period){today, u->add(cx, today, n)};
    return true;
}

static bool named_unit(const struct ctx *cx, struct str name, struct period *out) {
    struct str which, unit, rest = name;
    if (!str_cut(&rest, '_', &which)) return false;
    int64_t n = str_is(which, "last") ? -1 : str_is(which, "next") ? 1 : 0;
    if (!n && !str_is(which, "this")) return false;
    if (!str_cut(&rest, '_', &unit)) return false;
    if (rest.n) return n && counted(cx, unit, rest, (int)n, out);
    const struct unit *u = unit_named(unit);
    if (u) *out = unit_at(cx, u, n);
    return u != NULL;
}

static bool date_range(struct ctx *cx, struct str text, struct period *out) {
    size_t dots = str_find(text, STR(".."));
    if (dots == (size_t)-1) return false;
    struct str from = str_trim(str_first(text, dots)),
               to = str_trim(str_from(text, dots + 2));
    *out = (struct period){INT64_MIN, INT64_MAX};
    if (from.n && date_parse(cx->mem, from, cx_today(cx), &out->from) != DATE_OK)
        return false;
    if (to.n && date_parse(cx->mem, to, cx_today(cx), &out->before) != DATE_OK)
        return false;
    if (to.n) out->before++; /* the last day is within */
    return from.n || to.n;
}

static bool set(struct period *out, struct period period) {
    *out = period;
    return true;
}

bool period_parse(struct ctx *cx, struct str name, struct period *out) {
    int64_t today = cx_today(cx);
    if (str_is(name, "today")) return set(out, (struct period){today, today + 1});
    if (str_is(name, "yesterday")) return set(out, (struct period){today - 1, today});
    if (str_is(name, "tomorrow")) return set(out, (struct period){today + 1, today + 2});
    if (str_is(name, "past")) return set(out, (struct period){INT64_MIN, today});
    if (str_is(name, "future")) return set(out, (struct period){today + 1, INT64_MAX});
    if (str_is(name, "fiscal_year")) {
        int first = settings_fiscal_month(cx->settings);
        out->from = jalali_fiscal_start(today, first);
        out->before = jalali_add_months(out->from, 12);
        return true;
    }
    return named_unit(cx, name, out) || date_range(cx, name, out);
}

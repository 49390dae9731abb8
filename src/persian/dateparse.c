#include "persian/dateparse.h"

#include "base/arena.h"
#include "persian/clean.h"
#include "persian/fold.h"
#include "persian/jalali.h"
#include "persian/typed.h"

static const struct reason reasons[] = {
    [DATE_OK] = {"date.ok", "", "ok"},
    [DATE_EMPTY] = {"date.empty", "تاریخ را وارد کنید", "date is empty"},
    [DATE_UNREADABLE] = {"date.unreadable", "این نوشته خوانده نشد؛ نمونه: ۱۴۰۵/۹/۱",
                         "not understood"},
    [DATE_ABSENT] = {"date.absent", "چنین روز یا ساعتی وجود ندارد", "no such day or time"},
    [DATE_OUT_OF_RANGE] = {"date.out_of_range", "بیرون از بازه پذیرفته است",
                           "out of range"},
};

const struct reason *date_reason(enum date_fault fault) {
    return &reasons[fault];
}

enum {
    YEAR_LEAST = 1000, /* Solar Hijri, as is all below GREGORIAN_LEAST */
    GREGORIAN_LEAST = 1600,
    GREGORIAN_MOST = 2999,
    MONTH_DAYS_MOST = 31,
    COMPACT_DIGITS = 8, /* 14050901 */
};

struct date {
    int64_t year, month, day;
};

static enum date_fault day_of_date(struct date d, int64_t *out_day) {
    if (d.year < YEAR_LEAST || d.year > GREGORIAN_MOST) return DATE_OUT_OF_RANGE;
    if (d.month < 1 || d.month > 12 || d.day < 1 || d.day > MONTH_DAYS_MOST)
        return DATE_ABSENT;
    struct jalali jalali = {(int)d.year, (int)d.month, (int)d.day};
    struct gregorian gregorian = {(int)d.year, (int)d.month, (int)d.day};
    bool solar = d.year < GREGORIAN_LEAST;
    if (solar ? !jalali_exists(jalali) : !gregorian_exists(gregorian)) return DATE_ABSENT;
    *out_day = solar ? jalali_to_day(jalali) : gregorian_to_day(gregorian);
    return DATE_OK;
}

/* A number that can only be a year. */
static bool is_year(const struct piece *p) {
    return p->digits > 2 || p->value > MONTH_DAYS_MOST;
}

/* The year meant: two digits stand for the nearest one that ends in them. */
static int64_t year_meant(const struct piece *p, int64_t this_year) {
    if (p->digits > 2 || p->value >= 100) return p->value;
    int64_t year = this_year - this_year % 100 + p->value;
    if (year > this_year + 50) return year - 100;
    return year < this_year - 50 ? year + 100 : year;
}

/* What is typed, and the day it is typed on. */
struct question {
    struct typed typed;
    struct str folded; /* the whole as one key */
    int64_t today;
};

/* Readers give DATE_UNREADABLE for what is not of their kind. */
typedef enum date_fault reader(const struct question *q, int64_t *out_day);

static int64_t edge_day(enum word_edge edge, int64_t today) {
    switch (edge) {
    case MONTH_START: return jalali_month_start(today);
    case MONTH_END: return jalali_month_end(today);
    case YEAR_START: return jalali_year_start(today);
    case YEAR_END: return jalali_year_end(today);
    case WEEK_START: return week_start(today);
    case WEEK_END: return week_start(today) + 6;
    }
    return today;
}

static enum date_fault read_phrase(const struct question *q, int64_t *out_day) {
    int value;
    if (word_value(q->folded, WORD_DAY, &value))
        *out_day = q->today + value;
    else if (word_value(q->folded, WORD_EDGE, &value))
        *out_day = edge_day((enum word_edge)value, q->today);
    else
        return DATE_UNREADABLE;
    return DATE_OK;
}

/* A weekday with a word for the way before or after it, all in one key. */
static bool weekday_and_way(struct str key, int *out_weekday, int *out_way) {
    *out_way = 0;
    if (word_value(key, WORD_WEEKDAY, out_weekday)) return true;
    for (size_t i = 1; i < key.n; i++) {
        struct str left = str_first(key, i), right = str_from(key, i);
        if (word_value(left, WORD_WEEKDAY, out_weekday)
            && word_value(right, WORD_WAY, out_way))
            return true;
        if (word_value(left, WORD_WAY, out_way)
            && word_value(right, WORD_WEEKDAY, out_weekday))
            return true;
    }
    return false;
}

static enum date_fault read_weekday(const struct question *q, int64_t *out_day) {
    int weekday, way;
    if (!weekday_and_way(q->folded, &weekday, &way)) return DATE_UNREADABLE;
    int64_t ahead = (weekday - (int)day_weekday(q->today) + 7) % 7;
    if (way > 0 && ahead == 0) ahead = 7;
    *out_day = q->today + (way < 0 ? ahead - 7 : ahead);
    return DATE_OK;
}

/* A step from today; each part at most once. */
struct step {
    int64_t count;
    int days, months, way;
    bool has_count, has_unit, has_way;
};

static bool set_once(bool *has) {
    bool first = !*has;
    *has = true;
    return first;
}

static bool add_to_step(struct step *step, const struct piece *p, bool first) {
    int value;
    if (first && (piece_is_sign(p, '+') || piece_is_sign(p, '-'))) {
        step->way = p->value == '+' ? 1 : -1;
        return set_once(&step->has_way);
    }
    if (piece_is_number(p)) {
        step->count = p->value;
        return set_once(&step->has_count);
    }
    if (piece_means(p, WORD_DAYS, &value)) {
        step->days = value;
        return set_once(&step->has_unit);
    }
    if (piece_means(p, WORD_MONTHS, &value)) {
        step->months = value;
        return set_once(&step->has_unit);
    }
    if (piece_means(p, WORD_WAY, &value)) {
        step->way = value;
        return value && set_once(&step->has_way);
    }
    return piece_means(p, WORD_EMPTY, &value);
}

static enum date_fault read_step(const struct question *q, int64_t *out_day) {
    struct step step = {.count = 1};
    for (size_t i = 0; i < q->typed.n; i++)
        if (!add_to_step(&step, &q->typed.at[i], i == 0)) return DATE_UNREADABLE;
    if (!step.has_way || !(step.has_count || step.has_unit)) return DATE_UNREADABLE;
    if (step.count > DATE_STEP_MOST) return DATE_OUT_OF_RANGE;
    if (!step.has_unit) step.days = 1;
    int64_t signed_count = step.count * step.way;
    int64_t day = jalali_add_months(q->today, signed_count * step.months);
    *out_day = step.months ? day : q->today + signed_count * step.days;
    return DATE_OK;
}

static bool is_between(const struct piece *p) {
    static const uint32_t signs[] = {'/', '-', '.', ',', 0x060C, '\\'};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (piece_is_sign(p, signs[i])) return true;
    return false;
}

/* 14050901, a habit of other programs. */
static enum date_fault read_compact(const struct piece *p, int64_t *out_day) {
    if (p->digits != COMPACT_DIGITS) return DATE_UNREADABLE;
    struct date date = {p->value / 10000, p->value / 100 % 100, p->value % 100};
    return day_of_date(date, out_day);
}

/* Numbers with at most one sign between two; how many, 0 if it is anything else. */
static size_t take_numbers(const struct typed *typed, const struct piece *out[3]) {
    size_t n = 0;
    bool after_number = false;
    for (size_t i = 0; i < typed->n; i++) {
        const struct piece *p = &typed->at[i];
        bool number = piece_is_number(p) && p->digits && n < 3;
        if (!number && !(after_number && is_between(p))) return 0;
        if (number) out[n++] = p;
        after_number = number;
    }
    return after_number ? n : 0;
}

static enum date_fault read_numbers(const struct question *q, int64_t *out_day) {
    const struct piece *part[3];
    int64_t this_year = jalali_from_day(q->today).year;
    switch (take_numbers(&q->typed, part)) {
    case 1: return read_compact(part[0], out_day);
    case 2: {
        if (is_year(part[0]) || is_year(part[1])) return DATE_UNREADABLE;
        struct date date = {this_year, part[0]->value, part[1]->value};
        return day_of_date(date, out_day);
    }
    case 3: {
        bool year_last = !is_year(part[0]) && is_year(part[2]);
        const struct piece *year = year_last ? part[2] : part[0];
        const struct piece *day = year_last ? part[0] : part[2];
        struct date date = {year_meant(year, this_year), part[1]->value, day->value};
        return day_of_date(date, out_day);
    }
    default: return DATE_UNREADABLE;
    }
}

/* A day, the name of a month, perhaps a year, in any order that can be told apart. */
struct named_month {
    int month;
    bool has_month, gregorian;
    const struct piece *numbers[2];
    size_t n;
};

static bool add_to_month(struct named_month *m, const struct piece *p) {
    int value;
    if (piece_is_number(p)) {
        if (m->n == 2) return false;
        m->numbers[m->n++] = p;
        return true;
    }
    if (piece_means(p, WORD_MONTH, &m->month)) return set_once(&m->has_month);
    if (piece_means(p, WORD_GREGORIAN_MONTH, &m->month)) {
        m->gregorian = true;
        return set_once(&m->has_month);
    }
    return is_between(p) || piece_means(p, WORD_EMPTY, &value)
           || piece_means(p, WORD_MONTHS, &value);
}

static enum date_fault read_named_month(const struct question *q, int64_t *out_day) {
    struct named_month m = {0};
    for (size_t i = 0; i < q->typed.n; i++)
        if (!add_to_month(&m, &q->typed.at[i])) return DATE_UNREADABLE;
    if (!m.has_month || m.n == 0) return DATE_UNREADABLE;
    int64_t year =
        m.gregorian ? gregorian_from_day(q->today).year : jalali_from_day(q->today).year;
    bool year_first = m.n == 2 && is_year(m.numbers[0]);
    if (m.n == 2) year = year_meant(m.numbers[year_first ? 0 : 1], year);
    if (m.n == 1 && is_year(m.numbers[0])) return DATE_UNREADABLE;
    struct date date = {year, m.month, m.numbers[year_first ? 1 : 0]->value};
    if (m.gregorian != (year >= GREGORIAN_LEAST)) return DATE_ABSENT;
    return day_of_date(date, out_day);
}

static reader *const readers[] = {
    read_numbers, read_phrase, read_weekday, read_step, read_named_month,
};

/* Days that both calendars can show and that can be read again. */
static enum date_fault check_range(int64_t day) {
    int64_t first = jalali_to_day((struct jalali){YEAR_LEAST, 1, 1});
    int64_t end = jalali_to_day((struct jalali){GREGORIAN_LEAST, 1, 1});
    return day >= first && day < end ? DATE_OK : DATE_OUT_OF_RANGE;
}

enum date_fault date_parse(struct arena *a, struct str typed, int64_t today,
                           int64_t *out_day) {
    struct str line = typed.n > TYPED_BYTES ? typed : fa_clean_line(a, typed);
    if (line.n == 0) return DATE_EMPTY;
    struct question q = {.today = today};
    if (fa_bad_bytes(typed) || !typed_read(a, line, &q.typed)) return DATE_UNREADABLE;
    q.folded = fa_fold(a, line);
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
        int64_t day;
        enum date_fault fault = readers[i](&q, &day);
        if (fault == DATE_UNREADABLE) continue;
        if (!fault) fault = check_range(day);
        if (!fault) *out_day = day;
        return fault;
    }
    return DATE_UNREADABLE;
}

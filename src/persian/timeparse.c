/* timeparse.c - times of the day, moments and durations of dateparse.h. */
#include "persian/dateparse.h"

#include "base/arena.h"
#include "base/clock.h"
#include "persian/clean.h"
#include "persian/fold.h"
#include "persian/typed.h"

enum { HOUR = 60, NOON_HOUR = 12, NIGHT_FROM = 6 };

/* 8 with "شب" is 20, 2 with "بعدازظهر" is 14, 12 with "am" is 0; -1 if they disagree. */
static int64_t hour_meant(int64_t hour, enum word_half_day half) {
    if (hour > NOON_HOUR || hour == 0) return half == HALF_AM && hour ? -1 : hour;
    int64_t morning = hour % NOON_HOUR;
    if (half == HALF_AM) return morning;
    if (half == HALF_PM) return morning + NOON_HOUR;
    return morning < NIGHT_FROM ? morning : morning + NOON_HOUR;
}

/* Hour, minute, second with a colon between; how many pieces were used, 0 for none. */
static size_t take_clock(const struct typed *t, size_t from, int64_t part[3]) {
    for (size_t n = 0, i = from; n < 3 && i < t->n; n++, i += 2) {
        if (!piece_is_number(&t->at[i]) || (n && t->at[i].digits != 2)) return 0;
        part[n] = t->at[i].value;
        if (i + 1 == t->n || !piece_is_sign(&t->at[i + 1], ':')) return i + 1 - from;
    }
    return 0;
}

static enum date_fault read_clock(const struct typed *t, int *out_minute) {
    int value, half = -1;
    size_t from = t->n && piece_means(&t->at[0], WORD_EMPTY, &value) ? 1 : 0;
    int64_t part[3] = {0};
    size_t used = take_clock(t, from, part);
    if (!used) return DATE_UNREADABLE;
    size_t left = t->n - from - used;
    if (left > 1) return DATE_UNREADABLE;
    if (left && !piece_means(&t->at[t->n - 1], WORD_HALF_DAY, &half))
        return DATE_UNREADABLE;
    int64_t hour = half < 0 ? part[0] : hour_meant(part[0], (enum word_half_day)half);
    if (hour < 0 || hour > 23 || part[1] > 59 || part[2] > 59) return DATE_ABSENT;
    *out_minute = (int)(hour * HOUR + part[1]);
    return DATE_OK;
}

/* "بعد از ظهر" and its like are written in up to three words: one word for them. */
static void join_half_day(struct arena *a, struct typed *t) {
    for (size_t from = 0; from + 1 < t->n; from++) {
        struct str joined = STR("");
        for (size_t i = from; i < t->n && t->at[i].kind == PIECE_WORD; i++)
            joined = str_join(a, joined, t->at[i].word);
        int value;
        if (!word_value(joined, WORD_HALF_DAY, &value)) continue;
        t->at[from] = (struct piece){.kind = PIECE_WORD, .word = joined};
        t->n = from + 1;
    }
}

static enum date_fault read_time(struct arena *a, struct str line, int *out_minute) {
    struct typed typed;
    if (line.n == 0) return DATE_EMPTY;
    if (!typed_read(a, line, &typed)) return DATE_UNREADABLE;
    if (word_value(fa_fold(a, line), WORD_CLOCK, out_minute)) return DATE_OK;
    join_half_day(a, &typed);
    return read_clock(&typed, out_minute);
}

/* One clean line of it, or nothing for what is too long or broken to be meant. */
static enum date_fault take_line(struct arena *a, struct str typed, struct str *out_line) {
    if (typed.n > TYPED_BYTES || fa_bad_bytes(typed)) return DATE_UNREADABLE;
    *out_line = fa_clean_line(a, typed);
    return out_line->n ? DATE_OK : DATE_EMPTY;
}

enum date_fault time_parse(struct arena *a, struct str typed, int *out_minute) {
    struct str line;
    enum date_fault fault = take_line(a, typed, &line);
    return fault ? fault : read_time(a, line, out_minute);
}

/* Off with the comma or dash between date and time. */
static struct str trim_between(struct str s) {
    static const char *const signs[] = {" ", ",", "،", "-", "–"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (!str_ends(s, str_of(signs[i]))) continue;
        s.n -= strlen(signs[i]);
        i = (size_t)-1; /* from the beginning again */
    }
    return s;
}

/* A date in one part and a time in the other. An error of one of them is kept: it tells
 * more than "not understood". */
static enum date_fault read_both(struct arena *a, struct str date, struct str clock,
                                 int64_t today, struct moment *out) {
    struct moment m;
    enum date_fault time_fault = read_time(a, trim_between(clock), &m.minute);
    if (time_fault && time_fault != DATE_ABSENT) return DATE_UNREADABLE;
    enum date_fault fault = date_parse(a, trim_between(date), today, &m.day);
    if (fault == DATE_EMPTY) return DATE_UNREADABLE;
    if (fault || time_fault) return fault ? fault : time_fault;
    *out = m;
    return DATE_OK;
}

static bool may_split(struct str line, size_t at) {
    char c = line.p[at];
    bool iso =
        (c == 'T' || c == 't') && at > 0 && line.p[at - 1] >= '0' && line.p[at - 1] <= '9';
    return c == ' ' || iso;
}

enum date_fault moment_parse(struct arena *a, struct str typed, int64_t today,
                             struct moment *out_moment) {
    struct str line;
    enum date_fault worst = take_line(a, typed, &line);
    if (worst) return worst;
    struct moment m = {.minute = NO_MINUTE};
    worst = date_parse(a, line, today, &m.day);
    if (worst == DATE_OK) *out_moment = m;
    for (size_t i = 1; worst && i + 1 < line.n; i++) {
        if (!may_split(line, i)) continue;
        struct str left = str_first(line, i), right = str_from(line, i + 1);
        enum date_fault fault = read_both(a, left, right, today, out_moment);
        if (fault == DATE_UNREADABLE) fault = read_both(a, right, left, today, out_moment);
        if (fault != DATE_UNREADABLE) worst = fault;
    }
    return worst;
}

/* A duration being added up. */
struct sum {
    int64_t minutes;
    int unit; /* the latest, in minutes; 0 at first */
};

static bool is_point(const struct piece *p) {
    return piece_is_sign(p, '.') || piece_is_sign(p, 0x066B) || piece_is_sign(p, '/');
}

/* The decimals of `p`, of one unit, in whole minutes. */
static int64_t part_of_unit(const struct piece *p, int unit) {
    int64_t whole = 1;
    for (size_t i = 0; i < p->digits; i++)
        whole *= 10;
    return (p->value * unit + whole / 2) / whole;
}

/* A number with its unit; how many pieces were used, 0 for none. A number alone is
 * minutes if it is all there is or if it follows hours. */
static size_t add_number(struct sum *sum, const struct piece *p, size_t left) {
    bool decimals = left > 2 && is_point(&p[1]) && piece_is_number(&p[2]);
    size_t used = decimals ? 3 : 1;
    int unit = 1;
    bool named = used < left && piece_means(&p[used], WORD_MINUTES, &unit);
    bool bare = !decimals && left == 1 && (sum->unit == 0 || sum->unit == HOUR);
    if (!named && !bare) return 0;
    sum->minutes += p->value * unit + (decimals ? part_of_unit(&p[2], unit) : 0);
    sum->unit = unit;
    return used + named;
}

/* "نیم ساعت" and "یک ساعت و نیم". */
static size_t add_half(struct sum *sum, const struct piece *p, size_t left) {
    int unit = sum->unit;
    bool named = left > 1 && piece_means(&p[1], WORD_MINUTES, &unit);
    sum->minutes += unit / 2;
    return unit ? 1 + named : 0;
}

static enum date_fault add_pieces(const struct typed *t, struct sum *sum) {
    int value;
    for (size_t i = 0, used; i < t->n; i += used) {
        const struct piece *p = &t->at[i];
        if (piece_is_number(p))
            used = add_number(sum, p, t->n - i);
        else if (piece_means(p, WORD_HALF, &value))
            used = add_half(sum, p, t->n - i);
        else
            used = i > 0 && piece_means(p, WORD_EMPTY, &value);
        if (!used) return DATE_UNREADABLE;
        if (sum->minutes > DURATION_MINUTES_MOST) return DATE_OUT_OF_RANGE;
    }
    return DATE_OK;
}

/* 1:30 */
static bool read_hours_and_minutes(const struct typed *t, int64_t *out_minutes) {
    const struct piece *p = t->at;
    if (t->n != 3 || !piece_is_sign(&p[1], ':')) return false;
    if (!piece_is_number(&p[0]) || !piece_is_number(&p[2])) return false;
    *out_minutes = p[0].value * HOUR + p[2].value;
    return p[2].digits == 2 && p[2].value < HOUR;
}

enum date_fault duration_parse(struct arena *a, struct str typed, int64_t *out_minutes) {
    struct str line;
    enum date_fault fault = take_line(a, typed, &line);
    if (fault) return fault;
    struct typed pieces;
    struct sum sum = {0};
    if (!typed_read(a, line, &pieces)) return DATE_UNREADABLE;
    if (!read_hours_and_minutes(&pieces, &sum.minutes)) {
        sum.minutes = 0;
        fault = add_pieces(&pieces, &sum);
    }
    if (fault) return fault;
    if (sum.minutes > DURATION_MINUTES_MOST) return DATE_OUT_OF_RANGE;
    *out_minutes = sum.minutes;
    return DATE_OK;
}

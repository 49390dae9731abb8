#include "persian/number.h"

#include "base/arena.h"
#include "base/buf.h"
#include "persian/clean.h"

struct str fa_show_digits(struct arena *a, struct str s) {
    char *start = arena_alloc(a, s.n * 2), *at = start;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] >= '0' && s.p[i] <= '9') { /* NOLINT: without bytes n is 0 */
            *at++ = '\xDB';                   /* U+06F0 … U+06F9 are DB B0 … DB B9 */
            *at++ = (char)('\xB0' + (s.p[i] - '0'));
        } else {
            *at++ = s.p[i];
        }
    }
    return str_n(start, (size_t)(at - start));
}

static uint64_t size_of(int64_t n) {
    return n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
}

struct signs {
    const char *minus, *group, *point;
};

enum { DIGITS_MOST = 20 }; /* of a uint64_t */

/* Decimal digits, at least one before the point. */
static struct str digits_of(uint64_t n, size_t least, char out[DIGITS_MOST]) {
    char *at = out + DIGITS_MOST;
    for (size_t count = 0; n || count < least; n /= 10, count++)
        *--at = (char)('0' + n % 10);
    return str_n(at, (size_t)(out + DIGITS_MOST - at));
}

static size_t decimals_of(int places) {
    return places < 0 ? 0 : places > NUMBER_PLACES ? NUMBER_PLACES : (size_t)places;
}

static struct str show(struct arena *a, int64_t value, int places,
                       const struct signs *signs) {
    size_t decimals = decimals_of(places);
    char room[DIGITS_MOST];
    struct str digits = digits_of(size_of(value), decimals + 1, room);
    size_t whole = digits.n - decimals;
    struct buf out = buf_in(a, 0);
    if (value < 0) buf_putz(&out, signs->minus);
    for (size_t i = 0; i < digits.n; i++) {
        if (i == whole)
            buf_putz(&out, signs->point);
        else if (i && i < whole && (whole - i) % 3 == 0)
            buf_putz(&out, signs->group);
        buf_byte(&out, digits.p[i]);
    }
    return buf_str(&out);
}

struct str number_show_fa(struct arena *a, int64_t value, int places) {
    static const struct signs signs = {"−", "٬", "٫"};
    return fa_show_digits(a, show(a, value, places, &signs));
}

struct str number_show_en(struct arena *a, int64_t value, int places) {
    static const struct signs signs = {"-", ",", "."};
    return show(a, value, places, &signs);
}

static const struct reason reasons[] = {
    [NUMBER_OK] = {"number.ok", "", "ok"},
    [NUMBER_EMPTY] = {"number.empty", "عدد را وارد کنید", "number is empty"},
    [NUMBER_UNREADABLE] = {"number.unreadable", "این نوشته عدد نیست", "not a number"},
    [NUMBER_TOO_BIG] = {"number.too_big", "این عدد بیش از اندازه بزرگ است",
                        "number is too big"},
    [NUMBER_TOO_FINE] = {"number.too_fine",
                         "رقم‌های اعشار بیش از اندازه است",
                         "too many decimals"},
};

const struct reason *number_reason(enum number_fault fault) {
    return &reasons[fault];
}

static bool take(struct str *s, const char *const *signs) {
    for (; *signs; signs++) {
        struct str sign = str_of(*signs);
        if (!str_starts(*s, sign)) continue;
        *s = str_from(*s, sign.n);
        return true;
    }
    return false;
}

static const char *const minus_signs[] = {"-", "−", "–", NULL};
static const char *const plus_signs[] = {"+", NULL};
static const char *const group_signs[] = {",", "٬", "،", "_", "'", " ", NULL};
static const char *const point_signs[] = {".", "٫", "/", NULL};

/* A number being read; kept negative, where there is room for one more. */
struct reading {
    int64_t value;
    bool too_big;
};

static void read_digit(struct reading *r, char digit) {
    r->too_big = r->too_big || __builtin_mul_overflow(r->value, 10, &r->value)
                 || __builtin_sub_overflow(r->value, digit - '0', &r->value);
}

static size_t digit_run(struct str s) {
    size_t n = 0;
    while (n < s.n && s.p[n] >= '0' && s.p[n] <= '9')
        n++;
    return n;
}

static size_t read_digits(struct reading *r, struct str *rest) {
    size_t n = digit_run(*rest);
    for (size_t i = 0; i < n; i++)
        read_digit(r, rest->p[i]);
    *rest = str_from(*rest, n);
    return n;
}

/* The part before the point; false if groups are not of three digits. */
static bool read_whole(struct reading *r, struct str *rest) {
    size_t first = read_digits(r, rest), groups = 0;
    for (struct str after = *rest; take(&after, group_signs); after = *rest) {
        if (digit_run(after) != 3) return false;
        *rest = after;
        read_digits(r, rest);
        groups++;
    }
    return !groups || (first >= 1 && first <= 3);
}

/* The part after the point, brought to exactly `places` digits. */
static enum number_fault read_decimals(struct reading *r, struct str *rest, size_t places) {
    size_t typed = digit_run(*rest), n = typed;
    while (n > places && rest->p[n - 1] == '0')
        n--;
    struct str kept = str_first(*rest, n);
    *rest = str_from(*rest, typed);
    if (n > places) return NUMBER_TOO_FINE;
    read_digits(r, &kept);
    for (; n < places; n++)
        read_digit(r, '0');
    return NUMBER_OK;
}

enum number_fault number_parse(struct arena *a, struct str typed, int places,
                               int64_t *out_value) {
    struct str rest = fa_clean_line(a, typed);
    if (rest.n == 0) return NUMBER_EMPTY;
    bool negative = take(&rest, minus_signs);
    if (!negative) take(&rest, plus_signs);
    struct reading r = {0};
    size_t before = rest.n;
    if (!read_whole(&r, &rest)) return NUMBER_UNREADABLE;
    bool whole = rest.n < before, point = take(&rest, point_signs);
    if (!(point ? digit_run(rest) > 0 : whole)) return NUMBER_UNREADABLE;
    size_t decimals = decimals_of(places);
    enum number_fault fault =
        read_decimals(&r, point ? &rest : &(struct str){"", 0}, decimals);
    if (rest.n) return NUMBER_UNREADABLE;
    if (fault) return fault;
    if (r.too_big || (!negative && r.value == INT64_MIN)) return NUMBER_TOO_BIG;
    *out_value = negative ? r.value : -r.value;
    return NUMBER_OK;
}

#include "persian/phone.h"

#include "base/arena.h"
#include "persian/clean.h"
#include "persian/digits.h"
#include "persian/fold.h"
#include "persian/tables.h"

static const struct reason reasons[] = {
    [PHONE_OK] = {"phone.ok", "", "ok"},
    [PHONE_EMPTY] = {"phone.empty", "شماره تلفن را وارد کنید", "number is empty"},
    [PHONE_LETTERS] = {"phone.letters", "در شماره تلفن فقط رقم بنویسید",
                       "holds something other than digits"},
    [PHONE_LENGTH] = {"phone.length",
                      "تعداد رقم‌های شماره تلفن درست نیست",
                      "wrong number of digits"},
    [PHONE_NO_AREA] = {"phone.no_area",
                       "پیش‌شماره شهر را هم بنویسید",
                       "area code is missing"},
    [PHONE_BAD_AREA] = {"phone.bad_area", "این پیش‌شماره وجود ندارد",
                        "no such area code"},
    [PHONE_BAD_START] = {"phone.bad_start", "آغاز شماره تلفن درست نیست",
                         "number begins wrongly"},
};

const struct reason *phone_reason(enum phone_fault fault) {
    return &reasons[fault];
}

enum {
    NATIONAL_DIGITS = 10, /* after the zero or +98 */
    AREA_DIGITS = 2,
    SHORT_LEAST = 4, /* short lines of companies: 021 41915 */
    SHORT_MOST = 5,
    LOCAL_MOST = 8,
    FOREIGN_LEAST = 7,
    MOBILE_PREFIX_DIGITS = 3,
};

/* Number and extension as typed: the extension follows a word, an x or a #. */
static bool cut_extension(struct arena *a, struct str *number, struct str *out_extension) {
    static const char *const marks[] = {"داخلی", "extension", "ext", "x", "#"};
    struct str s = str_lower_ascii(a, *number);
    *out_extension = STR("");
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t at = str_find(s, str_of(marks[i]));
        if (at == (size_t)-1) continue;
        struct str after = str_trim(str_from(s, at + strlen(marks[i])));
        *number = str_trim(str_first(*number, at));
        if (str_ends(*number, STR(";")) || str_ends(*number, STR(","))) number->n--;
        if (after.n && (after.p[0] == '.' || after.p[0] == ':' || after.p[0] == '='))
            after = str_from(after, 1);
        *out_extension = digits_compact(a, after);
        return out_extension->n > 0 && out_extension->n <= PHONE_EXTENSION_MOST
               && digits_only(*out_extension);
    }
    return true;
}

/* The plus sign, which right-to-left typing often leaves at the end. */
static bool cut_plus(struct str *s) {
    bool front = str_starts(*s, STR("+")), back = s->n > 1 && str_ends(*s, STR("+"));
    if (front) *s = str_from(*s, 1);
    if (back && !front) s->n--;
    return front || back;
}

enum trunk { TRUNK_NONE, TRUNK_IRAN, TRUNK_FOREIGN, TRUNK_WRONG };

/* Take off what stands before the national number: 0, 98, +98, 0098 or a country. */
static enum trunk cut_trunk(struct str *s, bool plus) {
    if (!plus && str_starts(*s, STR("00"))) {
        *s = str_from(*s, 2);
        plus = true;
    }
    if (plus && str_starts(*s, STR("0"))) return TRUNK_WRONG;
    bool iran = str_starts(*s, STR("98"))
                && (plus || s->n == NATIONAL_DIGITS + 2 || s->n == NATIONAL_DIGITS + 3);
    if (plus && !iran) return TRUNK_FOREIGN;
    bool zero = false;
    if (iran) *s = str_from(*s, 2);
    if (str_starts(*s, STR("0"))) {
        *s = str_from(*s, 1);
        zero = true;
    }
    return iran || zero ? TRUNK_IRAN : TRUNK_NONE;
}

static const struct phone_operator *operator_of(struct str national) {
    struct str prefix = str_first(national, MOBILE_PREFIX_DIGITS);
    for (size_t i = 0; i < mobile_prefixes_count; i++)
        if (str_is(prefix, mobile_prefixes[i].prefix)) return mobile_prefixes[i].owner;
    return NULL;
}

static const struct phone_area *area_of(struct str national) {
    struct str code = str_first(national, AREA_DIGITS);
    for (size_t i = 0; i < phone_areas_count; i++)
        if (str_is(code, phone_areas[i].code)) return &phone_areas[i];
    return NULL;
}

static bool is_short_line(struct str national) {
    return national.n >= AREA_DIGITS + SHORT_LEAST
           && national.n <= AREA_DIGITS + SHORT_MOST;
}

static enum phone_fault read_iranian(struct str national, enum trunk trunk,
                                     struct phone *phone) {
    if (str_starts(national, STR("0"))) return PHONE_BAD_START;
    bool full = national.n == NATIONAL_DIGITS;
    if (str_starts(national, STR("9")) && (full || trunk == TRUNK_IRAN)) {
        phone->kind = PHONE_MOBILE;
        phone->owner = operator_of(national);
        return full ? PHONE_OK : PHONE_LENGTH;
    }
    if (trunk == TRUNK_NONE && national.n <= LOCAL_MOST)
        return national.n < SHORT_LEAST ? PHONE_LENGTH : PHONE_NO_AREA;
    if (!full && !(trunk == TRUNK_IRAN && is_short_line(national))) return PHONE_LENGTH;
    phone->kind = PHONE_LANDLINE;
    phone->area = area_of(national);
    return phone->area ? PHONE_OK : PHONE_BAD_AREA;
}

enum phone_fault phone_parse(struct arena *a, struct str typed, struct phone *out_phone) {
    struct phone phone = {0};
    struct str s = fa_clean_line(a, typed);
    if (s.n == 0) return PHONE_EMPTY;
    if (fa_bad_bytes(typed) || !cut_extension(a, &s, &phone.extension))
        return PHONE_LETTERS;
    s = digits_compact(a, s);
    bool plus = cut_plus(&s);
    if (!digits_only(s)) return PHONE_LETTERS;
    if (s.n == 0) return PHONE_LENGTH;
    enum trunk trunk = cut_trunk(&s, plus);
    if (trunk == TRUNK_WRONG) return PHONE_BAD_START;
    if (trunk == TRUNK_FOREIGN) {
        phone.kind = PHONE_FOREIGN;
        phone.e164 = str_join(a, STR("+"), s);
        if (s.n < FOREIGN_LEAST || s.n > PHONE_DIGITS_MOST) return PHONE_LENGTH;
    } else {
        enum phone_fault fault = read_iranian(s, trunk, &phone);
        if (fault) return fault;
        phone.e164 = str_join(a, STR("+98"), s);
    }
    *out_phone = phone;
    return PHONE_OK;
}

/* "912 123 4567", "21 8877 6655", "21 41915". */
static struct str grouped(struct arena *a, struct str s) {
    size_t first = str_starts(s, STR("9")) ? MOBILE_PREFIX_DIGITS : AREA_DIGITS;
    struct str head = str_first(s, first), rest = str_from(s, first);
    if (s.n != NATIONAL_DIGITS)
        return str_format(a, "%.*s %.*s", STR_ARG(head), STR_ARG(rest));
    struct str tail = str_from(rest, rest.n - 4);
    rest.n -= 4;
    return str_format(a, "%.*s %.*s %.*s", STR_ARG(head), STR_ARG(rest), STR_ARG(tail));
}

static bool is_iranian(struct str e164) {
    return str_starts(e164, STR("+98"));
}

bool phone_is_standard(struct str s) {
    struct str digits = str_from(s, 1);
    return str_starts(s, STR("+")) && digits_only(digits) && digits.n >= FOREIGN_LEAST
           && digits.n <= PHONE_DIGITS_MOST;
}

struct str phone_national(struct arena *a, struct str e164) {
    if (!is_iranian(e164)) return e164;
    return str_join(a, STR("0"), grouped(a, str_from(e164, 3)));
}

struct str phone_international(struct arena *a, struct str e164) {
    if (!is_iranian(e164)) return e164;
    return str_join(a, STR("+98 "), grouped(a, str_from(e164, 3)));
}

struct str phone_tail(struct arena *a, struct str digits) {
    char *word = arena_alloc(a, PHONE_TAIL_MOST + 1);
    size_t n = 0;
    word[n++] = '~';
    for (size_t i = digits.n; i > 0 && n <= PHONE_TAIL_MOST; i--)
        if (digits.p[i - 1] >= '0' && digits.p[i - 1] <= '9') word[n++] = digits.p[i - 1];
    return n > PHONE_TAIL_LEAST ? str_n(word, n) : STR("");
}

struct str phone_search_digits(struct arena *a, struct str typed) {
    struct str s = digits_compact(a, typed);
    bool plus = cut_plus(&s);
    char *digits = arena_alloc(a, s.n);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] >= '0' && s.p[i] <= '9') digits[n++] = s.p[i];
    s = str_n(digits, n);
    cut_trunk(&s, plus);
    return s;
}

/* money.c - an amount, kept in whole rials. A bare number is in the organisation's unit; a
 * unit written with it wins. */
#include "records/fields/money.h"
#include "persian/fold.h"
#include "persian/number.h"
#include "records/fields/field_kit.h"

/* Sums of many stay within an int64_t. */
static const int64_t MONEY_MOST = 100000000000000000; /* rials */

/* A word people type, folded, and what it stands for. */
struct meaning {
    const char *folded;
    int value;
};

/* How many zeros. */
static const struct meaning zeros[] = {
    {"هزار", 3},      {"k", 3},  {"thousand", 3}, {"میلیون", 6},   {"ملیون", 6},
    {"m", 6},         {"mn", 6}, {"million", 6},  {"میلیارد", 9},  {"ملیارد", 9},
    {"b", 9},         {"bn", 9}, {"billion", 9},  {"تریلیون", 12}, {"t", 12},
    {"trillion", 12}, {NULL, 0},
};
static const struct meaning units[] = {
    {"ریال", MONEY_RIAL},   {"rial", MONEY_RIAL},
    {"rials", MONEY_RIAL},  {"irr", MONEY_RIAL},
    {"تومان", MONEY_TOMAN}, {"تومن", MONEY_TOMAN},
    {"toman", MONEY_TOMAN}, {"tomans", MONEY_TOMAN},
    {"irt", MONEY_TOMAN},   {NULL, 0},
};
static const struct meaning joins[] = {{"و", 0}, {"and", 0}, {NULL, 0}};

enum { MONEY_TERMS = 5, ZEROS_MOST = 15 };

/* What is read of a text like "2 میلیون و 500 هزار تومان": terms, then a unit. */
struct reading {
    struct {
        struct str number;
        int zeros;
    } terms[MONEY_TERMS];
    int count;
    int unit; /* enum money_unit */
    bool negative;
};

static bool meaning_of(const struct meaning *list, struct str word, int *out) {
    for (; list->folded; list++) {
        if (!str_is(word, list->folded)) continue;
        *out = list->value;
        return true;
    }
    return false;
}

bool money_unit_named(struct arena *a, struct str words, enum money_unit *out) {
    struct fa_words list = fa_tokens(a, words);
    int unit = -1;
    for (size_t i = 0; i < list.n && unit < 0; i++)
        (void)meaning_of(units, list.at[i], &unit);
    if (unit >= 0) *out = (enum money_unit)unit;
    return unit >= 0;
}

static bool read_word(struct reading *r, struct str word) {
    int value;
    int *zero_count = &r->terms[r->count - 1].zeros;
    if (meaning_of(zeros, word, &value)) {
        *zero_count += value;
        return *zero_count <= ZEROS_MOST;
    }
    return meaning_of(units, word, &r->unit) || meaning_of(joins, word, &value);
}

/* A number as it stands, and the folded words that follow it. */
struct amount {
    struct str number;
    struct fa_words words;
};

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* The bytes of a sign that may stand inside a number, or 0. */
static size_t sign_bytes(struct str s) {
    static const char *const signs[] = {" ", ",", ".", "/", "_", "'", "+", "٬", "،", "٫"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (str_starts(s, str_of(signs[i]))) return strlen(signs[i]);
    return 0;
}

/* The bytes of a number at the head of `s`, signs before and between its
 * digits included. */
static size_t number_bytes(struct str s) {
    size_t end = 0;
    for (size_t i = 0, n; i < s.n; i += n) {
        bool digit = is_digit(s.p[i]);
        n = digit ? 1 : sign_bytes(str_from(s, i));
        if (n == 0) break;
        if (digit) end = i + 1;
    }
    return end;
}

/* The bytes up to the next number. */
static size_t words_bytes(struct str s) {
    size_t n = 0;
    while (n < s.n && !is_digit(s.p[n]))
        n++;
    return n;
}

/* The next amount; false at the end. Words before the first number come with no number. */
static bool amount_next(struct arena *a, struct str *rest, struct amount *out) {
    if (rest->n == 0) return false;
    size_t number = number_bytes(*rest);
    out->number = str_trim(str_first(*rest, number));
    *rest = str_from(*rest, number);
    size_t words = words_bytes(*rest);
    out->words = fa_tokens(a, str_first(*rest, words));
    *rest = str_from(*rest, words);
    return true;
}

static bool has_minus(struct str s) {
    return str_has(s, STR("-")) || str_has(s, STR("−")) || str_has(s, STR("–"));
}

/* The minus of the whole stands at its head. */
static struct str without_minus(struct str s, bool *out_negative) {
    static const char *const signs[] = {"-", "−", "–"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if ((*out_negative = str_starts(s, str_of(signs[i]))))
            return str_from(s, strlen(signs[i]));
    return s;
}

static bool read_terms(struct arena *a, struct str s, struct reading *r) {
    s = without_minus(s, &r->negative);
    if (has_minus(s)) return false;
    for (struct amount amount; amount_next(a, &s, &amount);) {
        if (amount.number.n == 0 || r->count == MONEY_TERMS) return false;
        r->terms[r->count++].number = amount.number;
        for (size_t i = 0; i < amount.words.n; i++)
            if (!read_word(r, amount.words.at[i])) return false;
    }
    return r->count > 0;
}

/* Each term is read with as many decimals as it has zeros, so nothing is rounded. */
static enum number_fault add_up(struct arena *a, const struct reading *r,
                                int64_t *out_rials) {
    int64_t sum = 0, part;
    for (int i = 0; i < r->count; i++) {
        int places = r->terms[i].zeros + (r->unit == MONEY_TOMAN);
        enum number_fault fault = number_parse(a, r->terms[i].number, places, &part);
        if (fault) return fault;
        if (__builtin_add_overflow(sum, part, &sum)) return NUMBER_TOO_BIG;
    }
    *out_rials = r->negative ? -sum : sum;
    return NUMBER_OK;
}

static struct str money_edit(struct ctx *cx, const struct field *f, struct value v) {
    (void)f;
    return cx->money == MONEY_TOMAN ? scaled_short(cx, v.i, 1) : cx_number(cx, v.i);
}

static struct str money_text(struct ctx *cx, const struct field *f, struct value v) {
    enum msg unit = cx->money == MONEY_TOMAN ? MSG_FIELD_TOMAN : MSG_FIELD_RIAL;
    return msg_format(cx->mem, cx->lang, unit, MSG_PARTS({"amount", money_edit(cx, f, v)}));
}

static enum err money_parse(struct ctx *cx, const struct field *f, struct str typed,
                            struct value *out) {
    enum { EXAMPLE = 25000000 };
    struct str s;
    TRY(typed_line(cx, f, typed, CODE_LETTERS, &s));
    *out = v_null();
    if (s.n == 0) return OK;
    struct reading r = {.unit = cx->money};
    int64_t rials;
    enum number_fault fault =
        read_terms(cx->mem, s, &r) ? add_up(cx->mem, &r, &rials) : NUMBER_UNREADABLE;
    if (fault == NUMBER_TOO_BIG) return problem(cx, f, MSG_FIELD_BIG);
    if (fault == NUMBER_TOO_FINE) return problem(cx, f, MSG_FIELD_MONEY_WHOLE);
    if (fault) return refuse(cx, f, MSG_FIELD_MONEY, s, money_text(cx, f, v_int(EXAMPLE)));
    *out = v_int(rials);
    return OK;
}

static enum err money_check(struct ctx *cx, const struct field *f, struct value v) {
    if (v.i > MONEY_MOST || v.i < -MONEY_MOST) return problem(cx, f, MSG_FIELD_BIG);
    return check_between(cx, f, v, f->min, f->max);
}

const struct field_type money_type = {
    .name = "money",
    .column = COLUMN_INT,
    .ops = OP_EQ | OP_ORDER,
    .sortable = true,
    .numeric = true,
    .json_type = "integer",
    .json_format = "int64",
    .parse = money_parse,
    .from_json = json_whole, /* rials, whatever people type in */
    .check = money_check,
    .text = money_text,
    .edit = money_edit,
    .json = json_integer,
    .words = no_words,
};

#include "records/fields/field_kit.h"

#include "base/json.h"
#include "base/json_write.h"
#include "persian/clean.h"
#include "persian/fold.h"
#include "persian/number.h"

enum {
    BYTES_PER_LETTER = 8, /* as typed: four of UTF-8, and marks that cleaning drops */
    ECHO_LETTERS = 40,    /* of what was typed, in a message */
};

/* ---- What was typed ---- */

static enum err too_long(struct ctx *cx, const struct field *f, size_t most) {
    return problem_with(cx, f, MSG_FIELD_LONG,
                        MSG_PARTS({"most", cx_number(cx, (int64_t)most)}));
}

enum err typed_sound(struct ctx *cx, const struct field *f, struct str typed, size_t most) {
    if (typed.n / BYTES_PER_LETTER > most) return too_long(cx, f, most);
    return fa_bad_bytes(typed) ? problem(cx, f, MSG_FIELD_BROKEN) : OK;
}

static enum err typed_clean(struct ctx *cx, const struct field *f, struct str typed,
                            size_t most, struct str (*clean)(struct arena *, struct str),
                            struct str *out) {
    TRY(typed_sound(cx, f, typed, most));
    struct str s = clean(cx->mem, typed);
    if (s.n > most && utf8_length(s) > most) return too_long(cx, f, most);
    *out = s;
    return OK;
}

enum err typed_line(struct ctx *cx, const struct field *f, struct str typed, size_t most,
                    struct str *out) {
    return typed_clean(cx, f, typed, most, fa_clean_line, out);
}

enum err typed_lines(struct ctx *cx, const struct field *f, struct str typed, size_t most,
                     struct str *out) {
    return typed_clean(cx, f, typed, most, fa_clean, out);
}

enum err refuse(struct ctx *cx, const struct field *f, enum msg msg, struct str typed,
                struct str example) {
    struct str shown = utf8_first(typed, ECHO_LETTERS);
    if (shown.n < typed.n) shown = str_join(cx->mem, shown, STR("…"));
    return problem_with(cx, f, msg, MSG_PARTS({"typed", shown}, {"example", example}));
}

/* A reason begins the sentence here. */
static struct str as_beginning(struct ctx *cx, struct str reason) {
    struct buf b = buf_in(cx->mem, 0);
    bool low = reason.n && reason.p[0] >= 'a' && reason.p[0] <= 'z';
    if (!low) return reason;
    buf_byte(&b, (char)(reason.p[0] - 'a' + 'A'));
    buf_put(&b, str_from(reason, 1));
    return buf_str(&b);
}

enum err refuse_why(struct ctx *cx, const struct field *f, const struct reason *why,
                    struct str example) {
    struct str reason = str_of(cx->lang == LANG_FA ? why->fa : why->en);
    return problem_with(
        cx, f, MSG_FIELD_WHY,
        MSG_PARTS({"reason", as_beginning(cx, reason)}, {"example", example}));
}

/* ---- Numbers ---- */

struct str scaled_text(struct ctx *cx, int64_t units, int scale) {
    return cx->digits == DIGITS_PERSIAN ? number_show_fa(cx->mem, units, scale)
                                        : number_show_en(cx->mem, units, scale);
}

struct str scaled_short(struct ctx *cx, int64_t units, int scale) {
    for (; scale > 0 && units % 10 == 0; scale--)
        units /= 10;
    return scaled_text(cx, units, scale);
}

static enum err number_refuse(struct ctx *cx, const struct field *f,
                              enum number_fault fault, struct str typed, int scale) {
    enum { EXAMPLE = 1250 };
    if (fault == NUMBER_TOO_FINE && scale)
        return problem_with(cx, f, MSG_FIELD_FINE,
                            MSG_PARTS({"places", cx_number(cx, scale)}));
    if (fault == NUMBER_TOO_FINE) return problem(cx, f, MSG_FIELD_WHOLE);
    if (fault == NUMBER_TOO_BIG) return problem(cx, f, MSG_FIELD_BIG);
    return refuse(cx, f, MSG_FIELD_NUMBER, typed, cx_number(cx, EXAMPLE));
}

enum err typed_scaled(struct ctx *cx, const struct field *f, struct str typed, int scale,
                      struct value *out) {
    struct str s = STR("");
    int64_t n;
    TRY(typed_line(cx, f, typed, CODE_LETTERS, &s));
    *out = v_null();
    if (s.n == 0) return OK;
    enum number_fault fault = number_parse(cx->mem, s, scale, &n);
    if (fault) return number_refuse(cx, f, fault, s, scale);
    *out = v_int(n);
    return OK;
}

enum err json_scaled(struct ctx *cx, const struct field *f, const struct json *node,
                     int scale, struct value *out) {
    int64_t n;
    if (json_is(node, JSON_STRING)) return f->type->parse(cx, f, json_text(node), out);
    if (!json_decimal(node, scale, &n))
        return problem_with(cx, f, MSG_FIELD_JSON_NUMBER,
                            MSG_PARTS({"places", cx_number(cx, scale)}));
    *out = v_int(n);
    return OK;
}

enum err json_whole(struct ctx *cx, const struct field *f, const struct json *node,
                    struct value *out) {
    return json_scaled(cx, f, node, 0, out);
}

int64_t scaled_up(int64_t n, int scale) {
    for (int64_t scaled = n; scale > 0; scale--, n = scaled)
        if (__builtin_mul_overflow(n, 10, &scaled)) return n < 0 ? INT64_MIN : INT64_MAX;
    return n;
}

static enum err beyond(struct ctx *cx, const struct field *f, enum msg msg, int64_t limit) {
    return problem_with(cx, f, msg, MSG_PARTS({"limit", field_text(cx, f, v_int(limit))}));
}

enum err check_between(struct ctx *cx, const struct field *f, struct value v, int64_t min,
                       int64_t max) {
    if (f->has_min && v.i < min) return beyond(cx, f, MSG_FIELD_LEAST, min);
    if (f->has_max && v.i > max) return beyond(cx, f, MSG_FIELD_MOST, max);
    return OK;
}

enum err check_letters(struct ctx *cx, const struct field *f, struct value v) {
    if (!f->has_min && (!f->has_max || (int64_t)v.s.n <= f->max)) return OK;
    int64_t letters = (int64_t)utf8_length(v.s);
    if (f->has_min && letters < f->min)
        return problem_with(cx, f, MSG_FIELD_SHORT,
                            MSG_PARTS({"least", cx_number(cx, f->min)}));
    if (f->has_max && letters > f->max) return too_long(cx, f, (size_t)f->max);
    return OK;
}

/* ---- Lists ---- */

bool list_next(struct str *rest, struct str *out_item) {
    while (str_cut(rest, '|', out_item))
        if (out_item->n) return true;
    return false;
}

bool list_has(struct str list, struct str item) {
    for (struct str had; list_next(&list, &had);)
        if (str_eq(had, item)) return true;
    return false;
}

void list_put(struct buf *list, struct str item) {
    if (list->n == 0) buf_byte(list, '|');
    buf_put(list, item);
    buf_byte(list, '|');
}

void list_json(struct ctx *cx, const struct field *f, struct value v, struct buf *out) {
    (void)cx, (void)f;
    struct json_writer w = json_writer(out);
    json_begin_array(&w);
    for (struct str rest = v.s, item; list_next(&rest, &item);)
        json_write_str(&w, item);
    json_end_array(&w);
}

/* The bytes of the separator that `s` begins with, or 0. */
static size_t separator(struct str s) {
    if (memchr("|,;\n", s.p[0], 4)) return 1;
    return str_starts(s, STR("،")) || str_starts(s, STR("؛")) ? 2 : 0;
}

bool typed_next(struct str *rest, struct str *out_item) {
    while (rest->n) {
        size_t n = 0, cut = 0;
        while (n < rest->n && !(cut = separator(str_from(*rest, n))))
            n++;
        *out_item = str_trim(str_first(*rest, n));
        *rest = str_from(*rest, n + cut);
        if (out_item->n) return true;
    }
    return false;
}

struct str list_comma(const struct ctx *cx) {
    return cx->lang == LANG_FA ? STR("، ") : STR(", ");
}

enum err list_from_json(struct ctx *cx, const struct field *f, const struct json *node,
                        struct value *out) {
    if (json_is(node, JSON_STRING)) return f->type->parse(cx, f, json_text(node), out);
    if (!json_is(node, JSON_ARRAY)) return problem(cx, f, MSG_FIELD_JSON_LIST);
    struct buf typed = buf_in(cx->mem, 0);
    JSON_EACH(item, node) {
        if (!json_is(item, JSON_STRING) || str_has(json_text(item), STR("|")))
            return problem(cx, f, MSG_FIELD_JSON_LIST);
        list_put(&typed, json_text(item));
    }
    return f->type->parse(cx, f, buf_str(&typed), out);
}

/* ---- Codes ---- */

enum err typed_code(struct ctx *cx, const struct field *f, struct str typed,
                    enum id_fault (*read)(struct arena *, struct str, struct str *),
                    struct str example, struct value *out) {
    struct str s = STR(""), code;
    TRY(typed_line(cx, f, typed, CODE_LETTERS, &s));
    *out = v_null();
    if (s.n == 0) return OK;
    enum id_fault fault = read(cx->mem, s, &code);
    if (fault) return refuse_why(cx, f, id_reason(fault), cx_digits_of(cx, example));
    *out = v_text(code);
    return OK;
}

struct str code_text(struct ctx *cx, struct value v, size_t every, char sign) {
    struct buf b = buf_in(cx->mem, 0);
    for (size_t i = 0; i < v.s.n; i++) {
        if (i && i % every == 0) buf_byte(&b, sign);
        buf_byte(&b, v.s.p[i]);
    }
    return text_digits(cx, NULL, v_text(buf_str(&b)));
}

/* ---- Standard members ---- */

static bool has_latin(struct str s) {
    for (size_t i = 0; i < s.n; i++)
        if ((s.p[i] | 32) >= 'a' && (s.p[i] | 32) <= 'z') return true;
    return false;
}

struct str text_digits(struct ctx *cx, const struct field *f, struct value v) {
    (void)f;
    return has_latin(v.s) ? v.s : cx_digits_of(cx, v.s);
}

struct str plain_text(struct ctx *cx, const struct field *f, struct value v) {
    (void)cx, (void)f;
    return v.s;
}

struct str no_words(struct ctx *cx, const struct field *f, struct value v) {
    (void)cx, (void)f, (void)v;
    return STR("");
}

void json_plain(struct ctx *cx, const struct field *f, struct value v, struct buf *out) {
    (void)cx, (void)f;
    buf_json(out, v.s);
}

void json_integer(struct ctx *cx, const struct field *f, struct value v, struct buf *out) {
    (void)cx, (void)f;
    buf_int(out, v.i);
}

struct value derive_fold(struct ctx *cx, const struct field *f, struct value v) {
    (void)f;
    return v.kind == V_NULL ? v : value_of(fa_fold(cx->mem, v.s));
}

/* auto_number.c - a number that counts the records of a kind, given when one is created.
 * The preset shows its shape: "T-00001" puts "T-" before it and fills up to five digits. */
#include "records/fields/field_kit.h"

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static size_t prefix_bytes(struct str shape) {
    size_t n = shape.n;
    while (n && is_digit(shape.p[n - 1]))
        n--;
    return n;
}

static enum err auto_number_parse(struct ctx *cx, const struct field *f, struct str typed,
                                  struct value *out) {
    struct str s, prefix = str_first(f->preset, prefix_bytes(f->preset));
    TRY(typed_line(cx, f, typed, CODE_LETTERS, &s));
    struct str lower = str_lower_ascii(cx->mem, s);
    if (prefix.n && str_starts(lower, str_lower_ascii(cx->mem, prefix)))
        s = str_from(s, prefix.n);
    return typed_scaled(cx, f, s, 0, out);
}

static enum err auto_number_check(struct ctx *cx, const struct field *f, struct value v) {
    return v.i > 0 ? OK : problem(cx, f, MSG_FIELD_AUTO_NUMBER);
}

static struct str auto_number_plain(struct ctx *cx, const struct field *f, struct value v) {
    struct buf digits = buf_in(cx->mem, 0), b = buf_in(cx->mem, 0);
    size_t prefix = prefix_bytes(f->preset);
    buf_int(&digits, v.i);
    buf_put(&b, str_first(f->preset, prefix));
    for (size_t n = digits.n; n < f->preset.n - prefix; n++)
        buf_byte(&b, '0');
    buf_put(&b, buf_str(&digits));
    return buf_str(&b);
}

static struct str auto_number_text(struct ctx *cx, const struct field *f, struct value v) {
    return text_digits(cx, f, v_text(auto_number_plain(cx, f, v)));
}

/* As shown, and bare. */
static struct str auto_number_words(struct ctx *cx, const struct field *f, struct value v) {
    struct str shown = auto_number_plain(cx, f, v);
    return str_format(cx->mem, "%.*s %lld", STR_ARG(shown), (long long)v.i);
}

const struct field_type auto_number_type = {
    .name = "auto_number",
    .counts = true,
    .column = COLUMN_INT,
    .ops = OP_EQ | OP_ORDER,
    .sortable = true,
    .ltr = true,
    .json_type = "integer",
    .json_format = "int64",
    .parse = auto_number_parse,
    .from_json = json_whole,
    .check = auto_number_check,
    .text = auto_number_text,
    .json = json_integer,
    .words = auto_number_words,
};

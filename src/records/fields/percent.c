/* percent.c - hundredths, with `scale` decimals: 12.5 % at scale 1 is kept as 125. */
#include "base/json_write.h"
#include "records/fields/field_kit.h"

/* The number without a percent sign or word at its end or head. */
static struct str without_sign(struct str s) {
    static const char *const signs[] = {"%", "٪", "درصد", "percent"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        struct str sign = str_of(signs[i]);
        if (str_ends(s, sign)) return str_trim(str_first(s, s.n - sign.n));
        if (str_starts(s, sign)) return str_trim(str_from(s, sign.n));
    }
    return s;
}

static enum err percent_parse(struct ctx *cx, const struct field *f, struct str typed,
                              struct value *out) {
    struct str s;
    TRY(typed_line(cx, f, typed, CODE_LETTERS, &s));
    struct str number = without_sign(s);
    return typed_scaled(cx, f, number.n ? number : s, f->scale, out);
}

static enum err percent_from_json(struct ctx *cx, const struct field *f,
                                  const struct json *node, struct value *out) {
    return json_scaled(cx, f, node, f->scale, out);
}

static enum err percent_check(struct ctx *cx, const struct field *f, struct value v) {
    return check_between(cx, f, v, scaled_up(f->min, f->scale),
                         scaled_up(f->max, f->scale));
}

static struct str percent_edit(struct ctx *cx, const struct field *f, struct value v) {
    return scaled_short(cx, v.i, f->scale);
}

static struct str percent_text(struct ctx *cx, const struct field *f, struct value v) {
    struct str sign = cx->digits == DIGITS_PERSIAN ? STR("٪") : STR("%");
    return str_join(cx->mem, percent_edit(cx, f, v), sign);
}

static void percent_json(struct ctx *cx, const struct field *f, struct value v,
                         struct buf *out) {
    (void)cx;
    struct json_writer w = json_writer(out);
    json_write_decimal(&w, v.i, f->scale);
}

const struct field_type percent_type = {
    .name = "percent",
    .column = COLUMN_INT,
    .ops = OP_EQ | OP_ORDER,
    .sortable = true,
    .numeric = true,
    .json_type = "number",
    .parse = percent_parse,
    .from_json = percent_from_json,
    .check = percent_check,
    .text = percent_text,
    .edit = percent_edit,
    .json = percent_json,
    .words = no_words,
};

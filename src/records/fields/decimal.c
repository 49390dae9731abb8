/* decimal.c - a number with a fixed count of decimals, kept as a whole number of the
 * smallest. */
#include "base/json_write.h"
#include "records/fields/field_kit.h"

static enum err decimal_parse(struct ctx *cx, const struct field *f, struct str typed,
                              struct value *out) {
    return typed_scaled(cx, f, typed, f->scale, out);
}

static enum err decimal_from_json(struct ctx *cx, const struct field *f,
                                  const struct json *node, struct value *out) {
    return json_scaled(cx, f, node, f->scale, out);
}

static enum err decimal_check(struct ctx *cx, const struct field *f, struct value v) {
    return check_between(cx, f, v, scaled_up(f->min, f->scale),
                         scaled_up(f->max, f->scale));
}

static struct str decimal_text(struct ctx *cx, const struct field *f, struct value v) {
    return scaled_short(cx, v.i, f->scale);
}

static struct str decimal_edit(struct ctx *cx, const struct field *f, struct value v) {
    return scaled_short(cx, v.i, f->scale);
}

static void decimal_json(struct ctx *cx, const struct field *f, struct value v,
                         struct buf *out) {
    (void)cx;
    struct json_writer w = json_writer(out);
    json_write_decimal(&w, v.i, f->scale);
}

const struct field_type decimal_type = {
    .name = "decimal",
    .column = COLUMN_INT,
    .ops = OP_EQ | OP_ORDER,
    .sortable = true,
    .numeric = true,
    .json_type = "number",
    .parse = decimal_parse,
    .from_json = decimal_from_json,
    .check = decimal_check,
    .text = decimal_text,
    .edit = decimal_edit,
    .json = decimal_json,
    .words = no_words,
};

/* integer.c - a whole number. */
#include "records/fields/field_kit.h"

static enum err integer_parse(struct ctx *cx, const struct field *f, struct str typed,
                              struct value *out) {
    return typed_scaled(cx, f, typed, 0, out);
}

static enum err integer_check(struct ctx *cx, const struct field *f, struct value v) {
    return check_between(cx, f, v, f->min, f->max);
}

static struct str integer_text(struct ctx *cx, const struct field *f, struct value v) {
    (void)f;
    return cx_number(cx, v.i);
}

const struct field_type integer_type = {
    .name = "integer",
    .column = COLUMN_INT,
    .ops = OP_EQ | OP_ORDER,
    .sortable = true,
    .numeric = true,
    .json_type = "integer",
    .json_format = "int64",
    .parse = integer_parse,
    .from_json = json_whole,
    .check = integer_check,
    .text = integer_text,
    .json = json_integer,
    .words = no_words,
};

/* text.c - one line of words: names, titles, subjects. */
#include "persian/sort.h"
#include "records/fields/field_kit.h"

static enum err text_parse(struct ctx *cx, const struct field *f, struct str typed,
                           struct value *out) {
    struct str s;
    TRY(typed_line(cx, f, typed, letters_most(f, TEXT_LETTERS), &s));
    *out = value_of(s);
    return OK;
}

static struct value text_sort(struct ctx *cx, const struct field *f, struct value v) {
    (void)f;
    return v.kind == V_NULL ? v : value_of(fa_sort_key(cx->mem, v.s));
}

const struct field_type text_type = {
    .name = "text",
    .column = COLUMN_TEXT,
    .ops = OP_EQ | OP_TEXT,
    .sortable = true,
    .json_type = "string",
    .sort_suffix = "s",
    .derived = {{"s", COLUMN_TEXT, text_sort}, {"f", COLUMN_TEXT, derive_fold}},
    .parse = text_parse,
    .check = check_letters,
    .text = text_digits,
    .json = json_plain,
    .words = plain_text,
};

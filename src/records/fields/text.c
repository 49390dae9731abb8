/* text.c - one line of words: names, titles, subjects. */
#include "persian/phone.h"
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

/* A line that is a telephone number, as further ways of contact are kept, is shown and found
 * as one. */
static bool is_number(struct str s) {
    return phone_is_standard(str_first(s, str_find(s, STR(";ext="))));
}

static struct str text_text(struct ctx *cx, const struct field *f, struct value v) {
    return is_number(v.s) ? phone_type.text(cx, f, v) : text_digits(cx, f, v);
}

static struct str text_words(struct ctx *cx, const struct field *f, struct value v) {
    return is_number(v.s) ? phone_type.words(cx, f, v) : plain_text(cx, f, v);
}

static struct str text_mark(struct ctx *cx, const struct field *f, struct value v) {
    return is_number(v.s) ? phone_type.mark(cx, f, v) : STR("");
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
    .text = text_text,
    .json = json_plain,
    .words = text_words,
    .mark = text_mark,
};

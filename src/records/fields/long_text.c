/* long_text.c - words in several lines: descriptions, notes. Found by search, not by
 * filters. */
#include "records/fields/field_kit.h"

static enum err long_text_parse(struct ctx *cx, const struct field *f, struct str typed,
                                struct value *out) {
    struct str s;
    TRY(typed_lines(cx, f, typed, letters_most(f, LONG_TEXT_LETTERS), &s));
    *out = value_of(s);
    return OK;
}

const struct field_type long_text_type = {
    .name = "long_text",
    .column = COLUMN_TEXT,
    .json_type = "string",
    .parse = long_text_parse,
    .check = check_letters,
    .text = text_digits,
    .json = json_plain,
    .words = plain_text,
};

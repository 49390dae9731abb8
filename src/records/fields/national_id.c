/* national_id.c - the identity number of a person: ten digits with a check. */
#include "records/fields/field_kit.h"

static enum err national_id_read(struct ctx *cx, const struct field *f, struct str typed,
                                 struct value *out) {
    return typed_code(cx, f, typed, national_id_parse, STR("0499370899"), out);
}

const struct field_type national_id_type = {
    .name = "national_id",
    .column = COLUMN_TEXT,
    .ops = OP_EQ,
    .sortable = true,
    .ltr = true,
    .json_type = "string",
    .parse = national_id_read,
    .text = text_digits,
    .json = json_plain,
    .words = plain_text,
};

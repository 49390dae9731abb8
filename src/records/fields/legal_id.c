/* legal_id.c - the identity number of a company: eleven digits with a check. */
#include "records/fields/field_kit.h"

static enum err legal_id_read(struct ctx *cx, const struct field *f, struct str typed,
                              struct value *out) {
    return typed_code(cx, f, typed, legal_id_parse, STR("10380284790"), out);
}

const struct field_type legal_id_type = {
    .name = "legal_id",
    .column = COLUMN_TEXT,
    .ops = OP_EQ,
    .sortable = true,
    .ltr = true,
    .json_type = "string",
    .parse = legal_id_read,
    .text = text_digits,
    .json = json_plain,
    .words = plain_text,
};

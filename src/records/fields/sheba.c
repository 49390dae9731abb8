/* sheba.c - a bank account as Iranian banks name it: IR and 24 digits with a check. */
#include "records/fields/field_kit.h"

static enum err sheba_read(struct ctx *cx, const struct field *f, struct str typed,
                           struct value *out) {
    return typed_code(cx, f, typed, sheba_parse, STR("IR820540102680020817909002"), out);
}

static struct str sheba_text(struct ctx *cx, const struct field *f, struct value v) {
    (void)f;
    return code_text(cx, v, 4, ' ');
}

const struct field_type sheba_type = {
    .name = "sheba",
    .column = COLUMN_TEXT,
    .ops = OP_EQ,
    .sortable = true,
    .ltr = true,
    .json_type = "string",
    .parse = sheba_read,
    .text = sheba_text,
    .json = json_plain,
    .words = plain_text,
};

/* card.c - a bank card: sixteen digits with a check. */
#include "records/fields/field_kit.h"

static enum err card_read(struct ctx *cx, const struct field *f, struct str typed,
                          struct value *out) {
    return typed_code(cx, f, typed, card_parse, STR("6037701689095443"), out);
}

static struct str card_text(struct ctx *cx, const struct field *f, struct value v) {
    (void)f;
    return code_text(cx, v, 4, '-');
}

const struct field_type card_type = {
    .name = "card",
    .column = COLUMN_TEXT,
    .ops = OP_EQ,
    .sortable = true,
    .ltr = true,
    .json_type = "string",
    .parse = card_read,
    .text = card_text,
    .json = json_plain,
    .words = plain_text,
};

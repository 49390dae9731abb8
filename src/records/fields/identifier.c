/* identifier.c - a record's own identifier; made by the program, never typed. */
#include "base/id.h"
#include "base/json_write.h"
#include "records/fields/field_kit.h"

static enum err identifier_parse(struct ctx *cx, const struct field *f, struct str typed,
                                 struct value *out) {
    struct str s;
    int64_t id;
    TRY(typed_line(cx, f, typed, CODE_LETTERS, &s));
    if (s.n == 0) {
        *out = v_null();
        return OK;
    }
    if (!id_parse(s, &id))
        return refuse(cx, f, MSG_FIELD_IDENTIFIER, s, STR("0A1B2C3D4E5F6"));
    *out = v_int(id);
    return OK;
}

static struct str identifier_text(struct ctx *cx, const struct field *f, struct value v) {
    (void)f;
    return str_dup(cx->mem, str_of(id_text(v.i).z));
}

static void identifier_json(struct ctx *cx, const struct field *f, struct value v,
                            struct buf *out) {
    (void)cx, (void)f;
    buf_json(out, str_of(id_text(v.i).z));
}

const struct field_type identifier_type = {
    .name = "identifier",
    .column = COLUMN_INT,
    .ops = OP_EQ | OP_ORDER,
    .sortable = true,
    .ltr = true,
    .json_type = "string",
    .parse = identifier_parse,
    .text = identifier_text,
    .json = identifier_json,
    .words = no_words,
};

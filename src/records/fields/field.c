/* field.c - the shorthands every caller uses: what a type leaves out, here is
 * its standard. */
#include "base/buf.h"
#include "base/json.h"
#include "records/fields/field_kit.h"

struct str field_text(struct ctx *cx, const struct field *f, struct value v) {
    return v.kind == V_NULL ? STR("") : f->type->text(cx, f, v);
}

struct str field_edit(struct ctx *cx, const struct field *f, struct value v) {
    if (v.kind == V_NULL) return STR("");
    return f->type->edit ? f->type->edit(cx, f, v) : f->type->text(cx, f, v);
}

struct str field_words(struct ctx *cx, const struct field *f, struct value v) {
    if (v.kind == V_NULL) return STR("");
    return f->type->words ? f->type->words(cx, f, v) : f->type->text(cx, f, v);
}

void field_json(struct ctx *cx, const struct field *f, struct value v, struct buf *out) {
    if (v.kind == V_NULL)
        BUF_LIT(out, "null");
    else
        f->type->json(cx, f, v, out);
}

static enum err needed(struct ctx *cx, const struct field *f) {
    return problem_with(cx, f, MSG_FIELD_NEEDED,
                        MSG_PARTS({"field", label_in(&f->label, cx->lang)}));
}

/* What holds for a value however it came. */
static enum err accept(struct ctx *cx, const struct field *f, struct value v,
                       struct value *out) {
    if (v.kind == V_NULL && f->required) return needed(cx, f);
    if (v.kind != V_NULL && f->type->check) TRY(f->type->check(cx, f, v));
    *out = v;
    return OK;
}

enum err field_parse(struct ctx *cx, const struct field *f, struct str typed,
                     struct value *out) {
    struct value v = v_null();
    if (typed.n) TRY(f->type->parse(cx, f, typed, &v));
    return accept(cx, f, v, out);
}

enum err field_from_json(struct ctx *cx, const struct field *f, const struct json *node,
                         struct value *out) {
    struct value v = v_null();
    if (!node || json_is(node, JSON_NULL)) return accept(cx, f, v, out);
    if (f->type->from_json)
        TRY(f->type->from_json(cx, f, node, &v));
    else if (json_is(node, JSON_STRING))
        TRY(f->type->parse(cx, f, json_text(node), &v));
    else
        return problem(cx, f, MSG_FIELD_JSON_STRING);
    return accept(cx, f, v, out);
}

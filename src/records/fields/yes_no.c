/* yes_no.c - a yes, a no, or not said. */
#include "base/json.h"
#include "persian/fold.h"
#include "records/fields/field_kit.h"

/* Folded, as people and other programs write them; "on" is what a check box sends. */
static const struct {
    const char *folded;
    bool yes;
} answers[] = {
    {"بله", true},    {"بلی", true},   {"اری", true},      {"اره", true},  {"دارد", true},
    {"هست", true},    {"فعال", true},  {"درست", true},     {"1", true},    {"yes", true},
    {"y", true},      {"true", true},  {"on", true},       {"خیر", false}, {"نه", false},
    {"ندارد", false}, {"نیست", false}, {"غیرفعال", false}, {"غلط", false}, {"0", false},
    {"no", false},    {"n", false},    {"false", false},   {"off", false},
};

static enum err yes_no_parse(struct ctx *cx, const struct field *f, struct str typed,
                             struct value *out) {
    struct str s;
    TRY(typed_line(cx, f, typed, CODE_LETTERS, &s));
    struct str folded = fa_fold(cx->mem, s);
    *out = v_null();
    if (s.n == 0) return OK;
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++)
        if (str_is(folded, answers[i].folded)) return *out = v_int(answers[i].yes), OK;
    return refuse(cx, f, MSG_FIELD_YES_NO, s, STR(""));
}

static enum err yes_no_from_json(struct ctx *cx, const struct field *f,
                                 const struct json *node, struct value *out) {
    if (!json_is(node, JSON_BOOL)) return problem(cx, f, MSG_FIELD_JSON_BOOLEAN);
    *out = v_int(json_true(node));
    return OK;
}

static struct str yes_no_text(struct ctx *cx, const struct field *f, struct value v) {
    (void)f;
    return cx_msg(cx, v.i ? MSG_FIELD_YES : MSG_FIELD_NO);
}

static void yes_no_json(struct ctx *cx, const struct field *f, struct value v,
                        struct buf *out) {
    (void)cx, (void)f;
    buf_putz(out, v.i ? "true" : "false");
}

const struct field_type yes_no_type = {
    .name = "yes_no",
    .column = COLUMN_INT,
    .ops = OP_EQ,
    .sortable = true,
    .json_type = "boolean",
    .parse = yes_no_parse,
    .from_json = yes_no_from_json,
    .text = yes_no_text,
    .json = yes_no_json,
    .words = no_words,
};

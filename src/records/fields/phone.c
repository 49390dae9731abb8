/* phone.c - a telephone number in the form of E.164; an extension follows as ";ext=12", the
 * way of RFC 3966, so that two people behind one switchboard stay two numbers. */
#include "persian/phone.h"

#include "records/fields/field_kit.h"

static const struct str ext_mark = {";ext=", 5};

/* The number of a stored value, and its extension or nothing. */
static struct str number_of(struct str stored, struct str *out_extension) {
    size_t at = str_find(stored, ext_mark);
    *out_extension = str_from(stored, at == (size_t)-1 ? stored.n : at + ext_mark.n);
    return str_first(stored, at);
}

/* Any way of typing, and the stored form itself. */
static enum phone_fault phone_of(struct arena *a, struct str typed, struct phone *out) {
    struct str extension, number = number_of(typed, &extension);
    if (extension.n)
        typed = str_format(a, "%.*s#%.*s", STR_ARG(number), STR_ARG(extension));
    return phone_parse(a, typed, out);
}

static enum err phone_read(struct ctx *cx, const struct field *f, struct str typed,
                           struct value *out) {
    struct str s;
    struct phone phone;
    TRY(typed_line(cx, f, typed, CODE_LETTERS, &s));
    *out = v_null();
    if (s.n == 0) return OK;
    enum phone_fault fault = phone_of(cx->mem, s, &phone);
    if (fault)
        return refuse_why(cx, f, phone_reason(fault),
                          cx_digits_of(cx, STR("0912-123-4567")));
    if (phone.extension.n)
        phone.e164 = str_format(cx->mem, "%.*s;ext=%.*s", STR_ARG(phone.e164),
                                STR_ARG(phone.extension));
    *out = v_text(phone.e164);
    return OK;
}

static struct str phone_text(struct ctx *cx, const struct field *f, struct value v) {
    (void)f;
    struct str extension, number = number_of(v.s, &extension);
    struct str shown = cx_digits_of(cx, phone_national(cx->mem, number));
    if (extension.n == 0) return shown;
    extension = cx_digits_of(cx, extension);
    return msg_format(cx->mem, cx->lang, MSG_FIELD_PHONE_EXTENSION,
                      MSG_PARTS({"number", shown}, {"extension", extension}));
}

/* The digits as dialled within the country: what people type to find it. */
static struct str dialled(struct ctx *cx, struct str stored) {
    struct str extension, number = number_of(stored, &extension);
    bool iranian = str_starts(number, STR("+98"));
    return iranian ? str_join(cx->mem, STR("0"), str_from(number, 3)) : str_from(number, 1);
}

static struct value phone_fold(struct ctx *cx, const struct field *f, struct value v) {
    (void)f;
    return v.kind == V_NULL ? v : v_text(dialled(cx, v.s));
}

static struct str phone_words(struct ctx *cx, const struct field *f, struct value v) {
    (void)f;
    return dialled(cx, v.s);
}

static struct str phone_mark(struct ctx *cx, const struct field *f, struct value v) {
    (void)f;
    struct str extension, number = number_of(v.s, &extension);
    return phone_tail(cx->mem, number);
}

const struct field_type phone_type = {
    .name = "phone",
    .column = COLUMN_TEXT,
    .ops = OP_EQ | OP_TEXT,
    .sortable = true,
    .ltr = true,
    .json_type = "string",
    .json_format = "phone",
    .derived = {{"f", COLUMN_TEXT, phone_fold}},
    .parse = phone_read,
    .text = phone_text,
    .json = json_plain,
    .words = phone_words,
    .mark = phone_mark,
};

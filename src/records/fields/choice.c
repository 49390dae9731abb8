/* choice.c - one of a list; its key is stored, so that labels may change. */
#include "persian/fold.h"
#include "records/fields/choosing.h"

static bool is_exactly(const struct choice *c, struct str typed) {
    if (str_eq(c->key, typed)) return true;
    for (int lang = 0; lang < LANG_COUNT; lang++)
        if (str_eq(c->label.in[lang], typed)) return true;
    return false;
}

static bool is_like(const struct choice *c, struct str typed) {
    if (fa_alike(c->key, typed)) return true;
    for (int lang = 0; lang < LANG_COUNT; lang++)
        if (fa_alike(c->label.in[lang], typed)) return true;
    return false;
}

const struct choice *choice_typed(const struct choice_list *list, struct str typed) {
    for (int i = 0; i < list->count; i++)
        if (is_exactly(&list->choices[i], typed)) return &list->choices[i];
    if (fa_alike(typed, STR(""))) return NULL;
    for (int i = 0; i < list->count; i++)
        if (is_like(&list->choices[i], typed)) return &list->choices[i];
    return NULL;
}

struct str choice_shown(const struct ctx *cx, const struct choice_list *list,
                        struct str key) {
    for (int i = 0; i < list->count; i++)
        if (str_eq(list->choices[i].key, key))
            return label_in(&list->choices[i].label, cx->lang);
    return key;
}

/* The first labels of the list, as an example of what may be typed. */
static struct str some_labels(struct ctx *cx, const struct choice_list *list) {
    enum { SOME = 4 };
    struct buf b = buf_in(cx->mem, 0);
    for (int i = 0; i < list->count && i < SOME; i++) {
        if (i) buf_put(&b, list_comma(cx));
        buf_put(&b, label_in(&list->choices[i].label, cx->lang));
    }
    if (list->count > SOME) BUF_LIT(&b, "…");
    return buf_str(&b);
}

enum err choice_refuse(struct ctx *cx, const struct field *f, struct str typed) {
    return refuse(cx, f, MSG_FIELD_CHOICE, typed, some_labels(cx, f->choices));
}

static enum err choice_parse(struct ctx *cx, const struct field *f, struct str typed,
                             struct value *out) {
    struct str s;
    TRY(typed_line(cx, f, typed, TEXT_LETTERS, &s));
    *out = v_null();
    if (s.n == 0) return OK;
    const struct choice *c = choice_typed(f->choices, s);
    if (!c) return choice_refuse(cx, f, s);
    *out = v_text(c->key);
    return OK;
}

static struct str choice_text(struct ctx *cx, const struct field *f, struct value v) {
    return choice_shown(cx, f->choices, v.s);
}

const struct field_type choice_type = {
    .name = "choice",
    .of_needed = true,
    .column = COLUMN_TEXT,
    .ops = OP_EQ,
    .sortable = true,
    .json_type = "string",
    .parse = choice_parse,
    .text = choice_text,
    .edit = plain_text,
    .json = json_plain,
};

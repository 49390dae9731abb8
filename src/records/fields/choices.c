/* choices.c - several of a list, kept in the order of the list. */
#include "records/fields/choosing.h"

/* One of the typed pieces; sets its place in `chosen`. */
static enum err choose(struct ctx *cx, const struct field *f, struct str typed,
                       bool *chosen) {
    const struct choice *c = choice_typed(f->choices, typed);
    if (!c) return choice_refuse(cx, f, typed);
    chosen[c - f->choices->choices] = true;
    return OK;
}

static struct value chosen_value(struct ctx *cx, const struct choice_list *list,
                                 const bool *chosen) {
    struct buf b = buf_in(cx->mem, 0);
    for (int i = 0; i < list->count; i++)
        if (chosen[i]) list_put(&b, list->choices[i].key);
    return value_of(buf_str(&b));
}

/* A label may hold a comma itself, so the whole is tried before its pieces. */
static enum err choices_parse(struct ctx *cx, const struct field *f, struct str typed,
                              struct value *out) {
    struct str s;
    TRY(typed_lines(cx, f, typed, LONG_TEXT_LETTERS, &s));
    bool *chosen = NEWS(cx->mem, (size_t)f->choices->count, bool);
    const struct choice *whole = s.n ? choice_typed(f->choices, s) : NULL;
    if (whole)
        chosen[whole - f->choices->choices] = true;
    else
        for (struct str item; typed_next(&s, &item);)
            TRY(choose(cx, f, item, chosen));
    *out = chosen_value(cx, f->choices, chosen);
    return OK;
}

static struct str choices_text(struct ctx *cx, const struct field *f, struct value v) {
    struct buf b = buf_in(cx->mem, 0);
    for (struct str rest = v.s, key; list_next(&rest, &key);) {
        if (b.n) buf_put(&b, list_comma(cx));
        buf_put(&b, choice_shown(cx, f->choices, key));
    }
    return buf_str(&b);
}

const struct field_type choices_type = {
    .name = "choices",
    .of_needed = true,
    .column = COLUMN_TEXT,
    .ops = OP_HAS,
    .json_type = "array",
    .parse = choices_parse,
    .from_json = list_from_json,
    .text = choices_text,
    .edit = plain_text,
    .json = list_json,
};

/* choice.c - one of a list, several of it, yes or no, and free tags. */
#include "web/widgets/choice.html.h"
#include "web/widgets/kinds.h"

/* What a colour of a definition means; pages know meanings only. */
static const struct {
    const char *colour, *meaning;
} meanings[] = {
    {"green", "m-good"},  {"teal", "m-good"},     {"lime", "m-good"},
    {"red", "m-bad"},     {"pink", "m-bad"},      {"orange", "m-warn"},
    {"yellow", "m-warn"}, {"azure", "m-info"},    {"blue", "m-info"},
    {"cyan", "m-info"},   {"indigo", "m-accent"}, {"purple", "m-accent"},
};

static const char *meaning_of(struct str colour) {
    for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++)
        if (str_is(colour, meanings[i].colour)) return meanings[i].meaning;
    return "";
}

void widget_tag(struct buf *out, struct ctx *cx, const struct choice *c) {
    tag_of(out, cx, label_in(&c->label, cx->lang), meaning_of(c->colour));
}

/* ---- One of a list ---- */

void choice_input(struct buf *out, struct ctx *cx, const struct input *in) {
    struct str chosen = in->value.kind == V_TEXT ? in->value.s : STR("");
    if (in->form && widget_came(in->field, input_name(in), in->form))
        chosen = form_named(in->form, input_name(in));
    bool known = !chosen.n || choice_of(in->field->choices, chosen);
    choice_select(out, cx, in, chosen, known);
}

void choice_show(struct buf *out, struct ctx *cx, const struct field *f, struct value v) {
    const struct choice *c = choice_of(f->choices, v.s);
    if (c && c->colour.n)
        widget_tag(out, cx, c);
    else
        widget_plain(out, cx, f, v);
}

/* ---- Several ---- */

void choices_input(struct buf *out, struct ctx *cx, const struct input *in) {
    struct str chosen = in->value.kind == V_TEXT ? in->value.s : STR("");
    if (in->form && widget_came(in->field, input_name(in), in->form))
        chosen = choices_typed(cx, in->field, input_name(in), in->form);
    choices_boxes(out, cx, in, input_name(in), chosen);
}

/* Every value of the name: "a|b". */
struct str choices_typed(struct ctx *cx, const struct field *f, struct str name,
                         const struct form *form) {
    (void)f;
    struct buf b = buf_in(cx->mem, 0);
    for (int i = 0; i < form->count; i++) {
        if (!str_eq(form->fields[i].name, name) || !form->fields[i].value.n) continue;
        if (b.n) buf_byte(&b, '|');
        buf_put(&b, form->fields[i].value);
    }
    return buf_str(&b);
}

void choices_show(struct buf *out, struct ctx *cx, const struct field *f, struct value v) {
    for (struct str rest = v.s, key; list_step(&rest, &key);) {
        const struct choice *c = choice_of(f->choices, key);
        if (c)
            widget_tag(out, cx, c);
        else
            tag_of(out, cx, key, "");
        buf_byte(out, ' ');
    }
}

/* ---- Yes or no ---- */

void yes_no_input(struct buf *out, struct ctx *cx, const struct input *in) {
    bool said = in->value.kind == V_INT, yes = said && in->value.i;
    if (in->form && widget_came(in->field, input_name(in), in->form)) {
        struct str typed = form_named(in->form, input_name(in));
        said = typed.n > 0;
        yes = str_is(typed, "1");
    }
    yes_no_select(out, cx, in, said && yes, said && !yes);
}

/* ---- Tags ---- */

void tags_input(struct buf *out, struct ctx *cx, const struct input *in) {
    struct str text = input_text(cx, in);
    if (!in->form && in->value.kind == V_TEXT) text = field_text(cx, in->field, in->value);
    tags_line(out, cx, in, text);
}

void tags_show(struct buf *out, struct ctx *cx, const struct field *f, struct value v) {
    (void)f;
    for (struct str rest = v.s, tag; list_step(&rest, &tag);) {
        tag_of(out, cx, tag, "");
        buf_byte(out, ' ');
    }
}

/* widget.c - the table from a type of field to its widget, and what all controls share. */
#include "web/widgets/widget.h"

#include "web/widgets/field.html.h"
#include "web/widgets/kinds.h"

static const struct widget widgets[] = {
    {"text", line_input},
    {"long_text", lines_input, lines_show, .wide = true},
    {"integer", number_input, .input_mode = "numeric"},
    {"decimal", number_input, .input_mode = "decimal"},
    {"percent", number_input, .input_mode = "decimal"},
    {"money", number_input, .input_mode = "decimal", .says = true},
    {"duration", line_input, .says = true, .has_example = true,
     .example = MSG_WIDGET_DURATION_EXAMPLE},
    {"auto_number", number_input, .input_mode = "numeric"},
    {"yes_no", yes_no_input},
    {"date", line_input, .says = true, .has_example = true,
     .example = MSG_WIDGET_DATE_EXAMPLE},
    {"date_time", line_input, time_show, .says = true, .has_example = true,
     .example = MSG_WIDGET_DATE_TIME_EXAMPLE},
    {"time", line_input, .has_example = true, .example = MSG_WIDGET_TIME_EXAMPLE},
    {"choice", choice_input, choice_show},
    {"choices", choices_input, choices_show, choices_typed},
    {"tags", tags_input, tags_show},
    {"link", link_input, link_show, link_typed_text},
    {"links", links_input, links_show, links_typed_text},
    {"user", link_input, user_show, link_typed_text},
    {"team", link_input, NULL, link_typed_text},
    {"file", file_input, file_show, file_typed},
    {"image", file_input, image_show, file_typed},
    {"phone", line_input, phone_show, .says = true, .input_mode = "tel"},
    {"email", line_input, email_show, .input_mode = "email"},
    {"url", line_input, url_show, .input_mode = "url"},
    {"national_id", line_input, .says = true, .input_mode = "numeric"},
    {"legal_id", line_input, .says = true, .input_mode = "numeric"},
    {"sheba", line_input, .says = true},
    {"card", line_input, .says = true, .input_mode = "numeric"},
    {"address", address_input, NULL, address_typed, .wide = true},
    {"rating", rating_input, rating_show},
};

const struct widget *widget_of(const struct field *f) {
    for (size_t i = 0; i < sizeof widgets / sizeof *widgets; i++)
        if (strcmp(f->type->name, widgets[i].type) == 0) return &widgets[i];
    return &widgets[0];
}

/* ---- What controls share ---- */

struct str input_name(const struct input *in) {
    return in->name.n ? in->name : in->field->name;
}

struct str input_id(struct ctx *cx, const struct input *in) {
    return in->id.n ? in->id : str_join(cx->mem, STR("f-"), input_name(in));
}

struct str part_name(struct ctx *cx, struct str name, const char *part) {
    return str_format(cx->mem, "%.*s.%s", STR_ARG(name), part);
}

struct str input_text(struct ctx *cx, const struct input *in) {
    if (in->form && widget_came(in->field, input_name(in), in->form))
        return widget_typed(cx, in->field, input_name(in), in->form);
    return field_edit(cx, in->field, in->value);
}

struct str input_part(struct ctx *cx, const struct input *in, const char *part) {
    return in->form ? form_named(in->form, part_name(cx, input_name(in), part)) : STR("");
}

static bool input_wrong(const struct ctx *cx, const struct input *in) {
    return in->form && problem_of(cx, in->field->name).n > 0;
}

struct str input_example(struct ctx *cx, const struct input *in) {
    const struct widget *w = widget_of(in->field);
    return w->has_example ? cx_msg(cx, w->example) : STR("");
}

static void attribute(struct buf *out, struct ctx *cx, const char *name, struct str value) {
    buf_format(out, " %s=\"", name);
    html_attr(out, cx, value);
    buf_byte(out, '"');
}

/* Who says something about it: what it means, how it is meant, what is wrong. */
static void describe(struct buf *out, struct ctx *cx, const struct input *in,
                     struct str id) {
    struct buf by = buf_in(cx->mem, 0);
    if (widget_of(in->field)->says) buf_format(&by, " %.*s-say", STR_ARG(id));
    if (label_in(&in->field->help, cx->lang).n) buf_format(&by, " %.*s-help", STR_ARG(id));
    if (input_wrong(cx, in)) buf_format(&by, " %.*s-problem", STR_ARG(id));
    if (by.n) attribute(out, cx, "aria-describedby", str_trim(buf_str(&by)));
}

/* The server says back how it reads what was typed. */
static void say_back(struct buf *out, struct ctx *cx, const struct input *in,
                     struct str id) {
    const struct field *f = in->field;
    attribute(
        out, cx, "hx-get",
        str_format(cx->mem, "/%.*s/say/%.*s", STR_ARG(f->entity->name), STR_ARG(f->name)));
    BUF_LIT(out, " hx-trigger=\"input changed delay:400ms\"");
    attribute(out, cx, "hx-target", str_format(cx->mem, "#%.*s-say", STR_ARG(id)));
}

/* Boxes side by side: what is said of one input does not hold for them. */
static bool is_group(const struct input *in) {
    return str_is(str_of(in->field->type->name), "choices");
}

void input_attributes(struct buf *out, struct ctx *cx, const struct input *in) {
    struct str id = input_id(cx, in);
    attribute(out, cx, "id", id);
    attribute(out, cx, "name", input_name(in));
    if (in->field->required && !is_group(in)) BUF_LIT(out, " aria-required=\"true\"");
    if (input_wrong(cx, in)) BUF_LIT(out, " aria-invalid=\"true\"");
    if (in->focus) BUF_LIT(out, " autofocus");
    if (in->bare) {
        attribute(out, cx, "aria-label", label_in(&in->field->label, cx->lang));
        return;
    }
    describe(out, cx, in, id);
    if (widget_of(in->field)->says) say_back(out, cx, in, id);
}

/* ---- Lists of values: "|a|b|" ---- */

bool list_step(struct str *rest, struct str *out_item) {
    while (str_cut(rest, '|', out_item))
        if (out_item->n) return true;
    return false;
}

bool list_holds(struct str list, struct str item) {
    for (struct str one; list_step(&list, &one);)
        if (str_eq(one, item)) return true;
    return false;
}

/* ---- The face ---- */

void widget_input(struct buf *out, struct ctx *cx, const struct input *in) {
    widget_of(in->field)->input(out, cx, in);
}

void widget_field(struct buf *out, struct ctx *cx, const struct input *in) {
    field_row(out, cx, in, widget_of(in->field), input_id(cx, in));
}

enum { MASK_TAIL = 3 }; /* letters that stay, to tell two values apart */

/* Of a short value nothing stays, nor of one that is no text: its tail is its unit. */
static void show_masked(struct buf *out, struct ctx *cx, const struct field *f,
                        struct value v) {
    struct str text = field_text(cx, f, v), tail = STR("");
    size_t letters = utf8_length(text);
    if (v.kind == V_TEXT && letters > 2 * MASK_TAIL)
        tail = str_from(text, utf8_first(text, letters - MASK_TAIL).n);
    value_masked(out, cx, tail);
}

static void show_plain(struct buf *out, struct ctx *cx, const struct field *f,
                       struct value v) {
    if (str_is(str_of(f->type->name), "date_time")) {
        time_show(out, cx, f, v);
        return;
    }
    bool alone = f->type->ltr
                 || (f->type->numeric && !str_is(str_of(f->type->name), "money")
                     && !str_is(str_of(f->type->name), "duration"));
    if (alone)
        value_ltr(out, cx, field_text(cx, f, v));
    else
        value_text(out, cx, field_text(cx, f, v), f->type->numeric);
}

void widget_reveal(struct buf *out, struct ctx *cx, const struct field *f, struct value v) {
    const struct widget *w = widget_of(f);
    if (v.kind == V_NULL) return;
    if (w->show)
        w->show(out, cx, f, v);
    else
        show_plain(out, cx, f, v);
}

void widget_show(struct buf *out, struct ctx *cx, const struct field *f, struct value v) {
    if (f->audited && v.kind != V_NULL)
        show_masked(out, cx, f, v);
    else
        widget_reveal(out, cx, f, v);
}

void widget_plain(struct buf *out, struct ctx *cx, const struct field *f, struct value v) {
    if (v.kind == V_NULL) return;
    if (f->audited)
        show_masked(out, cx, f, v);
    else
        show_plain(out, cx, f, v);
}

bool widget_came(const struct field *f, struct str name, const struct form *form) {
    (void)f;
    for (int i = 0; i < form->count; i++) {
        struct str came = form->fields[i].name;
        if (!str_starts(came, name)) continue;
        if (came.n == name.n || came.p[name.n] == '.') return true;
    }
    return false;
}

struct str widget_typed(struct ctx *cx, const struct field *f, struct str name,
                        const struct form *form) {
    const struct widget *w = widget_of(f);
    return w->typed ? w->typed(cx, f, name, form) : form_named(form, name);
}

bool widget_in_column(const struct field *f) {
    return f->type->numeric;
}

bool widget_wide(const struct field *f) {
    return f->wide || widget_of(f)->wide;
}

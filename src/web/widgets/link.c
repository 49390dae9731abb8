/* link.c - other records: typed by their title, kept by their id. */
#include "web/widgets/kinds.h"
#include "web/widgets/link.html.h"

enum { TONES = 6 };

static struct str id_str(struct ctx *cx, int64_t id) {
    struct id_text text = id_text(id);
    return str_dup(cx->mem, str_of(text.z));
}

/* ---- One ---- */

void link_input(struct buf *out, struct ctx *cx, const struct input *in) {
    struct str name = input_name(in);
    if (in->form && widget_came(in->field, name, in->form)) {
        struct str title = input_part(cx, in, "title");
        link_line(out, cx, in, name, form_named(in->form, name), title,
                  input_part(cx, in, "was"));
        return;
    }
    bool set = in->value.kind == V_INT;
    struct str title = set ? link_title(cx, in->field->to, in->value.i) : STR("");
    if (set && !title.n) title = cx_msg(cx, MSG_FIELD_LINK_UNSEEN);
    link_line(out, cx, in, name, set ? id_str(cx, in->value.i) : STR(""), title, title);
}

/* The id while the title is the one that belongs to it, else what was typed. */
struct str link_typed_text(struct ctx *cx, const struct field *f, struct str name,
                           const struct form *form) {
    (void)f;
    struct str title_name = part_name(cx, name, "title");
    if (!form_has(form, str_z(cx->mem, title_name))) return form_named(form, name);
    struct str title = str_trim(form_named(form, title_name));
    struct str was = str_trim(form_named(form, part_name(cx, name, "was")));
    struct str id = form_named(form, name);
    return id.n && title.n && str_eq(title, was) ? id : title;
}

static void show_link(struct buf *out, struct ctx *cx, const struct field *f, int64_t id) {
    struct str title = link_title(cx, f->to, id);
    if (title.n)
        link_to(out, cx, f->to->name, id_str(cx, id), title);
    else
        link_unseen(out, cx);
}

void link_show(struct buf *out, struct ctx *cx, const struct field *f, struct value v) {
    show_link(out, cx, f, v.i);
}

/* ---- Several ---- */

/* Titles where one typed titles; a list of ids says nothing to people. */
void links_input(struct buf *out, struct ctx *cx, const struct input *in) {
    struct str text = input_text(cx, in);
    if (!in->form && in->value.kind == V_TEXT) {
        struct buf lines = buf_in(cx->mem, 0);
        int64_t id;
        for (struct str rest = in->value.s, item; list_step(&rest, &item);) {
            struct str title =
                id_parse(item, &id) ? link_title(cx, in->field->to, id) : item;
            buf_put(&lines, title.n ? title : item);
            buf_byte(&lines, '\n');
        }
        text = buf_str(&lines);
    }
    links_lines(out, cx, in, text);
}

void links_show(struct buf *out, struct ctx *cx, const struct field *f, struct value v) {
    int64_t id;
    bool first = true;
    for (struct str rest = v.s, item; list_step(&rest, &item); first = false) {
        if (!id_parse(item, &id)) continue;
        if (!first) buf_put(out, cx_msg(cx, MSG_LIST_COMMA));
        show_link(out, cx, f, id);
    }
}

/* ---- People ---- */

void widget_who(struct buf *out, struct ctx *cx, const struct entity *kind, int64_t id,
                struct str title) {
    (void)kind;
    int tone = (int)((uint64_t)(id ^ id >> 22) % TONES);
    who_mark(out, cx, utf8_first(title, 1), tone, false, title);
}

void user_show(struct buf *out, struct ctx *cx, const struct field *f, struct value v) {
    struct str title = link_title(cx, f->to, v.i);
    if (title.n) widget_who(out, cx, f->to, v.i, title);
}

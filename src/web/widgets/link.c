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

static bool next_picked(struct str *rest, struct str *out) {
    while (rest->n) {
        size_t n = 0;
        while (n < rest->n && rest->p[n] != '\n' && rest->p[n] != '|')
            n++;
        *out = str_trim(str_first(*rest, n));
        *rest = str_from(*rest, n < rest->n ? n + 1 : n);
        if (out->n) return true;
    }
    return false;
}

/* The id of a line "ID <tab> title"; another line as it is. */
static struct str picked_id(struct str line) {
    struct str id;
    str_cut(&line, '\t', &id);
    return str_trim(id);
}

struct str links_typed_text(struct ctx *cx, const struct field *f, struct str name,
                            const struct form *form) {
    (void)f;
    struct str item, rest = form_named(form, name);
    struct buf b = buf_in(cx->mem, 0);
    while (next_picked(&rest, &item))
        buf_format(&b, "%.*s\n", STR_ARG(picked_id(item)));
    return buf_str(&b);
}

/* What stands in the control: ids and titles, as stored or as they came back. */
static struct str picked_text(const struct input *in) {
    struct str name = input_name(in);
    if (in->form && widget_came(in->field, name, in->form))
        return form_named(in->form, name);
    return in->value.kind == V_TEXT ? in->value.s : STR("");
}

/* A list of ids says nothing to people: each gets its title. */
static struct picked picked_of(struct ctx *cx, const struct field *f, struct str item) {
    struct str id = picked_id(item), title = STR("");
    int64_t n;
    if (id_parse(id, &n)) title = link_title(cx, f->to, n);
    return (struct picked){id, title.n ? title : id};
}

void links_input(struct buf *out, struct ctx *cx, const struct input *in) {
    struct str text = picked_text(in), item;
    int room = 0, count = 0;
    for (struct str rest = text; next_picked(&rest, &item);)
        room++;
    struct picked *picked = NEWS(cx->mem, (size_t)room, struct picked);
    while (count < room && next_picked(&text, &item))
        picked[count++] = picked_of(cx, in->field, item);
    links_lines(out, cx, in, picked, count);
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

/* file.c - attachments and pictures: what is kept stays until it is dropped or replaced. */
#include "web/widgets/file.html.h"
#include "web/widgets/kinds.h"

static struct str id_str_of(struct ctx *cx, struct value v) {
    struct id_text id = id_text(v.i);
    return v.kind == V_INT ? str_dup(cx->mem, str_of(id.z)) : STR("");
}

void file_input(struct buf *out, struct ctx *cx, const struct input *in) {
    bool picture = str_is(str_of(in->field->type->name), "image");
    struct input shown = *in; /* what came is kept, although the form was not */
    int64_t sent;
    if (in->form && id_parse(form_named(in->form, input_name(in)), &sent))
        shown.value = v_int(sent);
    file_choose(out, cx, &shown, input_name(in), id_str_of(cx, shown.value), picture);
}

void file_show(struct buf *out, struct ctx *cx, const struct field *f, struct value v) {
    file_link(out, cx, id_str_of(cx, v), link_title(cx, f->to, v.i));
}

void image_show(struct buf *out, struct ctx *cx, const struct field *f, struct value v) {
    file_picture(out, cx, id_str_of(cx, v), link_title(cx, f->to, v.i));
}

struct str file_typed(struct ctx *cx, const struct field *f, struct str name,
                      const struct form *form) {
    (void)f;
    bool dropped = form_named(form, part_name(cx, name, "drop")).n > 0;
    return dropped ? STR("") : form_named(form, name);
}

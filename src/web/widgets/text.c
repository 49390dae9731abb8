/* text.c - what is typed in a line or several, and the addresses one can follow. */
#include "web/when.h"
#include "web/widgets/kinds.h"
#include "web/widgets/text.html.h"

void line_input(struct buf *out, struct ctx *cx, const struct input *in) {
    text_line(out, cx, in, widget_of(in->field));
}

/* Without them one types as well. */
struct record_list suggested(struct ctx *cx, const struct entity *like) {
    const struct list_query q = {
        .entity = like, .sort = like->sort, .limit = LIST_PAGE_MOST};
    struct record_list list = {0};
    return list_page(cx, &q, &list) == OK ? list : (struct record_list){0};
}

void lines_input(struct buf *out, struct ctx *cx, const struct input *in) {
    text_lines(out, cx, in);
}

void lines_show(struct buf *out, struct ctx *cx, const struct field *f, struct value v) {
    text_block(out, cx, field_text(cx, f, v));
}

/* To the minute: what lies below it is for programs. */
void time_show(struct buf *out, struct ctx *cx, const struct field *f, struct value v) {
    struct value minute = v_int(v.i - v.i % MS_PER_MINUTE);
    text_time(out, cx, when_text(cx, v.i), field_text(cx, f, minute));
}

void phone_show(struct buf *out, struct ctx *cx, const struct field *f, struct value v) {
    text_phone(out, cx, v.s, field_text(cx, f, v));
}

void email_show(struct buf *out, struct ctx *cx, const struct field *f, struct value v) {
    (void)f;
    text_email(out, cx, v.s);
}

void url_show(struct buf *out, struct ctx *cx, const struct field *f, struct value v) {
    text_url(out, cx, v.s, field_text(cx, f, v));
}

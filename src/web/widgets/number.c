/* number.c - numbers, amounts of money and stars. */
#include "web/widgets/kinds.h"
#include "web/widgets/number.html.h"

void number_input(struct buf *out, struct ctx *cx, const struct input *in) {
    struct str type = str_of(in->field->type->name), unit = STR("");
    if (str_is(type, "money"))
        unit = cx_msg(cx, cx->money == MONEY_TOMAN ? MSG_MONEY_TOMAN : MSG_MONEY_RIAL);
    if (str_is(type, "percent")) unit = cx->lang == LANG_FA ? STR("٪") : STR("%");
    number_line(out, cx, in, widget_of(in->field), unit);
}

void rating_input(struct buf *out, struct ctx *cx, const struct input *in) {
    struct value v = in->value;
    if (in->form && widget_came(in->field, input_name(in), in->form)) {
        struct str typed = input_text(cx, in);
        int64_t stars = 0;
        v = str_int(typed, &stars) ? v_int(stars) : v_null();
    }
    rating_choice(out, cx, in, v.kind == V_INT ? v.i : 0);
}

void rating_show(struct buf *out, struct ctx *cx, const struct field *f, struct value v) {
    rating_stars(out, cx, field_text(cx, f, v), v.i);
}

/* rating.c - one to five stars. */
#include "records/fields/field_kit.h"

enum { RATING_MOST = 5 };

/* "★★★" and "★★★☆☆" are three; 0: not written in stars. */
static int stars_of(struct str s) {
    static const struct str full = {"★", 3}, hollow = {"☆", 3};
    int stars = 0;
    for (; str_starts(s, full); s = str_from(s, full.n))
        stars++;
    while (str_starts(s, hollow))
        s = str_from(s, hollow.n);
    return s.n ? 0 : stars;
}

static enum err rating_parse(struct ctx *cx, const struct field *f, struct str typed,
                             struct value *out) {
    struct str s;
    TRY(typed_line(cx, f, typed, CODE_LETTERS, &s));
    int stars = stars_of(s);
    if (!stars) return typed_scaled(cx, f, s, 0, out);
    *out = v_int(stars);
    return OK;
}

static enum err rating_check(struct ctx *cx, const struct field *f, struct value v) {
    if (v.i >= 1 && v.i <= RATING_MOST) return OK;
    return refuse(cx, f, MSG_FIELD_RATING, cx_number(cx, v.i), cx_number(cx, RATING_MOST));
}

static struct str rating_edit(struct ctx *cx, const struct field *f, struct value v) {
    (void)f;
    return cx_number(cx, v.i);
}

static struct str rating_text(struct ctx *cx, const struct field *f, struct value v) {
    (void)f;
    struct buf b = buf_in(cx->mem, 0);
    for (int star = 1; star <= RATING_MOST; star++)
        buf_putz(&b, star <= v.i ? "★" : "☆");
    return buf_str(&b);
}

const struct field_type rating_type = {
    .name = "rating",
    .column = COLUMN_INT,
    .ops = OP_EQ | OP_ORDER,
    .sortable = true,
    .json_type = "integer",
    .parse = rating_parse,
    .from_json = json_whole,
    .check = rating_check,
    .text = rating_text,
    .edit = rating_edit,
    .json = json_integer,
    .words = no_words,
};

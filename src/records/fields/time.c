/* time.c - a time of day, in minutes after midnight. */
#include "base/json_write.h"
#include "persian/dateparse.h"
#include "records/fields/iso.h"

static enum err time_read(struct ctx *cx, const struct field *f, struct str typed,
                          struct value *out) {
    struct str s;
    int minute;
    TRY(typed_line(cx, f, typed, CODE_LETTERS, &s));
    *out = v_null();
    if (s.n == 0) return OK;
    if (time_parse(cx->mem, s, &minute) != DATE_OK)
        return refuse(cx, f, MSG_FIELD_TIME, s, cx_digits_of(cx, STR("14:30")));
    *out = v_int(minute);
    return OK;
}

static enum err time_check(struct ctx *cx, const struct field *f, struct value v) {
    if (v.i < 0 || v.i >= MINUTES_PER_DAY)
        return refuse(cx, f, MSG_FIELD_TIME, cx_number(cx, v.i),
                      cx_digits_of(cx, STR("14:30")));
    return check_between(cx, f, v, f->min, f->max);
}

static struct str time_text(struct ctx *cx, const struct field *f, struct value v) {
    (void)f;
    return cx_digits_of(cx, clock_plain(cx->mem, v.i * MS_PER_MINUTE));
}

static void time_json(struct ctx *cx, const struct field *f, struct value v,
                      struct buf *out) {
    (void)f;
    buf_json(out, clock_plain(cx->mem, v.i * MS_PER_MINUTE));
}

const struct field_type time_type = {
    .name = "time",
    .column = COLUMN_INT,
    .ops = OP_EQ | OP_ORDER,
    .sortable = true,
    .ltr = true,
    .json_type = "string",
    .json_format = "time",
    .parse = time_read,
    .check = time_check,
    .text = time_text,
    .json = time_json,
    .words = no_words,
};

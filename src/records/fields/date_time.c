/* date_time.c - an instant in milliseconds, typed and shown in the organisation's zone. */
#include "records/fields/dates.h"

#include "base/json.h"
#include "persian/jalali.h"

/* Day, then the time with as much of the seconds as there is. */
static struct str date_time_text(struct ctx *cx, const struct field *f, struct value v) {
    (void)f;
    int64_t day = day_of(v.i, cx->zone_minutes);
    struct str date = day_plain(cx, day);
    struct str time = clock_plain(cx->mem, v.i - instant_at(day, 0, cx->zone_minutes));
    return cx_digits_of(cx, str_format(cx->mem, "%.*s %.*s", STR_ARG(date), STR_ARG(time)));
}

/* A date alone is its midnight. */
static enum date_fault instant_of(struct ctx *cx, struct str s, int64_t *out_ms) {
    struct moment moment;
    int64_t ms = 0;
    if (iso_instant_read(s, out_ms)) return DATE_OK;
    cut_seconds(&s, &ms);
    enum date_fault fault = moment_parse(cx->mem, s, cx_today(cx), &moment);
    if (fault) return fault;
    int minute = moment.minute == NO_MINUTE ? 0 : moment.minute;
    *out_ms = instant_at(moment.day, minute, cx->zone_minutes) + ms;
    return DATE_OK;
}

static enum err date_time_read(struct ctx *cx, const struct field *f, struct str typed,
                               struct value *out) {
    struct str s;
    int64_t ms;
    TRY(typed_line(cx, f, typed, CODE_LETTERS, &s));
    *out = v_null();
    if (s.n == 0) return OK;
    enum date_fault fault = instant_of(cx, s, &ms);
    int64_t whole_minute = cx->now_ms - cx->now_ms % MS_PER_MINUTE;
    if (fault)
        return date_refuse(cx, f, fault, s, date_time_text(cx, f, v_int(whole_minute)));
    *out = v_int(ms);
    return OK;
}

static enum err date_time_from_json(struct ctx *cx, const struct field *f,
                                    const struct json *node, struct value *out) {
    int64_t ms;
    if (!iso_instant_read(json_text(node), &ms))
        return problem(cx, f, MSG_FIELD_JSON_DATE_TIME);
    *out = v_int(ms);
    return OK;
}

static enum err date_time_check(struct ctx *cx, const struct field *f, struct value v) {
    return check_day(cx, f, day_of(v.i, cx->zone_minutes));
}

static void date_time_json(struct ctx *cx, const struct field *f, struct value v,
                           struct buf *out) {
    (void)f;
    int64_t day = day_of(v.i, 0), ms = v.i - instant_at(day, 0, 0);
    struct str date = gregorian_format(cx->mem, day);
    int second = (int)(ms / MS_PER_SECOND);
    buf_format(out, "\"%.*sT%02d:%02d:%02d.%03dZ\"", STR_ARG(date), second / 3600,
               second / 60 % 60, second % 60, (int)(ms % MS_PER_SECOND));
}

const struct field_type date_time_type = {
    .name = "date_time",
    .column = COLUMN_INT,
    .ops = OP_EQ | OP_ORDER | OP_PERIOD,
    .sortable = true,
    .ltr = true,
    .json_type = "string",
    .json_format = "date-time",
    .parse = date_time_read,
    .from_json = date_time_from_json,
    .check = date_time_check,
    .text = date_time_text,
    .json = date_time_json,
    .words = no_words,
};

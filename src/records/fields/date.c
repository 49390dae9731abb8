/* date.c - a civil day, typed freely in either calendar. */
#include "records/fields/dates.h"

#include "base/json.h"
#include "base/json_write.h"
#include "persian/jalali.h"
#include "persian/number.h"

/* Within these both calendars can be read back without doubt: a year before 1600 is Solar
 * Hijri. */
enum { FIRST_YEAR = 1000, LAST_YEAR = 1599 };

struct str day_plain(const struct ctx *cx, int64_t day) {
    if (cx->calendar == CALENDAR_GREGORIAN) return gregorian_format(cx->mem, day);
    struct jalali j = jalali_from_day(day);
    return str_format(cx->mem, "%04d/%02d/%02d", j.year, j.month, j.day);
}

/* ---- What was wrong ---- */

/* Three numbers with one kind of sign between them. */
static bool three_numbers(struct str s, int64_t out[3]) {
    int n = 0;
    for (size_t at; s.n && n < 3; s = str_from(s, at + 1)) {
        for (at = 0; at < s.n && !strchr("/-.", s.p[at]);)
            at++;
        if (!str_int(str_first(s, at), &out[n++])) return false;
    }
    return n == 3 && s.n == 0;
}

/* "۱۴۰۳/۱۲/۳۱ does not exist; Esfand 1403 has 30 days", where that is what is wrong. */
static bool month_is_shorter(struct ctx *cx, const struct field *f, struct str typed) {
    int64_t part[3];
    if (!three_numbers(typed, part)) return false;
    bool year_first = part[0] >= FIRST_YEAR;
    int64_t year = year_first ? part[0] : part[2], day = year_first ? part[2] : part[0];
    if (year < FIRST_YEAR || year > LAST_YEAR || part[1] < 1 || part[1] > 12 || day < 1)
        return false;
    int days = jalali_month_days((int)year, (int)part[1]);
    bool fa = cx->lang == LANG_FA;
    struct str month = fa ? jalali_month_fa((int)part[1]) : jalali_month_en((int)part[1]);
    struct str count = fa ? number_words_fa(cx->mem, days)
                          : cx_digits_of(cx, str_format(cx->mem, "%d", days));
    struct str shown = cx_digits_of(cx, typed);
    struct str of_year = cx_digits_of(cx, str_format(cx->mem, "%d", (int)year));
    problem_with(
        cx, f, MSG_FIELD_DATE_MONTH,
        MSG_PARTS({"typed", shown}, {"month", month}, {"year", of_year}, {"days", count}));
    return true;
}

enum err date_refuse(struct ctx *cx, const struct field *f, enum date_fault fault,
                     struct str typed, struct str example) {
    if (fault == DATE_OUT_OF_RANGE) return problem(cx, f, MSG_FIELD_DATE_RANGE);
    if (fault != DATE_ABSENT) return refuse(cx, f, MSG_FIELD_DATE, typed, example);
    if (month_is_shorter(cx, f, typed)) return ERR_INVALID;
    return refuse(cx, f, MSG_FIELD_DATE_ABSENT, cx_digits_of(cx, typed), example);
}

/* ---- Limits ---- */

static int64_t days_from_today(const struct ctx *cx, int64_t days) {
    return cx_today(cx) + days;
}

static enum err day_beyond(struct ctx *cx, const struct field *f, enum msg msg,
                           int64_t days) {
    struct str limit = cx_digits_of(cx, day_plain(cx, days_from_today(cx, days)));
    return problem_with(cx, f, msg, MSG_PARTS({"limit", limit}));
}

enum err check_day(struct ctx *cx, const struct field *f, int64_t day) {
    int64_t first = jalali_to_day((struct jalali){FIRST_YEAR, 1, 1});
    int64_t last = jalali_to_day((struct jalali){LAST_YEAR + 1, 1, 1}) - 1;
    if (day < first || day > last) return problem(cx, f, MSG_FIELD_DATE_RANGE);
    if (f->has_min && day < days_from_today(cx, f->min))
        return day_beyond(cx, f, MSG_FIELD_DATE_EARLY, f->min);
    if (f->has_max && day > days_from_today(cx, f->max))
        return day_beyond(cx, f, MSG_FIELD_DATE_LATE, f->max);
    return OK;
}

/* ---- The type ---- */

static struct str date_text(struct ctx *cx, const struct field *f, struct value v) {
    (void)f;
    return cx_digits_of(cx, day_plain(cx, v.i));
}

static enum err date_read(struct ctx *cx, const struct field *f, struct str typed,
                          struct value *out) {
    struct str s;
    int64_t day;
    TRY(typed_line(cx, f, typed, CODE_LETTERS, &s));
    *out = v_null();
    if (s.n == 0) return OK;
    enum date_fault fault = date_parse(cx->mem, s, cx_today(cx), &day);
    if (fault) return date_refuse(cx, f, fault, s, date_text(cx, f, v_int(cx_today(cx))));
    *out = v_int(day);
    return OK;
}

static enum err date_from_json(struct ctx *cx, const struct field *f,
                               const struct json *node, struct value *out) {
    int64_t day;
    if (!iso_day_read(json_text(node), &day)) return problem(cx, f, MSG_FIELD_JSON_DATE);
    *out = v_int(day);
    return OK;
}

static enum err date_check(struct ctx *cx, const struct field *f, struct value v) {
    return check_day(cx, f, v.i);
}

static void date_json(struct ctx *cx, const struct field *f, struct value v,
                      struct buf *out) {
    (void)f;
    buf_json(out, gregorian_format(cx->mem, v.i));
}

const struct field_type date_type = {
    .name = "date",
    .column = COLUMN_INT,
    .ops = OP_EQ | OP_ORDER | OP_PERIOD,
    .sortable = true,
    .ltr = true,
    .json_type = "string",
    .json_format = "date",
    .parse = date_read,
    .from_json = date_from_json,
    .check = date_check,
    .text = date_text,
    .json = date_json,
    .words = no_words,
};

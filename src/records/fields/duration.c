/* duration.c - how long something takes, in seconds. A bare number is minutes. */
#include "persian/dateparse.h"
#include "persian/fold.h"
#include "records/fields/iso.h"

enum { MINUTE = 60, HOUR = 3600 };
static const int64_t DURATION_MOST = (int64_t)DURATION_MINUTES_MOST * MINUTE;

static bool is_second_word(struct arena *a, struct str word) {
    static const char *const words[] = {"ثانیه", "s", "sec", "secs", "second", "seconds"};
    struct str folded = fa_fold(a, word);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_is(folded, words[i])) return true;
    return false;
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* Takes "15 s" or "و ۱۵ ثانیه" off the end; false when the text ends otherwise. */
static bool cut_second_words(struct arena *a, struct str *s, int64_t *out_seconds) {
    size_t end = s->n, start;
    while (end && !is_digit(s->p[end - 1]))
        end--;
    for (start = end; start && is_digit(s->p[start - 1]);)
        start--;
    if (!is_second_word(a, str_from(*s, end))) return false;
    if (!str_int(str_n(s->p + start, end - start), out_seconds)) return false;
    *s = str_trim(str_first(*s, start));
    if (str_ends(*s, STR("و"))) *s = str_trim(str_first(*s, s->n - strlen("و")));
    return true;
}

/* "1 h 30 min", "1:30:15", "۲ ساعت و ۱۵ ثانیه": the seconds here, the rest
 * by dateparse.h. */
static enum date_fault duration_of(struct arena *a, struct str s, int64_t *out_seconds) {
    int64_t seconds = 0, minutes = 0, ms = 0;
    bool clock = cut_seconds(&s, &ms);
    bool words = !clock && cut_second_words(a, &s, &seconds);
    if (seconds > DURATION_MOST) return DATE_OUT_OF_RANGE;
    if (ms % MS_PER_SECOND) return DATE_UNREADABLE;
    enum date_fault fault = words && s.n == 0 ? DATE_OK : duration_parse(a, s, &minutes);
    *out_seconds = minutes * MINUTE + seconds + ms / MS_PER_SECOND;
    return fault;
}

static enum err duration_read(struct ctx *cx, const struct field *f, struct str typed,
                              struct value *out) {
    enum { EXAMPLE = HOUR + 30 * MINUTE };
    struct str s;
    int64_t seconds;
    TRY(typed_line(cx, f, typed, CODE_LETTERS, &s));
    *out = v_null();
    if (s.n == 0) return OK;
    enum date_fault fault = duration_of(cx->mem, s, &seconds);
    if (fault == DATE_OUT_OF_RANGE) return problem(cx, f, MSG_FIELD_BIG);
    if (fault)
        return refuse(cx, f, MSG_FIELD_DURATION, s, field_text(cx, f, v_int(EXAMPLE)));
    *out = v_int(seconds);
    return OK;
}

/* min and max are in minutes. */
static int64_t limit_of(int64_t minutes) {
    return minutes > DURATION_MINUTES_MOST ? DURATION_MOST
           : minutes < 0                   ? 0
                                           : minutes * MINUTE;
}

static enum err duration_check(struct ctx *cx, const struct field *f, struct value v) {
    if (v.i < 0) return problem(cx, f, MSG_FIELD_DURATION_NEGATIVE);
    if (v.i > DURATION_MOST) return problem(cx, f, MSG_FIELD_BIG);
    return check_between(cx, f, v, limit_of(f->min), limit_of(f->max));
}

static void put_part(struct ctx *cx, struct buf *b, int64_t n, enum msg unit) {
    if (n == 0) return;
    struct str number = cx_digits_of(cx, str_format(cx->mem, "%d", (int)n));
    if (b->n) buf_put(b, cx->lang == LANG_FA ? STR(" و ") : STR(" "));
    buf_put(b, msg_format(cx->mem, cx->lang, unit, MSG_PARTS({"n", number})));
}

static struct str duration_text(struct ctx *cx, const struct field *f, struct value v) {
    (void)f;
    struct buf b = buf_in(cx->mem, 0);
    put_part(cx, &b, v.i / HOUR, MSG_FIELD_HOURS);
    put_part(cx, &b, v.i % HOUR / MINUTE, MSG_FIELD_MINUTES);
    put_part(cx, &b, v.i % MINUTE, MSG_FIELD_SECONDS);
    if (b.n) return buf_str(&b);
    return msg_format(cx->mem, cx->lang, MSG_FIELD_MINUTES,
                      MSG_PARTS({"n", cx_digits_of(cx, STR("0"))}));
}

const struct field_type duration_type = {
    .name = "duration",
    .column = COLUMN_INT,
    .ops = OP_EQ | OP_ORDER,
    .sortable = true,
    .numeric = true,
    .json_type = "integer",
    .parse = duration_read,
    .from_json = json_whole,
    .check = duration_check,
    .text = duration_text,
    .json = json_integer,
    .words = no_words,
};

#include "records/ctx.h"

#include "base/clock.h"
#include "persian/number.h"
#include "records/meta/meta.h"

#include <stdarg.h>
#include <stdio.h>

enum { FAILURE_BYTES = 1000 }; /* of an operator's detail; the rest is cut off */

enum err problem_text(struct ctx *cx, struct str field, struct str text) {
    struct problem *p = NEW(cx->mem, struct problem);
    *p = (struct problem){.field = field, .text = text};
    if (cx->last_problem)
        cx->last_problem->next = p;
    else
        cx->problems = p;
    cx->last_problem = p;
    return ERR_INVALID;
}

enum err problem_with(struct ctx *cx, const struct field *field, enum msg msg,
                      const struct msg_part *parts) {
    struct str text = msg_format(cx->mem, cx->lang, msg, parts);
    return problem_text(cx, field ? field->name : STR(""), text);
}

enum err problem(struct ctx *cx, const struct field *field, enum msg msg) {
    struct str label = field ? label_in(&field->label, cx->lang) : STR("");
    return problem_with(cx, field, msg, MSG_PARTS({"field", label}));
}

struct str problem_of(const struct ctx *cx, struct str field) {
    for (const struct problem *p = cx->problems; p; p = p->next)
        if (str_eq(p->field, field)) return p->text;
    return STR("");
}

/* The latest detail stands first, its causes behind it. */
enum err failure(struct ctx *cx, enum err e, const char *format, ...) {
    char detail[FAILURE_BYTES];
    va_list args;
    va_start(args, format);
    vsnprintf(detail, sizeof detail, format, args);
    va_end(args);
    struct str said = str_of(detail);
    if (cx->log.n)
        cx->log =
            str_first(str_format(cx->mem, "%.*s: %.*s", STR_ARG(said), STR_ARG(cx->log)),
                      FAILURE_BYTES);
    else
        cx->log = str_dup(cx->mem, said);
    return e;
}

int64_t cx_today(const struct ctx *cx) {
    return day_of(cx->now_ms, cx->zone_minutes);
}

int64_t cx_new_id(struct ctx *cx) {
    return id_make(cx->ids, cx->now_ms);
}

struct str cx_msg(const struct ctx *cx, enum msg key) {
    return msg(cx->lang, key);
}

struct str cx_digits_of(const struct ctx *cx, struct str s) {
    return cx->digits == DIGITS_PERSIAN ? fa_show_digits(cx->mem, s) : s;
}

struct str cx_number(const struct ctx *cx, int64_t n) {
    return cx->digits == DIGITS_PERSIAN ? number_show_fa(cx->mem, n, 0)
                                        : number_show_en(cx->mem, n, 0);
}

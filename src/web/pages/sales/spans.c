#include "web/pages/sales/spans.h"

#include "modules/people/calendar.h"
#include "web/when.h"

const enum msg span_names[SPAN_KINDS] = {[SPAN_MONTH] = MSG_REASONS_MONTH,
                                         [SPAN_QUARTER] = MSG_REASONS_QUARTER,
                                         [SPAN_YEAR] = MSG_REASONS_YEAR};
const char *const span_keys[SPAN_KINDS] = {
    [SPAN_MONTH] = "month", [SPAN_QUARTER] = "quarter", [SPAN_YEAR] = "year"};

enum span_kind asked_span(const struct page *p) {
    struct str asked = form_value(&p->query, "span");
    for (int i = 0; i < SPAN_KINDS; i++)
        if (str_is(asked, span_keys[i])) return (enum span_kind)i;
    return SPAN_QUARTER;
}

int64_t span_turned(const struct span *s, int turns) {
    if (turns < 0) return s->earlier;
    return turns > 0 ? s->before : s->first;
}

struct str span_words(struct ctx *cx, const struct span *s) {
    struct calendar_month month;
    calendar_month(cx->calendar, s->first, &month);
    bool whole = month.first == s->first;
    struct str from = whole ? month_text(cx, s->first) : date_text(cx, s->first, true);
    if (whole && s->kind == SPAN_MONTH) return from;
    struct str to =
        whole ? month_text(cx, s->before - 1) : date_text(cx, s->before - 1, true);
    return msg_format(cx->mem, cx->lang, MSG_REASONS_SPAN,
                      MSG_PARTS({"from", from}, {"to", to}));
}

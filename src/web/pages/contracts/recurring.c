/* recurring.c - the page of what recurs, month by month. */
#include "entities.h"
#include "records/fields/field_type.h"
#include "web/html.h"
#include "web/pages/contracts/parts.h"
#include "web/pages/contracts/recurring.html.h"
#include "web/when.h"

enum err recurring_get(struct page *p) {
    struct ctx *cx = p->cx;
    struct recurring *r = NEW(cx->mem, struct recurring);
    struct recurring_view v = {p, r};
    recurring_begin(r, cx->calendar, cx_today(cx));
    TRY(recurring_load(cx, r));
    struct buf content = page_buf(p);
    recurring_page(&content, cx, &v);
    return page_send(p, cx_msg(cx, MSG_RECURRING), &content);
}

struct str contracts_money(struct ctx *cx, struct value v) {
    const struct field *f =
        entity_at(cx->catalog, "subscription")->fields[SUBSCRIPTION_MONTHLY];
    return v.kind == V_NULL ? STR("—") : field_text(cx, f, v);
}

struct str recurring_url(struct ctx *cx, const struct recurring_view *v, int month,
                         enum recurring_move move) {
    const struct recurring *r = v->recurring;
    int64_t first = r->months[month].first;
    int64_t after = month + 1 < RECURRING_MONTHS ? r->months[month + 1].first : r->after;
    struct buf b = buf_in(cx->mem, 0);
    BUF_LIT(&b, "/subscription_change?filter=");
    url_encode(&b, str_format(cx->mem, "kind = %.*s and day >= %.*s and day < %.*s",
                              STR_ARG(recurring_key(move)), STR_ARG(day_typed(cx, first)),
                              STR_ARG(day_typed(cx, after))));
    return buf_str(&b);
}

static int64_t end_of(const struct recurring_view *v, int month) {
    struct value end = total_divided(v->recurring->months[month].end, 1);
    return end.kind == V_INT && end.i > 0 ? end.i : 0;
}

int64_t recurring_bar(const struct recurring_view *v, int month) {
    enum { HUNDRED = 100 };
    int64_t most = HUNDRED;
    for (int i = 0; i < RECURRING_MONTHS; i++)
        if (end_of(v, i) > most) most = end_of(v, i);
    int64_t part = end_of(v, month) / (most / HUNDRED);
    return part < HUNDRED ? part : HUNDRED;
}

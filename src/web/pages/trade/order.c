#include "web/pages/trade/order.h"

#include "entities.h"
#include "records/rules/rights.h"
#include "web/pages/trade/order.html.h"
#include "web/pages/trade/parts.h"

static enum err read_order(struct page *p, const struct record *r, void *state) {
    struct order_view *v = state;
    const struct lines_view typed = v->lines;
    struct problem *said = p->cx->problems;
    *v = (struct order_view){.page = p, .order = r, .lines = typed};
    p->cx->problems = NULL;
    if (!typed.page) TRY(lines_view_read(p, r, &v->lines));
    p->cx->problems = said;
    v->acts = rights_ask(p->cx, r, ACT_EDIT) == OK;
    return OK;
}

static void put_order(struct buf *out, struct ctx *cx, const void *state) {
    order_part(out, cx, state);
}

enum err order_send(struct page *p, const struct lines_view *typed) {
    struct order_view v = {0};
    const struct record_part part = {read_order, put_order, &v};
    if (typed) v.lines = *typed;
    return record_page_send(p, &part);
}

enum err order_get(struct page *p) {
    return order_send(p, NULL);
}

enum err order_state_post(struct page *p) {
    struct record r;
    TRY(record_get(p->cx, p->entity, p->id, &r));
    enum err e = field_parse(p->cx, r.entity->fields[SALES_ORDER_STATE],
                             form_value(&p->form, "to"), &r.values[SALES_ORDER_STATE]);
    if (e == OK) e = record_change(p->cx, &r, NULL);
    if (e == ERR_INVALID) {
        p->undo = true;
        reply_status(p, 422);
        return order_get(p);
    }
    TRY(e);
    struct str url = record_url(p->cx, r.entity, p->id, "");
    return reply_redirect(p, done_url(p, url, "saved", p->cx->batch));
}

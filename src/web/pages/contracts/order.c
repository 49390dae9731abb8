/* order.c - a contract out of an order: its amount, its deal, for a year from today unless somebody
 * says otherwise in the form it leads to. */
#include "entities.h"
#include "web/pages/contracts/parts.h"

enum { FIRST_TERM_MONTHS = 12 };

static enum err find_contract(struct ctx *cx, const struct record *order, int64_t *out) {
    enum err e =
        store_int(cx->db,
                  SQL("SELECT id FROM contract WHERE party = ?1 AND sales_order = ?2"
                      " ORDER BY id LIMIT 1"),
                  BIND(order->values[FIELD_PARTY], v_int(record_id(order))), out);
    if (e == ERR_ABSENT) *out = 0;
    return e == ERR_ABSENT ? OK : e;
}

static enum err make_contract(struct ctx *cx, const struct record *order, int64_t *out) {
    struct record c = record_new(cx, entity_at(cx->catalog, "contract"));
    c.values[FIELD_PARTY] = order->values[FIELD_PARTY];
    c.values[CONTRACT_SALES_ORDER] = v_int(record_id(order));
    c.values[CONTRACT_DEAL] = order->values[SALES_ORDER_DEAL];
    c.values[CONTRACT_AMOUNT] = order->values[SALES_ORDER_TOTAL];
    c.values[CONTRACT_MONTHS] = v_int(FIRST_TERM_MONTHS);
    TRY(record_create(cx, &c));
    *out = record_id(&c);
    return OK;
}

/* Asked twice, there is still one. */
enum err order_contract_post(struct page *p) {
    struct record order;
    int64_t id;
    const struct entity *contract = entity_at(p->cx->catalog, "contract");
    TRY(record_get(p->cx, entity_at(p->cx->catalog, "sales_order"), p->id, &order));
    TRY(find_contract(p->cx, &order, &id));
    if (id) return reply_redirect(p, record_url(p->cx, contract, id, ""));
    TRY(make_contract(p->cx, &order, &id));
    return reply_redirect(p, record_url(p->cx, contract, id, "/edit"));
}

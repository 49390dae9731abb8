/* begin.c - a contract out of an order or an accepted quote: its amount, its deal, for a year from
 * today unless somebody says otherwise in the form it leads to. Asked twice, of the quote or of its
 * order, there is still one. */
#include "entities.h"
#include "web/pages/contracts/parts.h"

enum { FIRST_TERM_MONTHS = 12 };

/* Null counts as none. */
static struct value id_or_none(struct value v) {
    return v.kind == V_INT ? v : v_int(0);
}

static enum err find_contract(struct ctx *cx, const struct record *c, int64_t *out) {
    enum err e =
        store_int(cx->db,
                  SQL("SELECT id FROM contract WHERE party = ?1"
                      " AND (sales_order = ?2 OR quote = ?3) ORDER BY id LIMIT 1"),
                  BIND(c->values[FIELD_PARTY], id_or_none(c->values[CONTRACT_SALES_ORDER]),
                       id_or_none(c->values[CONTRACT_QUOTE])),
                  out);
    if (e == ERR_ABSENT) *out = 0;
    return e == ERR_ABSENT ? OK : e;
}

/* The contract there is, or this one and its form. */
static enum err begin(struct page *p, struct record *c) {
    int64_t id;
    TRY(find_contract(p->cx, c, &id));
    if (id) return reply_redirect(p, record_url(p->cx, c->entity, id, ""));
    c->values[CONTRACT_MONTHS] = v_int(FIRST_TERM_MONTHS);
    TRY(record_create(p->cx, c));
    return reply_redirect(p, record_url(p->cx, c->entity, record_id(c), "/edit"));
}

enum err order_contract_post(struct page *p) {
    struct record order, c = record_new(p->cx, entity_at(p->cx->catalog, "contract"));
    TRY(record_get(p->cx, entity_at(p->cx->catalog, "sales_order"), p->id, &order));
    c.values[FIELD_PARTY] = order.values[FIELD_PARTY];
    c.values[CONTRACT_SALES_ORDER] = v_int(p->id);
    c.values[CONTRACT_QUOTE] = order.values[SALES_ORDER_QUOTE];
    c.values[CONTRACT_DEAL] = order.values[SALES_ORDER_DEAL];
    c.values[CONTRACT_AMOUNT] = order.values[SALES_ORDER_TOTAL];
    return begin(p, &c);
}

enum err quote_contract_post(struct page *p) {
    struct record quote, c = record_new(p->cx, entity_at(p->cx->catalog, "contract"));
    TRY(record_get(p->cx, entity_at(p->cx->catalog, "quote"), p->id, &quote));
    if (!str_eq(record_str(&quote, QUOTE_STATE), QUOTE_STATE_ACCEPTED)) {
        page_flash(p, MSG_FLASH_QUOTE_OPEN);
        return reply_redirect(p, record_url(p->cx, quote.entity, p->id, ""));
    }
    c.values[FIELD_PARTY] = quote.values[FIELD_PARTY];
    c.values[CONTRACT_QUOTE] = v_int(p->id);
    c.values[CONTRACT_DEAL] = quote.values[QUOTE_DEAL];
    c.values[CONTRACT_AMOUNT] = quote.values[QUOTE_TOTAL];
    c.values[CONTRACT_SUBJECT] = quote.values[QUOTE_SUBJECT];
    return begin(p, &c);
}

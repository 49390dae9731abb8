#include "modules/field/ordering.h"

#include "entities.h"
#include "records/rules/rights.h"

static enum err place_line(struct ctx *cx, const struct record *order,
                           const struct wanted *w, int position) {
    struct record line = record_new(cx, entity_at(cx->catalog, "sales_order_line"));
    line.values[FIELD_PARTY] = order->values[FIELD_PARTY];
    line.values[SALES_ORDER_LINE_SALES_ORDER] = v_int(record_id(order));
    line.values[SALES_ORDER_LINE_POSITION] = v_int(position);
    line.values[SALES_ORDER_LINE_PRODUCT] = v_int(w->product);
    line.values[SALES_ORDER_LINE_QUANTITY] = v_int(w->quantity);
    /* What the product says is told of it, not typed anew. */
    line.values[SALES_ORDER_LINE_UNIT] = v_null();
    line.values[SALES_ORDER_LINE_TAX] = v_null();
    return record_create(cx, &line);
}

enum err order_place(struct ctx *cx, int64_t party, const struct wanted *wanted, int count,
                     struct record *out_order) {
    const struct entity *e = entity_at(cx->catalog, "sales_order");
    struct record order = record_new(cx, e);
    if (!count) return problem(cx, NULL, MSG_ORDERING_NOTHING);
    order.values[FIELD_PARTY] = v_int(party);
    order.values[FIELD_OWNER] = v_int(cx->actor->user);
    TRY(record_create(cx, &order));
    for (int i = 0; i < count; i++)
        TRY(place_line(cx, &order, &wanted[i], i + 1));
    return record_get(cx, e, record_id(&order), out_order);
}

static enum err last_order(struct ctx *cx, int64_t party, int64_t *out) {
    enum err e = store_int(cx->db,
                           SQL("SELECT id FROM sales_order WHERE party = ?1 AND state <> ?2"
                               " ORDER BY id DESC LIMIT 1"),
                           BIND(v_int(party), v_text(ORDER_STATE_CANCELLED)), out);
    if (e == ERR_ABSENT) *out = 0;
    return e == ERR_ABSENT ? OK : e;
}

static enum err read_wanted(struct ctx *cx, int64_t party, int64_t order,
                            struct wanted out[WANTED_MOST], int *out_count) {
    struct rows rows;
    TRY(store_query(cx->db,
                    SQL("SELECT product, quantity FROM sales_order_line WHERE party = ?1"
                        " AND sales_order = ?2 AND product IS NOT NULL AND quantity > 0"
                        " ORDER BY position, id LIMIT ?3"),
                    BIND(v_int(party), v_int(order), v_int(WANTED_MOST)), &rows));
    for (; *out_count < WANTED_MOST && rows_next(&rows); ++*out_count)
        out[*out_count] = (struct wanted){rows_int(&rows, 0), rows_int(&rows, 1)};
    return rows_done(&rows);
}

enum err order_last(struct ctx *cx, int64_t party, struct wanted out[WANTED_MOST],
                    int *out_count) {
    struct record order;
    int64_t id;
    *out_count = 0;
    TRY(last_order(cx, party, &id));
    if (!id) return OK;
    enum err e = record_get(cx, entity_at(cx->catalog, "sales_order"), id, &order);
    if (e == ERR_ABSENT) return OK;
    TRY(e);
    return read_wanted(cx, party, id, out, out_count);
}

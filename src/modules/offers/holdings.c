#include "modules/offers/holdings.h"

#include "records/meta/meta.h"
#include "records/rules/rights.h"
#include "store/query.h"

static enum err ask_lines(struct ctx *cx, int64_t party, struct rows *out) {
    struct query q = query_in(cx->mem);
    query_add(&q, SQL("SELECT coalesce(b.product, l.product), o.date"
                      " FROM sales_order_line l"
                      " JOIN sales_order o ON o.party = l.party AND o.id = l.sales_order"
                      " LEFT JOIN bundle_part b ON b.bundle = l.product"
                      " WHERE l.party = "));
    query_bind(&q, v_int(party));
    query_add(&q, SQL(" AND l.product IS NOT NULL AND o.state <> 'cancelled'"));
    rights_condition(cx, &q, 'o', entity_at(cx->catalog, "sales_order"), ACT_READ);
    query_add(&q, SQL(" ORDER BY o.date DESC, l.id LIMIT "));
    query_number(&q, HOLDING_LINES);
    return query_run(cx->db, &q, out);
}

const struct holding *holding_of(const struct holdings *h, int64_t product) {
    for (int i = 0; i < h->count; i++)
        if (h->rows[i].product == product) return &h->rows[i];
    return NULL;
}

static void add_line(struct holdings *h, int64_t product, int64_t day) {
    struct holding *at = (struct holding *)holding_of(h, product); /* being made */
    if (!at && h->count == HOLDINGS) return;
    if (!at) {
        at = &h->rows[h->count++];
        at->product = product;
    }
    bool known = at->day_count && at->days[at->day_count - 1] == day;
    if (!known && at->day_count < HABIT_DAYS) at->days[at->day_count++] = day;
}

static enum err read_products(struct ctx *cx, struct holdings *h) {
    struct query q = query_in(cx->mem);
    struct rows rows;
    int64_t ids[HOLDINGS];
    for (int i = 0; i < h->count; i++)
        ids[i] = h->rows[i].product;
    query_add(&q, SQL("SELECT id, name, better, lasts_days FROM product WHERE id IN "));
    query_bind_ids(&q, ids, h->count);
    TRY(query_run(cx->db, &q, &rows));
    while (rows_next(&rows)) {
        struct holding *at = (struct holding *)holding_of(h, rows_int(&rows, 0));
        if (!at) continue;
        at->name = str_dup(cx->mem, rows_text(&rows, 1));
        at->better = rows_int(&rows, 2);
        at->lasts = rows_int(&rows, 3);
    }
    return rows_done(&rows);
}

enum err holdings_load(struct ctx *cx, int64_t party, struct holdings *out) {
    struct rows rows;
    *out = (struct holdings){.rows = NEWS(cx->mem, HOLDINGS, struct holding)};
    TRY(ask_lines(cx, party, &rows));
    while (rows_next(&rows))
        add_line(out, rows_int(&rows, 0), rows_int(&rows, 1));
    TRY(rows_done(&rows));
    return out->count ? read_products(cx, out) : OK;
}

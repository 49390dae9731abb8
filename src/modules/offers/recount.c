#include "modules/offers/recount.h"

#include "store/query.h"

static const struct recount end = {INT64_MAX, {INT64_MAX, INT64_MAX}};

enum err recount_load(struct ctx *cx, struct recount *out, bool *out_under_way) {
    struct rows rows;
    *out = end;
    TRY(store_query(cx->db,
                    SQL("SELECT product, of_party, of_order FROM offer_recount LIMIT 1"),
                    BIND_NONE, &rows));
    *out_under_way = rows_next(&rows);
    if (*out_under_way)
        *out =
            (struct recount){rows_int(&rows, 0), {rows_int(&rows, 1), rows_int(&rows, 2)}};
    return rows_done(&rows);
}

bool recount_has(const struct recount *r, int64_t product, struct place place) {
    if (product != r->product) return product < r->product;
    if (place.party != r->place.party) return place.party < r->place.party;
    return place.order <= r->place.order;
}

static enum err keep(struct ctx *cx, const struct recount *r) {
    TRY(store_send(cx->writer, SQL("DELETE FROM offer_recount"), BIND_NONE));
    if (r->product == end.product) return OK;
    return store_send(
        cx->writer,
        SQL("INSERT INTO offer_recount (product, of_party, of_order) VALUES (?1, ?2, ?3)"),
        BIND(v_int(r->product), v_int(r->place.party), v_int(r->place.order)));
}

enum err recount_begin(struct ctx *cx) {
    return keep(cx, &(struct recount){0});
}

/* The entry so many further on, or the end. */
static enum err find_next(struct ctx *cx, const struct recount *r, int entries,
                          struct recount *out) {
    struct rows rows;
    *out = end;
    TRY(store_query(cx->db,
                    SQL("SELECT product, party, sales_order FROM offer_basket"
                        " WHERE (product, party, sales_order) > (?1, ?2, ?3)"
                        " ORDER BY product, party, sales_order LIMIT 1 OFFSET ?4"),
                    BIND(v_int(r->product), v_int(r->place.party), v_int(r->place.order),
                         v_int(entries - 1)),
                    &rows));
    if (rows_next(&rows))
        *out =
            (struct recount){rows_int(&rows, 0), {rows_int(&rows, 1), rows_int(&rows, 2)}};
    return rows_done(&rows);
}

/* What was counted before of the products that are reached now. */
static enum err forget_pairs(struct ctx *cx, const struct recount *from,
                             const struct recount *to) {
    return store_send(cx->writer,
                      SQL("DELETE FROM offer_pair WHERE product > ?1 AND product <= ?2"),
                      BIND(v_int(from->product), v_int(to->product)));
}

static enum err add_pairs(struct ctx *cx, const struct recount *from,
                          const struct recount *to) {
    return store_send(
        cx->writer,
        SQL("INSERT INTO offer_pair (product, other, baskets)"
            " SELECT b.product, c.product, count(*) FROM offer_basket b"
            " JOIN offer_basket c ON c.party = b.party AND c.sales_order = b.sales_order"
            " WHERE (b.product, b.party, b.sales_order) > (?1, ?2, ?3)"
            " AND (b.product, b.party, b.sales_order) <= (?4, ?5, ?6)"
            " GROUP BY b.product, c.product"
            " ON CONFLICT (product, other)"
            " DO UPDATE SET baskets = offer_pair.baskets + excluded.baskets"),
        BIND(v_int(from->product), v_int(from->place.party), v_int(from->place.order),
             v_int(to->product), v_int(to->place.party), v_int(to->place.order)));
}

enum err recount_step(struct ctx *cx, const struct recount *r, int entries) {
    struct recount next;
    TRY(find_next(cx, r, entries, &next));
    TRY(forget_pairs(cx, r, &next));
    TRY(add_pairs(cx, r, &next));
    return keep(cx, &next);
}

/* prove.c - that the kept counts are what counting anew would find. */
#include "modules/offers/counts.h"

enum { WIDTH = 3 };

/* Two answers of the same columns in the same order, walked side by side: the rows that stand in
 * one alone. */
struct side {
    struct rows rows;
    int64_t row[WIDTH];
    bool there;
};

static void step(struct side *s) {
    s->there = rows_next(&s->rows);
    for (int i = 0; s->there && i < WIDTH; i++)
        s->row[i] = rows_int(&s->rows, i);
}

static int compare(const struct side *a, const struct side *b) {
    if (!a->there || !b->there) return a->there ? -1 : 1;
    for (int i = 0; i < WIDTH; i++)
        if (a->row[i] != b->row[i]) return a->row[i] < b->row[i] ? -1 : 1;
    return 0;
}

static enum err differences(struct ctx *cx, struct sql left, struct sql right,
                            int64_t *out) {
    struct side a, b;
    TRY(store_query(cx->db, left, BIND_NONE, &a.rows));
    TRY(store_query(cx->db, right, BIND_NONE, &b.rows));
    for (step(&a), step(&b); a.there || b.there;) {
        int order = compare(&a, &b);
        *out += order != 0;
        if (order <= 0) step(&a);
        if (order >= 0) step(&b);
    }
    TRY(rows_done(&a.rows));
    return rows_done(&b.rows);
}

static enum err prove_number(struct ctx *cx, int64_t *out_wrong) {
    int64_t kept = 0, counted = 0;
    TRY(counts_all(cx, &kept));
    TRY(store_int(cx->db,
                  SQL("SELECT count(*) FROM (SELECT DISTINCT party, sales_order"
                      " FROM offer_basket) b"),
                  BIND_NONE, &counted));
    *out_wrong += kept != counted;
    return OK;
}

enum err counts_prove(struct ctx *cx, int64_t *out_wrong) {
    *out_wrong = 0;
    TRY(prove_number(cx, out_wrong));
    TRY(differences(cx,
                    SQL("SELECT product, other, baskets FROM offer_pair"
                        " WHERE product <> 0 ORDER BY product, other"),
                    SQL("SELECT b.product, c.product, count(*) FROM offer_basket b"
                        " JOIN offer_basket c ON c.party = b.party"
                        " AND c.sales_order = b.sales_order"
                        " GROUP BY b.product, c.product ORDER BY b.product, c.product"),
                    out_wrong));
    return differences(
        cx,
        SQL("SELECT b.party, b.sales_order, b.product FROM offer_basket b"
            " WHERE NOT EXISTS (SELECT 1 FROM offer_note n"
            " WHERE n.party = b.party AND n.sales_order = b.sales_order)"
            " ORDER BY b.party, b.sales_order, b.product"),
        SQL("SELECT DISTINCT l.party, l.sales_order, l.product FROM sales_order_line l"
            " JOIN sales_order o ON o.party = l.party AND o.id = l.sales_order"
            " WHERE l.product IS NOT NULL AND o.state <> 'cancelled'"
            " AND NOT EXISTS (SELECT 1 FROM offer_note n"
            " WHERE n.party = l.party AND n.sales_order = l.sales_order)"
            " ORDER BY l.party, l.sales_order, l.product"),
        out_wrong);
}

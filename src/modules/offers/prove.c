/* prove.c - that the kept counts are what counting anew would find. */
#include "modules/offers/counts.h"
#include "modules/offers/recount.h"

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

struct question {
    struct sql sql;
    struct bind bind;
};

static enum err differences(struct ctx *cx, struct question left, struct question right,
                            int64_t *out) {
    struct side a, b;
    TRY(store_query(cx->db, left.sql, left.bind, &a.rows));
    TRY(store_query(cx->db, right.sql, right.bind, &b.rows));
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

/* As far as they are counted anew, where that is under way. */
static enum err prove_pairs(struct ctx *cx, int64_t *out_wrong) {
    struct recount r;
    bool under_way;
    TRY(recount_load(cx, &r, &under_way));
    struct question kept = {SQL("SELECT product, other, baskets FROM offer_pair"
                                " WHERE product > 0 AND product <= ?1"
                                " ORDER BY product, other"),
                            BIND(v_int(r.product))};
    struct question counted = {
        SQL("SELECT b.product, c.product, count(*) FROM offer_basket b"
            " JOIN offer_basket c ON c.party = b.party"
            " AND c.sales_order = b.sales_order"
            " WHERE (b.product, b.party, b.sales_order) <= (?1, ?2, ?3)"
            " GROUP BY b.product, c.product ORDER BY b.product, c.product"),
        BIND(v_int(r.product), v_int(r.place.party), v_int(r.place.order))};
    return differences(cx, kept, counted, out_wrong);
}

static enum err prove_baskets(struct ctx *cx, int64_t *out_wrong) {
    struct question kept = {
        SQL("SELECT b.party, b.sales_order, b.product FROM offer_basket b"
            " WHERE NOT EXISTS (SELECT 1 FROM offer_note n"
            " WHERE n.party = b.party AND n.sales_order = b.sales_order)"
            " ORDER BY b.party, b.sales_order, b.product"),
        BIND_NONE};
    struct question ordered = {
        SQL("SELECT DISTINCT l.party, l.sales_order, coalesce(b.product, l.product) AS held"
            " FROM sales_order_line l"
            " JOIN sales_order o ON o.party = l.party AND o.id = l.sales_order"
            " LEFT JOIN bundle_part b ON b.bundle = l.product"
            " WHERE l.product IS NOT NULL AND o.state <> 'cancelled'"
            " AND NOT EXISTS (SELECT 1 FROM offer_note n"
            " WHERE n.party = l.party AND n.sales_order = l.sales_order)"
            " ORDER BY l.party, l.sales_order, held"),
        BIND_NONE};
    return differences(cx, kept, ordered, out_wrong);
}

enum err counts_prove(struct ctx *cx, int64_t *out_wrong) {
    *out_wrong = 0;
    TRY(prove_number(cx, out_wrong));
    TRY(prove_pairs(cx, out_wrong));
    return prove_baskets(cx, out_wrong);
}

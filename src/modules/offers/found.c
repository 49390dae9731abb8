#include "modules/offers/found.h"

#include "modules/offers/counts.h"
#include "modules/offers/suggest.h"
#include "records/rules/settings.h"
#include "store/query.h"

/* ---- Rules ---- */

/* Whole numbers order well enough: two that agree in nine places may change places. */
static const struct sql order_by[RULE_ORDERS] = {
    [RULES_BY_LIFT] = SQL_INIT(" ORDER BY p.baskets * 1000000000 / l.baskets / r.baskets"
                               " DESC"),
    [RULES_BY_CONFIDENCE] = SQL_INIT(" ORDER BY p.baskets * 1000000000 / l.baskets DESC"),
    [RULES_BY_SUPPORT] = SQL_INIT(" ORDER BY p.baskets DESC"),
};

/* Product by product, as the joins are written: most pairs stand in one or two orders, and the index
 * passes them over. */
static enum err ask_rules(struct ctx *cx, int64_t all, int64_t product,
                          enum rule_order order, struct rows *out) {
    struct query q = query_in(cx->mem);
    query_add(&q, SQL("SELECT p.product, p.other, p.baskets, l.baskets, r.baskets"
                      " FROM product d CROSS JOIN offer_pair l"
                      " CROSS JOIN offer_pair p CROSS JOIN offer_pair r"
                      " WHERE l.product = d.id AND l.other = d.id AND p.product = d.id"
                      " AND r.product = p.other AND r.other = p.other"
                      " AND p.product <> p.other AND p.baskets >= "));
    query_bind(&q, v_int(OFFER_BASKETS_LEAST));
    query_add(&q, SQL(" AND p.baskets * "));
    query_bind(&q, v_int(all));
    query_add(&q, SQL(" > l.baskets * r.baskets"));
    if (product) {
        query_add(&q, SQL(" AND p.product = "));
        query_bind(&q, v_int(product));
    }
    query_add(&q, order_by[order]);
    query_add(&q, SQL(", p.baskets DESC, p.product, p.other LIMIT "));
    query_number(&q, FOUND_RULES);
    return query_run(cx->db, &q, out);
}

static enum err name_rules(struct ctx *cx, struct found_rule *all, int count) {
    struct query q = query_in(cx->mem);
    struct rows rows;
    int64_t ids[2 * FOUND_RULES];
    for (int i = 0; i < count; i++) {
        ids[2 * i] = all[i].product;
        ids[2 * i + 1] = all[i].other;
    }
    query_add(&q, SQL("SELECT id, name FROM product WHERE id IN "));
    query_bind_ids(&q, ids, 2 * count);
    TRY(query_run(cx->db, &q, &rows));
    while (rows_next(&rows)) {
        struct str name = str_dup(cx->mem, rows_text(&rows, 1));
        for (int i = 0; i < count; i++) {
            if (all[i].product == rows_int(&rows, 0)) all[i].name = name;
            if (all[i].other == rows_int(&rows, 0)) all[i].other_name = name;
        }
    }
    return rows_done(&rows);
}

enum err found_rules(struct ctx *cx, int64_t product, enum rule_order order,
                     struct found_rule **out, int *out_count) {
    struct found_rule *all = NEWS(cx->mem, FOUND_RULES, struct found_rule);
    struct rows rows;
    int64_t orders = 0;
    int count = 0;
    TRY(counts_all(cx, &orders));
    TRY(ask_rules(cx, orders, product, order, &rows));
    for (; count < FOUND_RULES && rows_next(&rows); count++)
        all[count] = (struct found_rule){
            .product = rows_int(&rows, 0),
            .other = rows_int(&rows, 1),
            .counts = {orders, rows_int(&rows, 3), rows_int(&rows, 4), rows_int(&rows, 2)}};
    TRY(rows_done(&rows));
    *out = all;
    *out_count = count;
    return count ? name_rules(cx, all, count) : OK;
}

/* ---- The effect ---- */

enum err effect_load(struct ctx *cx, struct effect *out) {
    struct effect e = {.days = settings_int(cx->settings, "offers.window"),
                       .percent = settings_int(cx->settings, "offers.control")};
    struct rows rows;
    TRY(store_query(cx->db,
                    SQL("SELECT bucket, count(*), sum(CASE WHEN last_on >= ?1 THEN 1"
                        " ELSE 0 END) FROM offer_customer WHERE first_on < ?1"
                        " GROUP BY bucket"),
                    BIND(v_int(cx_today(cx) - e.days)), &rows));
    while (rows_next(&rows)) {
        struct share *side = rows_int(&rows, 0) < e.percent ? &e.control : &e.shown;
        side->of += rows_int(&rows, 1);
        side->have += rows_int(&rows, 2);
    }
    *out = e;
    return rows_done(&rows);
}

enum effect_verdict effect_judge(const struct effect *e) {
    if (!e->shown.of || !e->control.of) return EFFECT_UNKNOWN;
    struct estimate d = difference_estimate(e->shown, e->control);
    return d.low > 0 ? EFFECT_MORE : d.high < 0 ? EFFECT_LESS : EFFECT_UNKNOWN;
}

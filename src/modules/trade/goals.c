#include "modules/trade/goals.h"

#include "persian/fold.h"
#include "records/rules/rights.h"
#include "store/query.h"

#include <stdlib.h>

/* ---- Adding up ---- */

void goal_add(struct goal *g, const struct ordered *o) {
    if (!total_add(&g->sums.amount, o->amount, 1)) g->sums.over = true;
    g->sums.won += o->orders;
}

bool goal_of_city(const struct goal *g, struct str fold) {
    return g->of == GOAL_CITY && fold.n && str_eq(g->fold, fold);
}

static int compare(const void *a, const void *b) {
    const struct goal *x = a, *y = b;
    int64_t left = target_reached(&x->sums), right = target_reached(&y->sums);
    if (x->of != y->of) return x->of < y->of ? -1 : 1;
    if (left != right) return left < right ? 1 : -1;
    return (x->sums.target_id > y->sums.target_id)
           - (x->sums.target_id < y->sums.target_id);
}

void goals_rank(struct goal *goals, int count) {
    qsort(goals, (size_t)count, sizeof *goals, compare);
}

/* ---- Reading ---- */

static struct goal goal_in(struct ctx *cx, struct rows *rows) {
    struct goal g = {.of = GOAL_CITY,
                     .city = str_dup(cx->mem, rows_text(rows, 4)),
                     .sums = {.target_id = rows_int(rows, 0), .target = rows_int(rows, 1)}};
    int64_t category = rows_int(rows, 2), product = rows_int(rows, 3);
    g.fold = fa_fold(cx->mem, g.city);
    if (category) g.of = GOAL_CATEGORY, g.goods = category;
    if (product) g.of = GOAL_PRODUCT, g.goods = product;
    return g;
}

static enum err read_goals(struct ctx *cx, int64_t month, struct goal *out,
                           int *out_count) {
    struct rows rows;
    int count = 0;
    TRY(store_query(cx->db,
                    SQL("SELECT id, amount, category, product, city FROM sales_target"
                        " WHERE month = ?1 AND (category IS NOT NULL"
                        " OR product IS NOT NULL OR city IS NOT NULL)"
                        " ORDER BY id LIMIT ?2"),
                    BIND(v_int(month), v_int(GOALS)), &rows));
    for (; count < GOALS && rows_next(&rows); count++)
        out[count] = goal_in(cx, &rows);
    *out_count = count;
    return rows_done(&rows);
}

/* The rest of a row of sums: how many orders, billions, and what is left of them. */
static struct ordered ordered_in(struct rows *rows) {
    return (struct ordered){rows_int(rows, 1), {rows_int(rows, 2), rows_int(rows, 3)}};
}

static void add_to(struct goal *goals, int count, int64_t goods, const struct ordered *o) {
    for (int i = 0; i < count; i++)
        if (goals[i].goods == goods) goal_add(&goals[i], o);
}

/* Of what the goals are, category or product, and each product that counts for it. A ring of
 * categories ends, since none is below another twice. */
static void put_goods(struct query *q, const int64_t *ids, int count) {
    query_add(q, SQL("WITH RECURSIVE below(top, category) AS ("
                     "SELECT id, id FROM product_category WHERE id IN "));
    query_bind_ids(q, ids, count);
    query_add(q, SQL(" UNION SELECT b.top, c.id FROM below b"
                     " JOIN product_category c ON c.parent = b.category),"
                     " goods(top, product) AS ("
                     "SELECT b.top, p.id FROM below b JOIN product p"
                     " ON p.category = b.category"
                     " UNION ALL SELECT id, id FROM product WHERE id IN "));
    query_bind_ids(q, ids, count);
    query_add(q, SQL(" UNION ALL SELECT variant_of, id FROM product WHERE variant_of IN "));
    query_bind_ids(q, ids, count);
    query_add(q, SQL(")"));
}

/* An order of several products of a goal is one order of it. */
static void put_sums(struct query *q, const struct targets *t) {
    query_add(q, SQL(" SELECT g.top, count(DISTINCT l.sales_order),"
                     " coalesce(sum(l.net / 1000000000), 0),"
                     " coalesce(sum(l.net % 1000000000), 0)"
                     " FROM sales_order t JOIN sales_order_line l"
                     " ON l.party = t.party AND l.sales_order = t.id"
                     " JOIN goods g ON g.product = l.product WHERE t.date >= "));
    query_bind(q, v_int(t->first));
    query_add(q, SQL(" AND t.date < "));
    query_bind(q, v_int(t->before));
    query_add(q, SQL(" AND t.state <> 'cancelled' GROUP BY g.top"));
}

static enum err add_goods(struct ctx *cx, const struct targets *t, struct goal *goals,
                          int count) {
    struct query q = query_in(cx->mem);
    int64_t ids[GOALS];
    struct rows rows;
    for (int i = 0; i < count; i++)
        ids[i] = goals[i].goods;
    put_goods(&q, ids, count);
    put_sums(&q, t);
    TRY(query_run(cx->db, &q, &rows));
    while (rows_next(&rows)) {
        struct ordered o = ordered_in(&rows);
        add_to(goals, count, rows_int(&rows, 0), &o);
    }
    return rows_done(&rows);
}

static enum err add_cities(struct ctx *cx, const struct targets *t, struct goal *goals,
                           int count) {
    struct rows rows;
    TRY(store_query(cx->db,
                    SQL("SELECT c.city, count(*), coalesce(sum(t.net / 1000000000), 0),"
                        " coalesce(sum(t.net % 1000000000), 0)"
                        " FROM sales_order t JOIN party c ON c.id = t.party"
                        " WHERE t.date >= ?1 AND t.date < ?2 AND t.state <> 'cancelled'"
                        " AND c.city IS NOT NULL GROUP BY c.city"),
                    BIND(v_int(t->first), v_int(t->before)), &rows));
    while (rows_next(&rows)) {
        struct ordered o = ordered_in(&rows);
        struct str fold = fa_fold(cx->mem, rows_text(&rows, 0));
        for (int i = 0; i < count; i++)
            if (goal_of_city(&goals[i], fold)) goal_add(&goals[i], &o);
    }
    return rows_done(&rows);
}

static bool any_of(const struct goal *goals, int count, bool cities) {
    for (int i = 0; i < count; i++)
        if ((goals[i].of == GOAL_CITY) == cities) return true;
    return false;
}

enum err goals_load(struct ctx *cx, const struct targets *t, struct goal **out,
                    int *out_count) {
    const struct entity *order = entity_at(cx->catalog, "sales_order");
    struct goal *goals = NEWS(cx->mem, GOALS, struct goal);
    *out = goals;
    *out_count = 0;
    if (rights_scope(cx, order, ACT_READ) != SCOPE_ALL) return OK;
    TRY(read_goals(cx, t->first, goals, out_count));
    if (any_of(goals, *out_count, false)) TRY(add_goods(cx, t, goals, *out_count));
    if (any_of(goals, *out_count, true)) TRY(add_cities(cx, t, goals, *out_count));
    goals_rank(goals, *out_count);
    return OK;
}

#include "modules/trade/goals.h"

#include "persian/fold.h"
#include "records/rules/rights.h"
#include "store/query.h"

#include <stdlib.h>

/* ---- Adding up ---- */

static bool lies_in(const struct category_above *above, int count, int64_t category,
                    int64_t in) {
    for (int deep = 0; category && deep < GOAL_DEEP; deep++) {
        if (category == in) return true;
        int i = 0;
        while (i < count && above[i].category != category)
            i++;
        category = i < count ? above[i].above : 0;
    }
    return false;
}

static bool counts_for(const struct goal *g, const struct category_above *above, int count,
                       const struct ordered *o) {
    switch (g->of) {
    case GOAL_CATEGORY: return lies_in(above, count, o->category, g->goods);
    case GOAL_PRODUCT:
        return o->product && (o->product == g->goods || o->variant_of == g->goods);
    case GOAL_CITY: return o->fold.n && str_eq(o->fold, g->fold);
    case GOAL_KINDS: break;
    }
    return false;
}

void goals_add(struct goal *goals, int count, const struct category_above *above,
               int above_count, const struct ordered *o) {
    for (int i = 0; i < count; i++) {
        struct target_row *sums = &goals[i].sums;
        if (!counts_for(&goals[i], above, above_count, o)) continue;
        if (!total_add(&sums->amount, o->amount, 1)) sums->over = true;
        sums->won += o->orders;
    }
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

enum { CATEGORIES = 2000 };

static enum err read_categories(struct ctx *cx, struct category_above *out,
                                int *out_count) {
    struct rows rows;
    int count = 0;
    TRY(store_query(cx->db,
                    SQL("SELECT id, parent FROM product_category"
                        " WHERE parent IS NOT NULL ORDER BY id LIMIT ?1"),
                    BIND(v_int(CATEGORIES)), &rows));
    for (; count < CATEGORIES && rows_next(&rows); count++)
        out[count] = (struct category_above){rows_int(&rows, 0), rows_int(&rows, 1)};
    *out_count = count;
    return rows_done(&rows);
}

static enum err add_goods(struct ctx *cx, const struct targets *t, struct goal *goals,
                          int count) {
    struct category_above *above = NEWS(cx->mem, CATEGORIES, struct category_above);
    int above_count;
    struct rows rows;
    TRY(read_categories(cx, above, &above_count));
    TRY(store_query(
        cx->db,
        SQL("SELECT p.id, p.variant_of, p.category,"
            " count(DISTINCT l.sales_order), coalesce(sum(l.net / 1000000000), 0),"
            " coalesce(sum(l.net % 1000000000), 0)"
            " FROM sales_order t JOIN sales_order_line l"
            " ON l.party = t.party AND l.sales_order = t.id"
            " JOIN product p ON p.id = l.product"
            " WHERE t.date >= ?1 AND t.date < ?2 AND t.state <> 'cancelled'"
            " GROUP BY p.id, p.variant_of, p.category"),
        BIND(v_int(t->first), v_int(t->before)), &rows));
    while (rows_next(&rows)) {
        struct ordered o = {.product = rows_int(&rows, 0),
                            .variant_of = rows_int(&rows, 1),
                            .category = rows_int(&rows, 2),
                            .orders = rows_int(&rows, 3),
                            .amount = {rows_int(&rows, 4), rows_int(&rows, 5)}};
        goals_add(goals, count, above, above_count, &o);
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
        struct ordered o = {.fold = fa_fold(cx->mem, rows_text(&rows, 0)),
                            .orders = rows_int(&rows, 1),
                            .amount = {rows_int(&rows, 2), rows_int(&rows, 3)}};
        goals_add(goals, count, NULL, 0, &o);
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

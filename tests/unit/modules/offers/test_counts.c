#include "modules/offers/recount.h"
#include "modules/people/merge.h"
#include "shop.h"

enum { PARTIES = 5, ORDERS = 25, LINES = 120, PRODUCTS = 7, ACTS = 600 };

struct world {
    struct kit *k;
    struct ctx *cx;
    int64_t parties[PARTIES], products[PRODUCTS];
    int64_t orders[ORDERS], lines[LINES];
    uint64_t dice;
};

static int64_t below(struct world *w, int64_t n) {
    w->dice = w->dice * 6364136223846793005u + 1442695040888963407u;
    return (int64_t)((w->dice >> 33) % (uint64_t)n);
}

static struct world begin(void) {
    static const char *const products[PRODUCTS] = {"A", "B", "C", "D", "E", "F", "G"};
    static const char *const parties[PARTIES] = {"one", "two", "three", "four", "five"};
    struct world w = {.k = kit_create(), .dice = 1405};
    w.cx = kit_begin_as(w.k, "admin");
    for (int i = 0; i < PRODUCTS; i++)
        w.products[i] = shop_product(w.cx, products[i]);
    for (int i = 0; i < PARTIES; i++)
        w.parties[i] = shop_party(w.cx, parties[i]);
    return w;
}

static void end(struct world *w) {
    kit_commit(w->k);
    kit_free(w->k);
}

/* ---- What there is ---- */

static int64_t party_of(struct world *w, const char *kind, int64_t id) {
    struct record r;
    assert_int_equal(record_get(w->cx, entity_at(w->cx->catalog, kind), id, &r), OK);
    return record_int(&r, FIELD_PARTY);
}

static int64_t order_of(struct world *w, int64_t line) {
    struct record r;
    const struct entity *e = entity_at(w->cx->catalog, "sales_order_line");
    assert_int_equal(record_get(w->cx, e, line, &r), OK);
    return record_int(&r, SALES_ORDER_LINE_SALES_ORDER);
}

static bool there(struct world *w, const char *kind, int64_t id) {
    struct record r;
    return id && record_get(w->cx, entity_at(w->cx->catalog, kind), id, &r) == OK;
}

/* Whether lines may still be added to and taken from it. */
static bool open_order(struct world *w, int64_t id) {
    struct record r;
    return id && record_get(w->cx, entity_at(w->cx->catalog, "sales_order"), id, &r) == OK
           && str_eq(record_str(&r, SALES_ORDER_STATE), ORDER_STATE_PLACED);
}

/* ---- Whatever people do ---- */

static void change(struct world *w, const char *kind, int64_t id, int field,
                   struct value value) {
    struct record r;
    assert_int_equal(record_get(w->cx, entity_at(w->cx->catalog, kind), id, &r), OK);
    r = record_copy(w->cx, &r);
    r.values[field] = value;
    assert_int_equal(record_change(w->cx, &r, NULL), OK);
}

static void drop(struct world *w, const char *kind, int64_t id) {
    assert_int_equal(record_delete(w->cx, entity_at(w->cx->catalog, kind), id), OK);
}

static void act_on_order(struct world *w) {
    static const struct str states[] = {STR_INIT("placed"), STR_INIT("confirmed"),
                                        STR_INIT("cancelled")};
    int64_t *order = &w->orders[below(w, ORDERS)];
    if (!there(w, "sales_order", *order))
        *order = shop_order(w->cx, w->parties[below(w, PARTIES)], 20000);
    else if (below(w, 8) == 0)
        drop(w, "sales_order", *order);
    else
        change(w, "sales_order", *order, SALES_ORDER_STATE, v_text(states[below(w, 3)]));
}

static void act_on_line(struct world *w) {
    int64_t *line = &w->lines[below(w, LINES)], order = w->orders[below(w, ORDERS)];
    int64_t product = below(w, 9) ? w->products[below(w, PRODUCTS)] : 0;
    bool new = !there(w, "sales_order_line", *line);
    if (!new) order = order_of(w, *line);
    if (!open_order(w, order)) return;
    if (new)
        *line = shop_line(w->cx, party_of(w, "sales_order", order), order, product);
    else if (below(w, 4) == 0)
        drop(w, "sales_order_line", *line);
    else
        change(w, "sales_order_line", *line, SALES_ORDER_LINE_PRODUCT,
               product ? v_int(product) : v_null());
}

static void act_only(struct world *w) {
    if (below(w, 10) < 3)
        act_on_order(w);
    else
        act_on_line(w);
}

static void act(struct world *w) {
    act_only(w);
    if (below(w, 5) == 0) shop_count(w->cx);
}

/* ---- What is counted ---- */

enum { PAIRS = (PRODUCTS + 1) * (PRODUCTS + 1) };

struct table_of_pairs {
    int count;
    int64_t rows[PAIRS][3];
};

static struct table_of_pairs kept(struct world *w) {
    struct table_of_pairs t = {0};
    struct rows rows;
    assert_int_equal(store_query(w->cx->db,
                                 SQL("SELECT product, other, baskets FROM offer_pair"
                                     " ORDER BY product, other"),
                                 BIND_NONE, &rows),
                     OK);
    for (; rows_next(&rows); t.count++)
        for (int i = 0; i < 3; i++)
            t.rows[t.count][i] = rows_int(&rows, i);
    assert_int_equal(rows_done(&rows), OK);
    return t;
}

/* From the lines as they stand, through the arithmetic that reads files of baskets. */
static struct baskets counted(struct world *w) {
    struct baskets b;
    struct rows rows;
    struct str names[LINES];
    size_t count = 0;
    int64_t last = 0;
    baskets_init(&b, w->cx->mem);
    assert_int_equal(store_query(w->cx->db,
                                 SQL("SELECT o.id, l.product FROM sales_order o"
                                     " JOIN sales_order_line l ON l.party = o.party"
                                     " AND l.sales_order = o.id"
                                     " WHERE l.product IS NOT NULL"
                                     " AND o.state <> 'cancelled' ORDER BY o.id"),
                                 BIND_NONE, &rows),
                     OK);
    while (rows_next(&rows)) {
        if (rows_int(&rows, 0) != last && count) {
            assert_int_equal(baskets_add(&b, names, count), OK);
            count = 0;
        }
        last = rows_int(&rows, 0);
        names[count++] = str_format(w->cx->mem, "%lld", (long long)rows_int(&rows, 1));
    }
    assert_int_equal(rows_done(&rows), OK);
    if (count) assert_int_equal(baskets_add(&b, names, count), OK);
    assert_int_equal(baskets_find(&b, 1, 2), OK);
    return b;
}

static int32_t item_of(struct world *w, const struct baskets *b, int64_t product) {
    struct str name = str_format(w->cx->mem, "%lld", (long long)product);
    for (int32_t i = 0; i < b->item_count; i++)
        if (str_eq(b->items[i].name, name)) return i;
    return -1;
}

static void same_as_counted(struct world *w) {
    struct table_of_pairs t = kept(w);
    struct baskets b = counted(w);
    int pairs = b.count > 0;
    for (int32_t set = 1; set < b.set_count; set++)
        pairs += b.sets[set].length;
    assert_int_equal(t.count, pairs);
    for (int i = 0; i < t.count; i++) {
        const int32_t items[] = {item_of(w, &b, t.rows[i][0]),
                                 item_of(w, &b, t.rows[i][1])};
        int32_t set =
            t.rows[i][0] ? baskets_set_of(&b, items, 1 + (items[0] != items[1])) : 0;
        assert_true(set >= 0);
        assert_int_equal(t.rows[i][2], b.sets[set].count);
    }
}

static void prove(struct world *w) {
    int64_t wrong = -1;
    assert_int_equal(counts_prove(w->cx, &wrong), OK);
    assert_int_equal(wrong, 0);
}

static void test_counts__equal_counting_anew_whatever_happens(void **state) {
    (void)state;
    struct world w = begin();
    for (int i = 0; i < ACTS; i++) {
        act(&w);
        if (i % 20) continue;
        prove(&w); /* with notes that wait, too */
        shop_count(w.cx);
        same_as_counted(&w);
    }
    shop_count(w.cx);
    struct table_of_pairs before = kept(&w);
    assert_true(before.count > PRODUCTS * PRODUCTS / 2);
    assert_int_equal(counts_begin(w.cx), OK);
    assert_int_equal(kept(&w).count, 0);
    shop_count(w.cx);
    struct table_of_pairs after = kept(&w);
    assert_memory_equal(&before, &after, sizeof before);
    prove(&w);
    end(&w);
}

/* Few notes are many here, so that counting anew begins again and again, and is under way while
 * orders change. */
static void test_counts__equal_counting_anew_while_pairs_are_counted_anew(void **state) {
    (void)state;
    static const struct counts_pace pace = {2, 5, 3};
    struct world w = begin();
    int walks = 0;
    for (int i = 0; i < ACTS; i++) {
        struct recount at;
        bool more, under_way;
        act_only(&w);
        if (below(&w, 3) == 0) shop_step(w.cx, &pace, &more);
        assert_int_equal(recount_load(w.cx, &at, &under_way), OK);
        walks += under_way && at.product > 0;
        if (i % 10 == 0) prove(&w);
        if (i % 60) continue;
        shop_count_at(w.cx, &pace);
        same_as_counted(&w);
    }
    assert_true(walks > ACTS / 50);
    assert_int_equal(counts_begin(w.cx), OK);
    shop_count_at(w.cx, &pace);
    same_as_counted(&w);
    prove(&w);
    end(&w);
}

static void test_counts__follow_a_merge_and_a_customer_who_is_deleted(void **state) {
    (void)state;
    struct world w = begin();
    int64_t parts[2];
    for (int i = 0; i < 2; i++) {
        parts[i] = shop_order(w.cx, w.parties[i], 20000);
        shop_line(w.cx, w.parties[i], parts[i], w.products[0]);
        shop_line(w.cx, w.parties[i], parts[i], w.products[1]);
    }
    shop_count(w.cx);
    same_as_counted(&w);
    assert_int_equal(kept(&w).rows[0][2], 2);
    assert_int_equal(party_merge(w.cx, w.parties[0], w.parties[1], NULL), OK);
    shop_count(w.cx);
    assert_int_equal(kept(&w).rows[0][2], 2);
    prove(&w);
    drop(&w, "party", w.parties[0]);
    shop_count(w.cx);
    assert_int_equal(kept(&w).count, 0);
    prove(&w);
    end(&w);
}

static void test_counts__count_what_is_in_a_bundle(void **state) {
    (void)state;
    struct world w = begin();
    int64_t part = 0;
    change(&w, "product", w.products[0], PRODUCT_KIND, v_text(PRODUCT_KIND_BUNDLE));
    int64_t order = shop_order(w.cx, w.parties[0], 20000);
    shop_line(w.cx, w.parties[0], order, w.products[0]);
    shop_line(w.cx, w.parties[0], order, w.products[1]);
    shop_count(w.cx);
    assert_int_equal(kept(&w).count, 1 + 4);
    for (int i = 1; i < 4; i++) {
        struct record r = record_new(w.cx, entity_at(w.cx->catalog, "bundle_part"));
        r.values[BUNDLE_PART_BUNDLE] = v_int(w.products[0]);
        r.values[BUNDLE_PART_PRODUCT] = v_int(w.products[i]);
        assert_int_equal(record_create(w.cx, &r), OK);
        part = record_id(&r);
    }
    prove(&w);
    shop_count(w.cx);
    prove(&w);
    struct table_of_pairs t = kept(&w);
    assert_int_equal(t.count, 1 + 9);
    for (int i = 0; i < t.count; i++)
        assert_int_not_equal(t.rows[i][0], w.products[0]);
    drop(&w, "bundle_part", part);
    shop_count(w.cx);
    assert_int_equal(kept(&w).count, 1 + 4);
    prove(&w);
    end(&w);
}

static void test_prove__finds_what_is_wrong(void **state) {
    (void)state;
    struct world w = begin();
    int64_t wrong = 0, order = shop_order(w.cx, w.parties[0], 20000);
    shop_line(w.cx, w.parties[0], order, w.products[0]);
    shop_line(w.cx, w.parties[0], order, w.products[1]);
    shop_count(w.cx);
    prove(&w);
    store_exec(w.cx->writer,
               SQL("UPDATE offer_pair SET baskets = 5 WHERE product <> other"), BIND_NONE);
    assert_int_equal(counts_prove(w.cx, &wrong), OK);
    assert_int_equal(wrong, 4);
    assert_int_equal(counts_begin(w.cx), OK);
    shop_count(w.cx);
    store_exec(w.cx->writer, SQL("DELETE FROM sales_order_line WHERE product = ?1"),
               BIND(v_int(w.products[0])));
    assert_int_equal(counts_prove(w.cx, &wrong), OK);
    assert_int_equal(wrong, 1);
    end(&w);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_counts__equal_counting_anew_whatever_happens),
        cmocka_unit_test(test_counts__equal_counting_anew_while_pairs_are_counted_anew),
        cmocka_unit_test(test_counts__follow_a_merge_and_a_customer_who_is_deleted),
        cmocka_unit_test(test_counts__count_what_is_in_a_bundle),
        cmocka_unit_test(test_prove__finds_what_is_wrong),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

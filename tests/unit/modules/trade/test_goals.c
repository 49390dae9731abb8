/* What an order counts for: categories above its own, a product and its variants, its customer's city. */
#include "../../test.h"

#include "modules/trade/goals.h"

enum { MACHINES = 1, PUMPS, PAPER, PUMP = 11, BLUE };

static const struct category_above above[] = {{PUMPS, MACHINES}};
static const struct category_above ring[] = {{PUMPS, MACHINES}, {MACHINES, PUMPS}};

static struct goal goal(enum goal_of of, int64_t goods, const char *fold) {
    return (struct goal){.of = of, .goods = goods, .fold = str_of(fold)};
}

static int64_t count(struct goal g, const struct ordered *o) {
    goals_add(&g, 1, above, 1, o);
    assert_int_equal(target_won(&g.sums).i, g.sums.won ? o->amount.rest : 0);
    return g.sums.won;
}

static void test_goals__an_order_counts_for_what_it_belongs_to(void **state) {
    (void)state;
    const struct ordered blue = {.product = BLUE,
                                 .variant_of = PUMP,
                                 .category = PUMPS,
                                 .orders = 1,
                                 .amount = {0, 70}};
    const struct ordered yazd = {.fold = STR("یزد"), .orders = 2, .amount = {0, 90}};
    assert_int_equal(count(goal(GOAL_CATEGORY, MACHINES, ""), &blue), 1);
    assert_int_equal(count(goal(GOAL_CATEGORY, PUMPS, ""), &blue), 1);
    assert_int_equal(count(goal(GOAL_CATEGORY, PAPER, ""), &blue), 0);
    assert_int_equal(count(goal(GOAL_PRODUCT, PUMP, ""), &blue), 1);
    assert_int_equal(count(goal(GOAL_PRODUCT, BLUE, ""), &blue), 1);
    assert_int_equal(count(goal(GOAL_CITY, 0, "یزد"), &blue), 0);
    assert_int_equal(count(goal(GOAL_CITY, 0, "یزد"), &yazd), 2);
    assert_int_equal(count(goal(GOAL_CITY, 0, "کرمان"), &yazd), 0);
    assert_int_equal(count(goal(GOAL_CATEGORY, MACHINES, ""), &yazd), 0);
}

static void test_goals__a_ring_of_categories_ends(void **state) {
    (void)state;
    struct goal g = goal(GOAL_CATEGORY, PAPER, "");
    const struct ordered o = {.category = PUMPS, .orders = 1};
    goals_add(&g, 1, ring, 2, &o);
    assert_int_equal(g.sums.won, 0);
}

static void test_goals__what_64_bits_do_not_hold_is_not_told(void **state) {
    (void)state;
    struct goal g = goal(GOAL_PRODUCT, PUMP, "");
    const struct ordered o = {.product = PUMP, .orders = 1, .amount = {INT64_MAX / 2, 0}};
    for (int i = 0; i < 3; i++)
        goals_add(&g, 1, NULL, 0, &o);
    assert_int_equal(target_won(&g.sums).kind, V_NULL);
}

static void test_goals__rank_within_their_kind(void **state) {
    (void)state;
    struct goal goals[] = {
        {.of = GOAL_CITY, .sums = {.target_id = 1, .target = 100, .amount = {0, 90}}},
        {.of = GOAL_CATEGORY, .sums = {.target_id = 2, .target = 100, .amount = {0, 10}}},
        {.of = GOAL_CATEGORY, .sums = {.target_id = 3, .target = 100, .amount = {0, 20}}},
    };
    const int64_t want[] = {3, 2, 1};
    goals_rank(goals, 3);
    for (int i = 0; i < 3; i++)
        assert_int_equal(goals[i].sums.target_id, want[i]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_goals__an_order_counts_for_what_it_belongs_to),
        cmocka_unit_test(test_goals__a_ring_of_categories_ends),
        cmocka_unit_test(test_goals__what_64_bits_do_not_hold_is_not_told),
        cmocka_unit_test(test_goals__rank_within_their_kind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

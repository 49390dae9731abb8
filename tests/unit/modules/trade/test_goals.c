/* What is ordered in a city counts for its goal; sums and ranks of goals. What belongs to a category or a
 * product is asked of the database: tests/pages/targets.page. */
#include "../../test.h"

#include "modules/trade/goals.h"

static void test_goals__a_city_is_one_however_it_is_spelled(void **state) {
    (void)state;
    const struct goal yazd = {.of = GOAL_CITY, .fold = STR("یزد")};
    const struct goal pump = {.of = GOAL_PRODUCT, .goods = 1};
    assert_true(goal_of_city(&yazd, STR("یزد")));
    assert_false(goal_of_city(&yazd, STR("کرمان")));
    assert_false(goal_of_city(&yazd, STR("")));
    assert_false(goal_of_city(&pump, STR("")));
}

static void test_goals__what_64_bits_do_not_hold_is_not_told(void **state) {
    (void)state;
    struct goal g = {.of = GOAL_PRODUCT, .goods = 1};
    const struct ordered o = {2, {INT64_MAX / 2, 0}};
    for (int i = 0; i < 3; i++)
        goal_add(&g, &o);
    assert_int_equal(target_won(&g.sums).kind, V_NULL);
    assert_int_equal(g.sums.won, 6);
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
        cmocka_unit_test(test_goals__a_city_is_one_however_it_is_spelled),
        cmocka_unit_test(test_goals__what_64_bits_do_not_hold_is_not_told),
        cmocka_unit_test(test_goals__rank_within_their_kind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

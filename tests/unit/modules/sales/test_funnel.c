#include "../../test.h"

#include "base/arena.h"
#include "entities.h"
#include "modules/sales/funnel.h"
#include "modules/sales/stays.h"

static struct stage stages[] = {
    {.id = 1, .position = 1},
    {.id = 2, .position = 2},
    {.id = 3, .position = 3},
};

static struct funnel begin(void) {
    struct funnel f;
    for (int i = 0; i < 3; i++)
        stages[i].outcome = DEAL_OUTCOME_OPEN;
    funnel_start(&f, stages, 3);
    return f;
}

static void test_funnel__who_is_later_has_reached_what_is_before(void **state) {
    (void)state;
    struct funnel f = begin();
    const struct funnel_share shares[] = {
        {1, 10, FUNNEL_OPEN, {0, 0}},
        {2, 5, FUNNEL_LOST, {0, 700}},
        {3, 2, FUNNEL_OPEN, {0, 0}},
        {2, 3, FUNNEL_WON, {0, 0}}, /* skipped the last */
        {0, 4, FUNNEL_LOST, {0, 1}},
        {99, 1, FUNNEL_OPEN, {0, 0}}, /* of a stage that went */
    };
    for (size_t i = 0; i < sizeof shares / sizeof *shares; i++)
        funnel_add(&f, &shares[i]);
    assert_int_equal(f.began, 25);
    assert_int_equal(f.stages[0].reached, 25);
    assert_int_equal(f.stages[1].reached, 10);
    assert_int_equal(f.stages[2].reached, 5);
    assert_int_equal(f.won, 3);
    assert_int_equal(f.lost, 9);
    assert_int_equal(f.open, 13);
    assert_int_equal(f.untold, 4);
    assert_int_equal(f.stages[0].here, 11);
    assert_int_equal(f.stages[1].lost.count, 5);
    assert_int_equal(ended_amount(&f.stages[1].lost).i, 700);
    assert_int_equal(funnel_rate(&f, 0), 40);
    assert_int_equal(funnel_rate(&f, 1), 50);
    assert_int_equal(funnel_rate(&f, 2), 60);
}

static void test_funnel__of_nothing_there_is_no_rate(void **state) {
    (void)state;
    struct funnel f = begin();
    assert_int_equal(funnel_rate(&f, 0), -1);
    funnel_start(&f, stages, 0);
    const struct funnel_share share = {1, 1, FUNNEL_WON, {0, 0}};
    funnel_add(&f, &share); /* a pipeline without open stages */
    assert_int_equal(f.won, 1);
}

static void test_funnel__median_is_the_day_by_which_half_had_left(void **state) {
    (void)state;
    struct funnel_stage s = {.median_days = -1};
    funnel_stay(&s, 5, 0, 1);
    funnel_stay(&s, 5, 3, 1);
    assert_int_equal(s.median_days, -1);
    funnel_stay(&s, 5, 8, 1);
    funnel_stay(&s, 5, 400, 2);
    assert_int_equal(s.median_days, 8);
    assert_int_equal(s.left, 5);
}

static void test_stays__visits_of_a_stage_add_up(void **state) {
    (void)state;
    struct arena *mem = arena_create();
    struct stay all[STAYS];
    struct str text = stays_add(mem, STR(""), 7, 1000);
    text = stays_add(mem, text, 8, 50);
    text = stays_add(mem, text, 7, 500);
    text = stays_add(mem, text, 9, -400); /* a clock that went back */
    assert_int_equal(stays_read(text, all), 3);
    assert_int_equal(all[0].ms, 1500);
    assert_int_equal(all[1].stage, 8);
    assert_int_equal(all[2].ms, 0);
    arena_free(mem);
}

static void test_stays__what_cannot_be_read_ends_it(void **state) {
    (void)state;
    struct stay all[STAYS];
    assert_int_equal(stays_read(STR(""), all), 0);
    assert_int_equal(stays_read(STR("7"), all), 0);
    assert_int_equal(stays_read(STR("7 10 x 20"), all), 1);
    struct arena *mem = arena_create();
    struct str text = STR("");
    for (int i = 1; i < 3 * STAYS; i++)
        text = stays_add(mem, text, i, i);
    assert_int_equal(stays_read(text, all), STAYS);
    arena_free(mem);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_funnel__who_is_later_has_reached_what_is_before),
        cmocka_unit_test(test_funnel__of_nothing_there_is_no_rate),
        cmocka_unit_test(test_funnel__median_is_the_day_by_which_half_had_left),
        cmocka_unit_test(test_stays__visits_of_a_stage_add_up),
        cmocka_unit_test(test_stays__what_cannot_be_read_ends_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

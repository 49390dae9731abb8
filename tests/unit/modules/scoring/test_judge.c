#include "modules/scoring/judge.h"

#include "../../test.h"

/* Four who came and three who did not: of the 12 pairs 8 are in order and one is a draw. */
static void judge__counts_pairs_in_order(void **state) {
    struct foretold all[] = {{900000, true}, {800000, true},  {600000, false},
                             {500000, true}, {500000, false}, {100000, false},
                             {300000, true}};
    struct judgement j;
    (void)state;
    judge(all, 7, &j);
    assert_int_equal(j.count, 7);
    assert_int_equal(j.came, 4);
    /* 3 + 3, then 1 and a draw, then 1: 8.5 of 12 */
    assert_int_equal(j.area, 708333);
}

/* (0.2² + 0.4² + 0.4² + 0.1²) / 4; who always says one half is wrong by 0.25. */
static void judge__tells_the_mean_square_of_the_error(void **state) {
    struct foretold all[] = {
        {800000, true}, {600000, true}, {400000, false}, {100000, false}};
    struct judgement j;
    (void)state;
    judge(all, 4, &j);
    assert_int_equal(j.error, (40000 + 160000 + 160000 + 10000) / 4);
    assert_int_equal(j.plain_error, 250000);
    assert_int_equal(j.area, JUDGE_ONE);
}

static void judge__puts_each_into_its_tenth(void **state) {
    struct foretold all[] = {
        {0, false}, {99999, true}, {100000, false}, {999999, true}, {JUDGE_ONE, true}};
    struct judgement j;
    (void)state;
    judge(all, 5, &j);
    assert_int_equal(j.tenths[0].count, 2);
    assert_int_equal(j.tenths[0].came, 1);
    assert_int_equal(j.tenths[0].said, 99999);
    assert_int_equal(j.tenths[1].count, 1);
    assert_int_equal(j.tenths[9].count, 2);
}

static void judge__of_nobody_or_of_one_kind_says_nothing_of_order(void **state) {
    struct foretold one[] = {{700000, true}, {200000, true}};
    struct judgement j;
    (void)state;
    judge(one, 0, &j);
    assert_int_equal(j.count, 0);
    judge(one, 2, &j);
    assert_int_equal(j.area, 0);
    assert_int_equal(j.plain_error, 0);
}

/* The largest there may be: half a million of each, all in order but one draw. */
static void judge__holds_a_million(void **state) {
    struct arena *mem = arena_create();
    struct foretold *all = NEWS(mem, JUDGE_MOST, struct foretold);
    struct judgement j;
    (void)state;
    for (int i = 0; i < JUDGE_MOST; i++)
        all[i] = (struct foretold){i, i >= JUDGE_MOST / 2};
    judge(all, JUDGE_MOST, &j);
    assert_int_equal(j.area, JUDGE_ONE);
    for (int i = 0; i < JUDGE_MOST; i++)
        all[i] = (struct foretold){0, i % 2};
    judge(all, JUDGE_MOST, &j);
    assert_int_equal(j.area, JUDGE_ONE / 2);
    arena_free(mem);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(judge__counts_pairs_in_order),
        cmocka_unit_test(judge__tells_the_mean_square_of_the_error),
        cmocka_unit_test(judge__puts_each_into_its_tenth),
        cmocka_unit_test(judge__of_nobody_or_of_one_kind_says_nothing_of_order),
        cmocka_unit_test(judge__holds_a_million),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

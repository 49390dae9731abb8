#include "../../test.h"
#include "modules/offers/habit.h"
#include "modules/offers/measure.h"

/* ---- Measured ---- */

/* Parts of ten thousand, as papers print them. */
static int64_t printed(int64_t ppm) {
    return ppm < 0 ? -((-ppm + 50) / 100) : (ppm + 50) / 100;
}

/* The intervals that Newcombe (1998) prints for method 10, table II. */
static void test_difference__has_the_published_borders(void **state) {
    (void)state;
    static const struct {
        struct share one, other;
        int64_t low, high;
    } rows[] = {{{56, 70}, {48, 80}, 524, 3339}, {{9, 10}, {3, 10}, 1705, 8090},
                {{6, 7}, {2, 7}, 582, 8062},     {{5, 56}, {0, 29}, -381, 1926},
                {{0, 10}, {0, 20}, -1611, 2775}, {{10, 10}, {0, 20}, 6791, 10000},
                {{10, 10}, {0, 10}, 6075, 10000}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct estimate e = difference_estimate(rows[i].one, rows[i].other);
        assert_int_equal(printed(e.low), rows[i].low);
        assert_int_equal(printed(e.high), rows[i].high);
    }
}

/* 81 of 263, 15 of 148, 0 of 20 and 1 of 29: Newcombe, "Two-sided confidence intervals for the single
 * proportion" (1998), table I, method 3. */
static void test_share__has_the_published_borders(void **state) {
    (void)state;
    static const struct {
        struct share share;
        int64_t low, high;
    } rows[] = {{{81, 263}, 2553, 3662},
                {{15, 148}, 624, 1605},
                {{0, 20}, 0, 1611},
                {{1, 29}, 61, 1718}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct estimate e = share_estimate(rows[i].share);
        assert_int_equal(printed(e.low), rows[i].low);
        assert_int_equal(printed(e.high), rows[i].high);
    }
}

static void test_share__of_nobody_is_anything_and_of_very_many_exact(void **state) {
    (void)state;
    struct estimate none = share_estimate((struct share){0, 0});
    assert_int_equal(none.low, 0);
    assert_int_equal(none.high, PPM);
    struct estimate many =
        share_estimate((struct share){INT64_C(1) << 40, INT64_C(1) << 41});
    assert_int_equal(many.value, PPM / 2);
    assert_true(many.high - many.low < 3000);
    assert_true(many.low < many.value && many.value < many.high);
}

static void test_bucket__is_even_and_the_same_for_ever(void **state) {
    (void)state;
    enum { PARTIES = 100000 };
    int counts[MEASURE_BUCKETS] = {0};
    for (int64_t i = 0; i < PARTIES; i++)
        counts[measure_bucket(i * 4096 + 1234567890123)]++;
    for (int i = 0; i < MEASURE_BUCKETS; i++) {
        assert_true(counts[i] > PARTIES / MEASURE_BUCKETS * 8 / 10);
        assert_true(counts[i] < PARTIES / MEASURE_BUCKETS * 12 / 10);
    }
    assert_int_equal(measure_bucket(1), 65);
    assert_int_equal(measure_bucket(INT64_MAX), 39);
}

static void test_acceptance__begins_at_a_quarter_and_learns(void **state) {
    (void)state;
    assert_int_equal(acceptance((struct share){0, 0}), 250000);
    assert_int_equal(acceptance((struct share){0, 4}), 125000);
    assert_int_equal(acceptance((struct share){4, 4}), 625000);
    assert_int_equal(acceptance((struct share){999, 999}), 997008);
}

/* ---- Habits ---- */

static void test_habit__is_the_customers_own_or_the_products(void **state) {
    (void)state;
    static const int64_t days[] = {1000, 970, 930, 902};
    struct habit h = habit_of(days, 4, 90);
    assert_true(h.own);
    assert_int_equal(h.every, 30); /* of 30, 40 and 28 */
    assert_int_equal(h.due, 1030);
    h = habit_of(days, 2, 90);
    assert_false(h.own);
    assert_int_equal(h.due, 1090);
    h = habit_of(days, 2, 0);
    assert_false(habit_calls(&h, 1030));
    h = habit_of(days, 0, 90);
    assert_false(h.own);
}

static void test_habit__calls_before_it_runs_out_and_not_for_ever(void **state) {
    (void)state;
    static const int64_t days[] = {1000};
    struct habit h = habit_of(days, 1, 30);
    assert_false(habit_calls(&h, 1015));
    assert_true(habit_calls(&h, 1016));
    assert_true(habit_calls(&h, 1120));
    assert_false(habit_calls(&h, 1121));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_difference__has_the_published_borders),
        cmocka_unit_test(test_share__has_the_published_borders),
        cmocka_unit_test(test_share__of_nobody_is_anything_and_of_very_many_exact),
        cmocka_unit_test(test_bucket__is_even_and_the_same_for_ever),
        cmocka_unit_test(test_acceptance__begins_at_a_quarter_and_learns),
        cmocka_unit_test(test_habit__is_the_customers_own_or_the_products),
        cmocka_unit_test(test_habit__calls_before_it_runs_out_and_not_for_ever),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

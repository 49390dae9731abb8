#include "../test.h"
#include "records/data/total.h"

static void test_total__is_rounded_once_and_halves_go_up(void **state) {
    (void)state;
    const struct {
        int64_t billions, rest, divisor, want;
    } rows[] = {
        {0, 0, 100, 0},
        {0, 49, 100, 0},
        {0, 50, 100, 1},
        {0, 149, 100, 1},
        {0, -50, 100, 0},
        {0, -51, 100, -1},
        {0, -150, 100, -1},
        {0, 12345, 1, 12345},
        {3, 7, 1, 3000000007},
        {1, -1, 1, 999999999},
        {1, -50, 100, 10000000},
        {1, -51, 100, 9999999},
        {-1, 50, 100, -9999999},
        {2, 5000000050, 100, 70000001}, /* the rest may be more than one of billions */
        {9, 999999999, 1000000000, 10},
        {9223372036, 854775807, 1, INT64_MAX},
        {-9223372036, -854775808, 1, INT64_MIN},
        {92233720368, 0, 10, INT64_MAX / 1000000000 * 1000000000 + 800000000},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct total t = {rows[i].billions, rows[i].rest};
        struct value v = total_divided(t, rows[i].divisor);
        assert_int_equal(v.kind, V_INT);
        assert_int_equal(v.i, rows[i].want);
    }
}

/* Better no figure than a wrong one. */
static void test_total__that_64_bits_do_not_hold_is_none(void **state) {
    (void)state;
    const struct {
        int64_t billions, rest, divisor;
    } rows[] = {
        {9223372036, 854775808, 1}, {-9223372036, -854775809, 1}, {INT64_MAX, 0, 1},
        {INT64_MIN, 0, 100},        {0, INT64_MAX, 100},          {1, INT64_MAX, 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct total t = {rows[i].billions, rows[i].rest};
        assert_int_equal(total_divided(t, rows[i].divisor).kind, V_NULL);
    }
}

static void test_total__is_added_whole_or_not_at_all(void **state) {
    (void)state;
    struct total sum = {1, 2};
    assert_true(total_add(&sum, (struct total){3, -4}, 5));
    assert_int_equal(sum.billions, 16);
    assert_int_equal(sum.rest, -18);
    assert_false(total_add(&sum, (struct total){0, INT64_MAX / 2}, 3));
    assert_false(total_add(&sum, (struct total){INT64_MAX, 0}, 1));
    assert_int_equal(sum.billions, 16);
    assert_int_equal(sum.rest, -18);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_total__is_rounded_once_and_halves_go_up),
        cmocka_unit_test(test_total__is_added_whole_or_not_at_all),
        cmocka_unit_test(test_total__that_64_bits_do_not_hold_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Periods over many years, from seeded anchors: no boundary drifts, no rial is lost. */
#include "../../test.h"

#include "modules/contracts/period.h"
#include "persian/jalali.h"

enum { ROUNDS = 3000, YEARS = 40 };

static uint64_t seed;

static int64_t any(int64_t below) {
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (int64_t)((seed >> 33) % (uint64_t)below);
}

static int64_t jalali_day(int year, int month, int day) {
    return jalali_to_day((struct jalali){year, month, day});
}

static struct period_plan any_plan(void) {
    static const int months[] = {1, 3, 6, 12};
    return (struct period_plan){.calendar = any(2) ? CALENDAR_JALALI : CALENDAR_GREGORIAN,
                                .anchor = jalali_day(1390, 1, 1) + any(366 * 20),
                                .months = months[any(4)]};
}

static int day_in(const struct period_plan *p, int64_t day) {
    return p->calendar == CALENDAR_JALALI ? jalali_from_day(day).day
                                          : gregorian_from_day(day).day;
}

/* ---- Boundaries ---- */

static void test_period__month_ends_are_met_and_left_again(void **state) {
    (void)state;
    struct period_plan plan = {CALENDAR_JALALI, jalali_day(1402, 6, 31), 1};
    static const struct jalali expected[] = {{1402, 6, 31},  {1402, 7, 30},  {1402, 8, 30},
                                             {1402, 9, 30},  {1402, 10, 30}, {1402, 11, 30},
                                             {1402, 12, 29}, {1403, 1, 31}};
    for (int i = 0; i < 8; i++)
        assert_int_equal(period_start(&plan, i), jalali_to_day(expected[i]));
    assert_int_equal(period_start(&plan, 18), jalali_day(1403, 12, 30)); /* a leap year */
    assert_int_equal(period_start(&plan, 30), jalali_day(1404, 12, 29));
}

static void test_period__february_is_met_and_left_again(void **state) {
    (void)state;
    int64_t anchor = gregorian_to_day((struct gregorian){2023, 12, 31});
    struct period_plan plan = {CALENDAR_GREGORIAN, anchor, 1};
    assert_int_equal(period_start(&plan, 2),
                     gregorian_to_day((struct gregorian){2024, 2, 29}));
    assert_int_equal(period_start(&plan, 3),
                     gregorian_to_day((struct gregorian){2024, 3, 31}));
    assert_int_equal(period_start(&plan, 14),
                     gregorian_to_day((struct gregorian){2025, 2, 28}));
}

static void test_period__boundaries_increase_and_do_not_drift(void **state) {
    (void)state;
    seed = 14050901;
    for (int round = 0; round < ROUNDS / 10; round++) {
        struct period_plan p = any_plan();
        int anchor = day_in(&p, p.anchor);
        for (int64_t n = 0; n < YEARS * 12 / p.months; n++) {
            int64_t start = period_start(&p, n), after = period_start(&p, n + 1);
            assert_true(start < after);
            assert_true(after - start >= 28 * p.months
                        && after - start <= 31 * p.months + 1);
            assert_true(day_in(&p, start) == anchor
                        || (day_in(&p, start) < anchor && day_in(&p, start + 1) == 1));
        }
    }
}

static void test_period__each_day_is_in_the_period_that_holds_it(void **state) {
    (void)state;
    seed = 7;
    for (int round = 0; round < ROUNDS; round++) {
        struct period_plan p = any_plan();
        int64_t day = p.anchor + any((int64_t)366 * YEARS), n = period_of(&p, day);
        assert_true(period_start(&p, n) <= day && day < period_start(&p, n + 1));
        assert_int_equal(period_of(&p, p.anchor), 0);
        assert_int_equal(period_of(&p, p.anchor - 1), -1);
    }
}

/* ---- Parts ---- */

static void test_period__a_change_in_the_middle_is_told_by_days(void **state) {
    (void)state;
    struct period_change changes[] = {{0, 300000}, {10, 600000}};
    struct period_part parts[PERIOD_PARTS];
    int64_t sum;
    int count = period_parts(changes, 2, 0, 30, parts);
    assert_int_equal(count, 2);
    assert_true(period_prorate(30, parts, count, &sum));
    assert_int_equal(parts[0].amount, 100000);
    assert_int_equal(parts[1].amount, 400000);
    assert_int_equal(sum, 500000);
}

static void test_period__of_two_changes_a_day_the_last_counts(void **state) {
    (void)state;
    struct period_change changes[] = {{0, 100}, {10, 700}, {10, 900}, {20, 0}};
    struct period_part parts[PERIOD_PARTS];
    int count = period_parts(changes, 4, 0, 30, parts);
    assert_int_equal(count, 2);
    assert_int_equal(parts[1].price, 900);
    assert_int_equal(parts[1].to, 20);
    assert_int_equal(period_parts(changes, 4, 20, 30, parts), 0);
    assert_int_equal(period_parts(changes, 4, 5, 5, parts), 0);
}

/* A period cut anywhere into pieces of one price costs that price. */
static void test_period__parts_of_one_price_are_the_price(void **state) {
    (void)state;
    seed = 99;
    for (int round = 0; round < ROUNDS; round++) {
        struct period_part parts[PERIOD_PARTS];
        int64_t days = 28 + any(339), price = any(INT64_C(1000000000000)), at = 0, sum,
                added = 0;
        int count = 0;
        while (at < days && count < PERIOD_PARTS) {
            int64_t to = count == PERIOD_PARTS - 1 ? days : at + any(days - at + 1);
            parts[count++] = (struct period_part){at, to, price, 0};
            at = to;
        }
        assert_true(period_prorate(days, parts, count, &sum));
        for (int i = 0; i < count; i++)
            added += parts[i].amount;
        assert_int_equal(sum, price);
        assert_int_equal(added, sum);
    }
}

/* No part is a rial or more from its exact share, and all add up to the exact sum, rounded once. */
static void test_period__parts_add_up_whatever_they_cost(void **state) {
    (void)state;
    seed = 5;
    for (int round = 0; round < ROUNDS; round++) {
        struct period_part parts[PERIOD_PARTS];
        int64_t days = 28 + any(339), at = 0, sum, added = 0, exact = 0;
        int count = 1 + (int)any(6);
        for (int i = 0; i < count; i++) {
            int64_t to = at + any(days - at + 1);
            parts[i] = (struct period_part){at, to, any(INT64_C(1000000000)), 0};
            exact += parts[i].price * (to - at);
            at = to;
        }
        assert_true(period_prorate(days, parts, count, &sum));
        for (int i = 0; i < count; i++) {
            int64_t off =
                parts[i].amount * days - parts[i].price * (parts[i].to - parts[i].from);
            assert_true(off > -days && off < days);
            added += parts[i].amount;
        }
        assert_int_equal(added, sum);
        assert_int_equal(sum, (2 * exact + days) / (2 * days));
    }
}

static void test_period__what_is_too_large_is_not_told(void **state) {
    (void)state;
    struct period_part part = {0, 30, INT64_MAX, 0};
    int64_t sum;
    assert_false(period_prorate(30, &part, 1, &sum));
    assert_false(period_prorate(0, &part, 1, &sum));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_period__month_ends_are_met_and_left_again),
        cmocka_unit_test(test_period__february_is_met_and_left_again),
        cmocka_unit_test(test_period__boundaries_increase_and_do_not_drift),
        cmocka_unit_test(test_period__each_day_is_in_the_period_that_holds_it),
        cmocka_unit_test(test_period__a_change_in_the_middle_is_told_by_days),
        cmocka_unit_test(test_period__of_two_changes_a_day_the_last_counts),
        cmocka_unit_test(test_period__parts_of_one_price_are_the_price),
        cmocka_unit_test(test_period__parts_add_up_whatever_they_cost),
        cmocka_unit_test(test_period__what_is_too_large_is_not_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "../test.h"

#include "base/clock.h"

static void test_clock__gregorian_and_back_over_four_centuries(void **state) {
    (void)state;
    for (int64_t day = -80000; day < 80000; day++) {
        struct gregorian g = gregorian_from_day(day);
        assert_true(gregorian_exists(g));
        assert_int_equal(gregorian_to_day(g), day);
    }
}

static void test_clock__weekdays(void **state) {
    (void)state;
    assert_int_equal(day_weekday(0), THURSDAY);
    assert_int_equal(day_weekday(gregorian_to_day((struct gregorian){2025, 3, 21})),
                     FRIDAY);
    assert_int_equal(day_weekday(-5), SATURDAY);
    assert_int_equal(day_weekday(-6), FRIDAY);
}

static void test_clock__days_have_local_borders(void **state) {
    (void)state;
    int64_t instant = instant_at(20000, 0, 210);
    assert_int_equal(day_of(instant, 210), 20000);
    assert_int_equal(day_of(instant - 1, 210), 19999);
    assert_int_equal(minute_of_day(instant - 1, 210), 1439);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_clock__gregorian_and_back_over_four_centuries),
        cmocka_unit_test(test_clock__weekdays),
        cmocka_unit_test(test_clock__days_have_local_borders),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

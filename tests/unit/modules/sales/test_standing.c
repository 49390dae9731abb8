#include "../../test.h"
#include "base/clock.h"
#include "modules/sales/standing.h"

enum { DAY = MS_PER_DAY };

static void test_stage_ms__adds_all_visits_up(void **state) {
    (void)state;
    const struct arrival arrivals[] = {
        {1, 0}, {2, 3LL * DAY}, {1, 4LL * DAY}, {3, 9LL * DAY}};
    const struct {
        int64_t stage, until_ms, want_ms;
    } rows[] = {
        {1, 12LL * DAY, 8LL * DAY}, {2, 12LL * DAY, DAY}, {3, 12LL * DAY, 3LL * DAY},
        {3, 9LL * DAY, 0},          {3, 8LL * DAY, 0}, /* a clock that went back */
        {4, 12LL * DAY, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(stage_ms(arrivals, 4, rows[i].stage, rows[i].until_ms),
                         rows[i].want_ms);
    assert_int_equal(stage_ms(arrivals, 0, 1, DAY), 0);
}

static void test_is_stuck__after_as_many_whole_days_as_the_stage_has(void **state) {
    (void)state;
    const struct {
        int64_t quiet_ms, patience;
        bool want;
    } rows[] = {
        {7LL * DAY, 7, true},       {7LL * DAY - 1, 7, false}, {0, 1, false},
        {-DAY, 1, false},           {3650LL * DAY, 0, false},  {DAY, 1, true},
        {3650LL * DAY, 3650, true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(is_stuck(rows[i].quiet_ms, rows[i].patience), rows[i].want);
    assert_int_equal(whole_days(2LL * DAY - 1), 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_stage_ms__adds_all_visits_up),
        cmocka_unit_test(test_is_stuck__after_as_many_whole_days_as_the_stage_has),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_rhythm.c - on which days somebody is visited again. */
#include "../../test.h"
#include "modules/field/rhythm.h"
#include "modules/people/holidays.h"
#include "persian/jalali.h"

static const struct work_hours six_days = {
    .on = {true, true, true, true, true, true, false}, .from = 480, .before = 960};

static int64_t day(int year, int month, int of_month) {
    return jalali_to_day((struct jalali){year, month, of_month});
}

static int64_t next(const struct rhythm *r, int64_t after) {
    int64_t found = 0;
    assert_true(rhythm_next(r, &six_days, after, &found));
    assert_true(found > after);
    assert_true(is_working_day(&six_days, found));
    return found;
}

static void expect_day(int64_t got, int64_t want) {
    assert_int_equal(got, want);
}

/* 1404 has an Esfand of 29 days, 1403 one of 30. */
static void test_rhythm__months_end_in_esfand_and_come_back(void **state) {
    (void)state;
    struct rhythm of_1404 = {RHYTHM_MONTH, 1, ANY_WEEKDAY, day(1404, 6, 31)};
    expect_day(rhythm_day(&of_1404, 1), day(1404, 7, 30));
    expect_day(rhythm_day(&of_1404, 6), day(1404, 12, 29));
    expect_day(rhythm_day(&of_1404, 7), day(1405, 1, 31));
    struct rhythm of_1403 = {RHYTHM_MONTH, 6, ANY_WEEKDAY, day(1403, 6, 31)};
    expect_day(rhythm_day(&of_1403, 1), day(1403, 12, 30));
    expect_day(rhythm_day(&of_1403, 2), day(1404, 6, 31));
}

/* 29 Esfand is the nationalisation of oil, then come the days of Nowruz. */
static void test_rhythm__a_holiday_moves_it_to_the_next_working_day(void **state) {
    (void)state;
    struct rhythm monthly = {RHYTHM_MONTH, 1, ANY_WEEKDAY, day(1404, 6, 31)};
    assert_true(is_holiday(day(1404, 12, 29)));
    int64_t moved = next(&monthly, day(1404, 12, 28));
    assert_true(moved > day(1405, 1, 4) && moved < day(1405, 1, 13));
    expect_day(next(&monthly, moved), day(1405, 1, 31));
}

static void test_rhythm__a_daily_one_leaves_days_off_out(void **state) {
    (void)state;
    struct rhythm daily = {RHYTHM_DAY, 1, ANY_WEEKDAY, day(1404, 8, 1)};
    int64_t thursday = day(1404, 8, 1);
    while (day_weekday(thursday) != THURSDAY || is_holiday(thursday))
        thursday++;
    int64_t after = next(&daily, thursday);
    assert_int_equal(day_weekday(after), SATURDAY);
    assert_true(after == thursday + 2 || is_holiday(thursday + 2));
}

static void test_rhythm__weeks_keep_their_weekday(void **state) {
    (void)state;
    struct rhythm weekly = {RHYTHM_WEEK, 2, TUESDAY, day(1404, 8, 1)};
    int64_t first = rhythm_day(&weekly, 0);
    assert_int_equal(day_weekday(first), TUESDAY);
    assert_true(first >= day(1404, 8, 1) && first < day(1404, 8, 8));
    expect_day(rhythm_day(&weekly, 3), first + 6 * 7);
    expect_day(next(&weekly, first - 1), first);
    weekly.weekday = ANY_WEEKDAY;
    expect_day(rhythm_day(&weekly, 1), day(1404, 8, 1) + 14);
}

/* Whatever the rhythm: days go forward, each is a working one, and none is left out that needs not be. */
static void test_rhythm__goes_on_for_years(void **state) {
    (void)state;
    for (int unit = RHYTHM_DAY; unit <= RHYTHM_MONTH; unit++)
        for (int every = 1; every <= 5; every++) {
            struct rhythm r = {(enum rhythm_unit)unit, every, ANY_WEEKDAY,
                               day(1403, 11, 30)};
            int64_t at = r.since - 1;
            while (at < day(1406, 1, 1))
                at = next(&r, at);
            int64_t alone;
            assert_true(rhythm_next(&r, &six_days, at, &alone));
        }
}

static void test_rhythm__nobody_works_ends(void **state) {
    (void)state;
    struct work_hours never = {.from = 0, .before = 60};
    struct rhythm daily = {RHYTHM_DAY, 1, ANY_WEEKDAY, day(1404, 1, 1)};
    int64_t found;
    assert_false(rhythm_next(&daily, &never, day(1404, 1, 1), &found));
    struct rhythm last = {RHYTHM_MONTH, 12, ANY_WEEKDAY, day(1600, 12, 1)};
    assert_false(rhythm_next(&last, &six_days, day(1600, 12, 2), &found));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rhythm__months_end_in_esfand_and_come_back),
        cmocka_unit_test(test_rhythm__a_holiday_moves_it_to_the_next_working_day),
        cmocka_unit_test(test_rhythm__a_daily_one_leaves_days_off_out),
        cmocka_unit_test(test_rhythm__weeks_keep_their_weekday),
        cmocka_unit_test(test_rhythm__goes_on_for_years),
        cmocka_unit_test(test_rhythm__nobody_works_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "modules/people/calendar.h"
#include "modules/people/worktime.h"
#include "persian/jalali.h"

#include "../../test.h"

static int64_t day(int year, int month, int number) {
    return jalali_to_day((struct jalali){year, month, number});
}

static void test_holidays__solar_ones_are_a_rule(void **state) {
    (void)state;
    static const int dates[][2] = {{1, 1},  {1, 4},  {1, 12},  {1, 13},
                                   {3, 14}, {3, 15}, {11, 22}, {12, 29}};
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++)
        assert_true(is_holiday(day(1420, dates[i][0], dates[i][1])));
    assert_false(is_holiday(day(1420, 1, 5)));
    assert_true(is_holiday(day(1403, 12, 30))); /* only leap years have it */
}

static void test_holidays__lunar_ones_are_those_published(void **state) {
    (void)state;
    static const int dates[][3] = {{1403, 4, 26}, {1403, 6, 14},  {1404, 4, 15},
                                   {1404, 9, 3},  {1404, 12, 20}, {1405, 3, 6},
                                   {1405, 5, 22}, {1405, 8, 22},  {1405, 12, 20}};
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++)
        assert_true(is_holiday(day(dates[i][0], dates[i][1], dates[i][2])));
    assert_true(holidays_known(1403) && holidays_known(1405));
    assert_false(holidays_known(1402) || holidays_known(1406));
}

static void test_holidays__two_may_fall_on_one_day(void **state) {
    (void)state;
    const struct holiday *found[HOLIDAYS_A_DAY];
    assert_int_equal(holidays_on(day(1405, 3, 14), found), 2);
    assert_str(found[0]->name[LANG_FA], "رحلت امام خمینی");
    assert_str(found[1]->name[LANG_FA], "عید غدیر خم");
}

/* Every lunar day of the table stands in a year at most twice, 353 to 356 days apart. */
static void test_holidays__years_have_as_many_as_the_law_says(void **state) {
    (void)state;
    static const struct { int year, count; } years[] = {{1403, 27}, {1404, 26}, {1405, 26}};
    for (size_t i = 0; i < 3; i++) {
        int count = 0;
        for (int64_t d = day(years[i].year, 1, 1); d < day(years[i].year + 1, 1, 1); d++)
            count += is_holiday(d);
        assert_int_equal(count, years[i].count);
    }
}

static void test_month__fills_whole_weeks_from_saturday(void **state) {
    (void)state;
    struct calendar_month m;
    calendar_month(CALENDAR_JALALI, day(1404, 12, 29), &m);
    assert_int_equal(m.year, 1404);
    assert_int_equal(m.month, 12);
    assert_int_equal(m.last - m.first, 28);
    assert_int_equal(m.count % WEEK_DAYS, 0);
    int inside = 0;
    for (int i = 0; i < m.count; i++) {
        assert_int_equal(day_weekday(m.days[i].day), i % WEEK_DAYS);
        if (m.days[i].inside) assert_int_equal(m.days[i].number, ++inside);
    }
    assert_int_equal(inside, 29);
}

static void test_month__of_the_other_calendar(void **state) {
    (void)state;
    struct calendar_month m;
    calendar_month(CALENDAR_GREGORIAN, gregorian_to_day((struct gregorian){2024, 2, 29}),
                   &m);
    assert_int_equal(m.year, 2024);
    assert_int_equal(m.last - m.first, 28);
    int64_t turned = calendar_turn(CALENDAR_GREGORIAN, m.last, 12);
    assert_int_equal(gregorian_from_day(turned).day, 28);
}

static void test_week__holds_its_day(void **state) {
    (void)state;
    struct calendar_day week[WEEK_DAYS];
    calendar_week(CALENDAR_JALALI, day(1405, 1, 1), week); /* a Saturday */
    assert_int_equal(week[0].day, day(1405, 1, 1));
    assert_int_equal(week[0].holiday_count, 2);
    assert_int_equal(week[6].number, 7);
}

static void test_worktime__is_what_the_settings_say_but_for_holidays(void **state) {
    (void)state;
    struct work_hours h = work_hours_of(NULL); /* Saturday to Wednesday, 8 to 17 */
    assert_int_equal(h.from, 8 * 60);
    assert_int_equal(h.before, 17 * 60);
    assert_true(is_working_day(&h, day(1405, 2, 1)));
    assert_false(is_working_day(&h, day(1405, 2, 3))); /* Thursday */
    assert_false(is_working_day(&h, day(1405, 2, 4))); /* Friday */
    assert_false(is_working_day(&h, day(1405, 3, 6))); /* a holiday */
}

static void test_work_ms__counts_neither_nights_nor_days_off(void **state) {
    (void)state;
    struct work_hours h = work_hours_of(NULL); /* Saturday to Wednesday, 8 to 17 */
    struct work_hours whole = {
        {true, true, true, true, true, true, true}, 0, MINUTES_PER_DAY};
    enum { ZONE = 210, HOUR = 60 };
    const struct {
        int month, from_day, from_minute, until_day, until_minute;
        int64_t want_minutes;
    } rows[] = {
        {2, 1, 9 * HOUR, 1, 9 * HOUR + 3, 3},        /* at once */
        {2, 1, 16 * HOUR + 50, 2, 8 * HOUR + 5, 15}, /* across a night */
        {2, 1, 22 * HOUR, 2, 8 * HOUR + 2, 2},       /* came by night */
        {2, 1, 22 * HOUR, 1, 23 * HOUR, 0},          /* and was answered by night */
        {2, 2, 16 * HOUR, 5, 9 * HOUR, 2 * HOUR},    /* across Thursday and Friday */
        {3, 5, 16 * HOUR, 9, 9 * HOUR, 2 * HOUR},    /* and a holiday on Wednesday */
        {3, 6, 9 * HOUR, 6, 12 * HOUR, 0},           /* all on it */
        {2, 1, 9 * HOUR, 1, 8 * HOUR, 0},            /* a clock that went back */
        {2, 1, 0, 9, 0, 6 * 9 * HOUR},               /* a week of five days, and one */
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int64_t from = instant_at(day(1405, rows[i].month, rows[i].from_day),
                                  rows[i].from_minute, ZONE);
        int64_t until = instant_at(day(1405, rows[i].month, rows[i].until_day),
                                   rows[i].until_minute, ZONE);
        assert_int_equal(work_ms(&h, from, until, ZONE),
                         rows[i].want_minutes * MS_PER_MINUTE);
    }
    int64_t begin = instant_at(day(1405, 2, 1), 0, ZONE);
    assert_int_equal(work_ms(&whole, begin, begin + MS_PER_DAY, ZONE), MS_PER_DAY);
    assert_true(work_ms(&whole, 0, INT64_MAX / 2, ZONE)
                <= (int64_t)WORKTIME_DAYS * MS_PER_DAY);
}

static void test_work_opens__is_the_same_instant_or_the_next_working_one(void **state) {
    (void)state;
    struct work_hours h = work_hours_of(NULL), never = {.before = MINUTES_PER_DAY};
    enum { ZONE = 210, HOUR = 60 };
    const struct {
        int month, from_day, from_minute, day, minute;
    } rows[] = {
        {2, 1, 9 * HOUR, 1, 9 * HOUR},  /* at work */
        {2, 1, 7 * HOUR, 1, 8 * HOUR},  /* early */
        {2, 1, 17 * HOUR, 2, 8 * HOUR}, /* the very end */
        {2, 2, 18 * HOUR, 5, 8 * HOUR}, /* Wednesday evening: on Saturday */
        {3, 5, 20 * HOUR, 9, 8 * HOUR}, /* before a holiday and a weekend */
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int64_t from = instant_at(day(1405, rows[i].month, rows[i].from_day),
                                  rows[i].from_minute, ZONE);
        int64_t want =
            instant_at(day(1405, rows[i].month, rows[i].day), rows[i].minute, ZONE);
        assert_int_equal(work_opens(&h, from, ZONE), want);
    }
    assert_int_equal(work_opens(&never, 0, ZONE), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_holidays__solar_ones_are_a_rule),
        cmocka_unit_test(test_holidays__lunar_ones_are_those_published),
        cmocka_unit_test(test_holidays__two_may_fall_on_one_day),
        cmocka_unit_test(test_holidays__years_have_as_many_as_the_law_says),
        cmocka_unit_test(test_month__fills_whole_weeks_from_saturday),
        cmocka_unit_test(test_month__of_the_other_calendar),
        cmocka_unit_test(test_week__holds_its_day),
        cmocka_unit_test(test_worktime__is_what_the_settings_say_but_for_holidays),
        cmocka_unit_test(test_work_opens__is_the_same_instant_or_the_next_working_one),
        cmocka_unit_test(test_work_ms__counts_neither_nights_nor_days_off),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Types made of time: date, time, date and time, duration. */
#include "field_test.h"

static int64_t jalali_day(int year, int month, int day) {
    return jalali_to_day((struct jalali){year, month, day});
}

static void test_date__is_typed_freely(void **state) {
    (void)state;
    struct field f = field_of("date");
    int64_t today = jalali_day(1405, 9, 1);
    gives_int(&f, "۱۴۰۵/۹/۱", today);
    gives_int(&f, "فردا", today + 1);
    gives_int(&f, "+3", today + 3);
    gives_int(&f, "2026-11-22", today);
    gives_nothing(&f, " ");
    shows(&f, v_int(today), "۱۴۰۵/۰۹/۰۱");
    cx.calendar = CALENDAR_GREGORIAN, cx.digits = DIGITS_LATIN;
    shows(&f, v_int(today), "2026-11-22");
    assert_str(json_of(&f, v_int(today)), "\"2026-11-22\"");
}

static void test_date__says_what_is_wrong(void **state) {
    (void)state;
    struct field f = field_of("date");
    refuses(&f, "۱۴۰۳/۱۲/۳۱", "۱۴۰۳/۱۲/۳۱ وجود ندارد؛ اسفند ۱۴۰۳ سی روز دارد.");
    refuses(&f, "31-7-1404", "۳۱-۷-۱۴۰۴ وجود ندارد؛ مهر ۱۴۰۴ سی روز دارد.");
    refuses(&f, "2025-02-30", "۲۰۲۵-۰۲-۳۰ وجود ندارد؛ نمونه: ۱۴۰۵/۰۹/۰۱");
    refuses(&f, "1404/13/1", "۱۴۰۴/۱۳/۱ وجود ندارد؛ نمونه: ۱۴۰۵/۰۹/۰۱");
    refuses(&f, "بزودی", "تاریخ «بزودی» خوانده نشد؛ نمونه: ۱۴۰۵/۰۹/۰۱");
    cx.lang = LANG_EN, cx.digits = DIGITS_LATIN;
    refuses(&f, "1404/12/30", "1404/12/30 does not exist; Esfand 1404 has 29 days.");
    json_refused(&f, "\"1405/09/01\"");
    json_refused(&f, "\"2026-02-30\"");
    json_refused(&f, "20000");
}

static void test_date__limits_count_from_today(void **state) {
    (void)state;
    struct field f = field_of("date");
    f.has_min = f.has_max = true, f.min = -1, f.max = 0;
    gives_int(&f, "دیروز", jalali_day(1405, 8, 30));
    refuses(&f, "فردا", "تاریخ باید ۱۴۰۵/۰۹/۰۱ یا پیش از آن باشد.");
    refuses(&f, "1405/8/29", "تاریخ باید ۱۴۰۵/۰۸/۳۰ یا پس از آن باشد.");
    f.has_min = f.has_max = false;
    refuses(
        &f, "2999-01-01",
        "این تاریخ بیرون از تقویم است؛ سال ۱۰۰۰ تا ۱۵۹۹ هجری خورشیدی پذیرفته می‌شود.");
    json_refused(&f, "\"0001-01-01\"");
}

static void test_date__comes_back(void **state) {
    (void)state;
    struct field f = field_of("date");
    int64_t last = jalali_day(1599, 12, 29);
    for (int64_t day = jalali_day(1000, 1, 1); day < last; day += 997)
        comes_back(&f, v_int(day));
    comes_back(&f, v_int(jalali_day(1000, 1, 1)));
    comes_back(&f, v_int(last));
    comes_back(&f, v_int(0));
    comes_back(&f, v_int(-1));
}

static void test_time__is_minutes_of_the_day(void **state) {
    (void)state;
    struct field f = field_of("time");
    gives_int(&f, "۱۴:۳۰", 14 * 60 + 30);
    gives_int(&f, "8 شب", 20 * 60);
    gives_int(&f, "2:30 pm", 14 * 60 + 30);
    refuses(&f, "25:00", "«25:00» ساعت نیست؛ نمونه: ۱۴:۳۰");
    refuses(&f, "دیر", "«دیر» ساعت نیست؛ نمونه: ۱۴:۳۰");
    shows(&f, v_int(5), "۰۰:۰۵");
    assert_str(json_of(&f, v_int(5)), "\"00:05\"");
    json_refused(&f, "5");
    for (int minute = 0; minute < 1440; minute += 7)
        comes_back(&f, v_int(minute));
    comes_back(&f, v_int(1439));
}

static void test_date_time__is_an_instant(void **state) {
    (void)state;
    struct field f = field_of("date_time");
    int64_t day = jalali_day(1405, 9, 1), noon = instant_at(day, 12 * 60, 210);
    gives_int(&f, "۱۴۰۵/۹/۱ ۱۲:۰۰", noon);
    gives_int(&f, "فردا ساعت ۱۲", noon + MS_PER_DAY);
    gives_int(&f, "1405/9/1", instant_at(day, 0, 210));
    gives_int(&f, "1405/9/1 12:00:05", noon + 5000);
    gives_int(&f, "1405/9/1 12:00:05.25", noon + 5250);
    gives_int(&f, "2026-11-22T08:30:00Z", noon);
    refuses(&f, "1403/12/31 10:00", "۱۴۰۳/۱۲/۳۱ ۱۰:۰۰ وجود ندارد؛ نمونه: ۱۴۰۵/۰۹/۰۱ ۱۴:۳۰");
}

static void test_date_time__shows_no_more_than_there_is(void **state) {
    (void)state;
    struct field f = field_of("date_time");
    int64_t noon = instant_at(jalali_day(1405, 9, 1), 12 * 60, 210);
    shows(&f, v_int(noon), "۱۴۰۵/۰۹/۰۱ ۱۲:۰۰");
    shows(&f, v_int(noon + 5000), "۱۴۰۵/۰۹/۰۱ ۱۲:۰۰:۰۵");
    assert_str(json_of(&f, v_int(noon + 50)), "\"2026-11-22T08:30:00.050Z\"");
    assert_str(json_of(&f, v_int(-1)), "\"1969-12-31T23:59:59.999Z\"");
    for (int64_t ms = -10000000000000; ms < 7000000000000; ms += 123456789012)
        comes_back(&f, v_int(ms));
    comes_back(&f, v_int(noon));
    comes_back(&f, v_int(noon + 59999));
}

static void test_date_time__json_needs_a_zone(void **state) {
    (void)state;
    struct field f = field_of("date_time");
    struct value v;
    assert_int_equal(read_json(&f, STR("\"2026-11-22T12:00+03:30\""), &v), OK);
    assert_int_equal(v.i, instant_at(jalali_day(1405, 9, 1), 12 * 60, 210));
    assert_int_equal(read_json(&f, STR("\"2026-11-22T12:00:00.123456-0500\""), &v), OK);
    assert_int_equal(v.i % 1000, 123);
    static const char *const wrong[] = {
        "\"2026-11-22T12:00\"",    "\"2026-11-22\"",          "\"2026-11-22 12:00Z\"",
        "\"2026-11-22T24:00Z\"",   "\"2026-11-22T12:60Z\"",   "\"2026-11-22T12:00+3\"",
        "\"2026-02-30T12:00Z\"",   "\"2026-11-22T12:00:0Z\"", "\"2026-11-22T12:00:00.Z\"",
        "\"2026-11-22T12:00Zzz\"", "1763800000000",           "\"\"",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        json_refused(&f, wrong[i]);
}

static void test_duration__is_typed_in_many_ways(void **state) {
    (void)state;
    struct field f = field_of("duration");
    gives_int(&f, "90", 5400);
    gives_int(&f, "۱:۳۰", 5400);
    gives_int(&f, "1:30:15", 5415);
    gives_int(&f, "1h30", 5400);
    gives_int(&f, "یک ساعت و نیم", 5400);
    gives_int(&f, "2 ساعت و ۱۵ ثانیه", 7215);
    gives_int(&f, "45 s", 45);
    refuses(&f, "زیاد", "مدت «زیاد» خوانده نشد؛ نمونه: ۱ ساعت و ۳۰ دقیقه");
    json_refused(&f, "-5");
    json_refused(&f, "1.5");
    f.has_max = true, f.max = 60;
    refuses(&f, "61", "باید ۱ ساعت یا کمتر باشد.");
}

static void test_duration__comes_back(void **state) {
    (void)state;
    struct field f = field_of("duration");
    shows(&f, v_int(5415), "۱ ساعت و ۳۰ دقیقه و ۱۵ ثانیه");
    shows(&f, v_int(0), "۰ دقیقه");
    cx.lang = LANG_EN, cx.digits = DIGITS_LATIN;
    shows(&f, v_int(5415), "1 h 30 min 15 s");
    for (int64_t seconds = 0; seconds < 400000; seconds += 997)
        comes_back(&f, v_int(seconds));
    comes_back(&f, v_int(59));
    comes_back(&f, v_int(3601));
    comes_back(&f, v_int(3660LL * 86400));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        FIELD_TEST(test_date__is_typed_freely),
        FIELD_TEST(test_date__says_what_is_wrong),
        FIELD_TEST(test_date__limits_count_from_today),
        FIELD_TEST(test_date__comes_back),
        FIELD_TEST(test_time__is_minutes_of_the_day),
        FIELD_TEST(test_date_time__is_an_instant),
        FIELD_TEST(test_date_time__shows_no_more_than_there_is),
        FIELD_TEST(test_date_time__json_needs_a_zone),
        FIELD_TEST(test_duration__is_typed_in_many_ways),
        FIELD_TEST(test_duration__comes_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "../test.h"

#include "base/clock.h"
#include "persian/dateparse.h"
#include "persian/jalali.h"

static struct arena *mem;
static int64_t today; /* 1405-08-30, a Saturday */

static int open_memory(void **state) {
    (void)state;
    mem = arena_create();
    today = jalali_to_day((struct jalali){1405, 8, 30});
    return 0;
}

static int close_memory(void **state) {
    (void)state;
    arena_free(mem);
    return 0;
}

struct row {
    const char *typed, *date;
};

static void check_date(const struct row *row) {
    int64_t day = 0;
    enum date_fault fault = date_parse(mem, str_of(row->typed), today, &day);
    if (fault) fail_msg("%s: %s", row->typed, date_reason(fault)->key);
    if (!str_is(jalali_format(mem, day), row->date))
        fail_msg("%s is %s", row->typed, jalali_format(mem, day).p);
}

static void test_dateparse__calendar_dates(void **state) {
    (void)state;
    static const struct row rows[] = {
        {"۱۴۰۵/۹/۱", "1405-09-01"},   {"1405-09-01", "1405-09-01"},
        {"1405.9.1", "1405-09-01"},   {"1405 9 1", "1405-09-01"},
        {"1/9/1405", "1405-09-01"},   {"05/9/1", "1405-09-01"},
        {"1/9/85", "1385-09-01"},     {"99/12/30", "1399-12-30"},
        {"9/1", "1405-09-01"},        {"14050901", "1405-09-01"},
        {"٢٠٢٥-٠٣-٢١", "1404-01-01"}, {"21/03/2025", "1404-01-01"},
        {"1403/12/30", "1403-12-30"}, {"1827-03-22", "1206-01-01"},
        {"1498/1/1", "1498-01-01"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        check_date(&rows[i]);
}

static void test_dateparse__names_of_months(void **state) {
    (void)state;
    static const struct row rows[] = {
        {"۱ آذر ۱۴۰۵", "1405-09-01"},     {"1 اذر", "1405-09-01"},
        {"۱ آذر ماه ۱۴۰۵", "1405-09-01"}, {"اول آذر", "1405-09-01"},
        {"1 Azar 1405", "1405-09-01"},    {"Azar 1, 1405", "1405-09-01"},
        {"1405 آذر 1", "1405-09-01"},     {"۱ اردی\u200Cبهشت ۰۵", "1405-02-01"},
        {"21 March 2025", "1404-01-01"},  {"March 21st, 2025", "1404-01-01"},
        {"۲۱ مارس ۲۰۲۵", "1404-01-01"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        check_date(&rows[i]);
}

static void test_dateparse__days_near_today(void **state) {
    (void)state;
    static const struct row rows[] = {
        {"امروز", "1405-08-30"},        {"فردا", "1405-09-01"},
        {"پس\u200Cفردا", "1405-09-02"}, {"پس فردا", "1405-09-02"},
        {"دیروز", "1405-08-29"},        {"پریروز", "1405-08-28"},
        {"Tomorrow", "1405-09-01"},     {"شنبه", "1405-08-30"},
        {"شنبه آینده", "1405-09-07"},   {"شنبه گذشته", "1405-08-23"},
        {"سه\u200Cشنبه", "1405-09-03"}, {"سه شنبه بعد", "1405-09-03"},
        {"۵شنبه", "1405-09-05"},        {"جمعه قبل", "1405-08-29"},
        {"next monday", "1405-09-02"},  {"last Mon", "1405-08-25"},
        {"این جمعه", "1405-09-06"},     {"آخر ماه", "1405-08-30"},
        {"اول ماه", "1405-08-01"},      {"آخر سال", "1405-12-29"},
        {"آخر هفته", "1405-09-06"},     {"end of month", "1405-08-30"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        check_date(&rows[i]);
}

static void test_dateparse__steps_from_today(void **state) {
    (void)state;
    static const struct row rows[] = {
        {"+3", "1405-09-03"},          {"-2", "1405-08-28"},
        {"−2", "1405-08-28"},          {"+2w", "1405-09-14"},
        {"+۲ هفته", "1405-09-14"},     {"+1m", "1405-09-30"},
        {"+1 ماه", "1405-09-30"},      {"-1y", "1404-08-30"},
        {"سه روز دیگر", "1405-09-03"}, {"۳ روز پیش", "1405-08-27"},
        {"دو هفته بعد", "1405-09-14"}, {"ماه آینده", "1405-09-30"},
        {"هفته گذشته", "1405-08-23"},  {"in 3 days", "1405-09-03"},
        {"2 weeks ago", "1405-08-16"}, {"next month", "1405-09-30"},
        {"یک سال دیگر", "1406-08-30"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        check_date(&rows[i]);
}

static void test_dateparse__says_why_not(void **state) {
    (void)state;
    static const struct {
        const char *typed;
        enum date_fault fault;
    } rows[] = {
        {"", DATE_EMPTY},
        {" \u200C ", DATE_EMPTY},
        {"1403/12/31", DATE_ABSENT},
        {"1404/12/30", DATE_ABSENT},
        {"1405/13/1", DATE_ABSENT},
        {"1405/0/1", DATE_ABSENT},
        {"2025-02-29", DATE_ABSENT},
        {"31 مهر", DATE_ABSENT},
        {"1 آذر 2025", DATE_ABSENT},
        {"405/9/1", DATE_OUT_OF_RANGE},
        {"3000-01-01", DATE_OUT_OF_RANGE},
        {"2222-01-01", DATE_OUT_OF_RANGE},
        {"1600-01-01", DATE_OUT_OF_RANGE},
        {"-900y", DATE_OUT_OF_RANGE},
        {"+99999999", DATE_OUT_OF_RANGE},
        {"سلام", DATE_UNREADABLE},
        {"5", DATE_UNREADABLE},
        {"1405", DATE_UNREADABLE},
        {"1405/9", DATE_UNREADABLE},
        {"1/2/3/4", DATE_UNREADABLE},
        {"1405//9/1", DATE_UNREADABLE},
        {"1405/9/1/", DATE_UNREADABLE},
        {"آذر", DATE_UNREADABLE},
        {"+", DATE_UNREADABLE},
        {"3 روز", DATE_UNREADABLE},
        {"1405/9/\xFF"
         "1",
         DATE_UNREADABLE},
        {"99999999999999999999", DATE_UNREADABLE},
        {"1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1", DATE_UNREADABLE},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int64_t day;
        enum date_fault fault = date_parse(mem, str_of(rows[i].typed), today, &day);
        if (fault != rows[i].fault)
            fail_msg("%s: %s", rows[i].typed, date_reason(fault)->key);
    }
    char longer[5000];
    memset(longer, '1', sizeof longer);
    assert_int_equal(date_parse(mem, str_n(longer, sizeof longer), today, &(int64_t){0}),
                     DATE_UNREADABLE);
}

static void test_dateparse__every_day_is_read_back(void **state) {
    (void)state;
    int64_t last = jalali_to_day((struct jalali){1498, 12, 30});
    for (int64_t day = jalali_to_day((struct jalali){1206, 1, 1}); day <= last; day++) {
        int64_t solar = 0, gregorian = 0;
        assert_int_equal(date_parse(mem, jalali_format(mem, day), today, &solar), DATE_OK);
        assert_int_equal(date_parse(mem, gregorian_format(mem, day), today, &gregorian),
                         DATE_OK);
        assert_int_equal(solar, day);
        assert_int_equal(gregorian, day);
        if (day % 100 == 0) arena_reset(mem);
    }
}

static void test_timeparse__times(void **state) {
    (void)state;
    static const struct {
        const char *typed;
        int minute;
    } rows[] = {
        {"۱۴:۳۰", 870},      {"14:30:15", 870},     {"2:30 pm", 870},
        {"2:30PM", 870},     {"2:30 p.m.", 870},    {"۲:۳۰ ب.ظ", 870},
        {"۲ بعدازظهر", 840}, {"2 بعد از ظهر", 840}, {"ساعت ۱۴", 840},
        {"۱۴", 840},         {"12 am", 0},          {"12 pm", 720},
        {"۸ شب", 1200},      {"۱۲ شب", 0},          {"۱ شب", 60},
        {"۱۲ ظهر", 720},     {"ظهر", 720},          {"نیمه\u200Cشب", 0},
        {"۹ صبح", 540},      {"0:05", 5},           {"۱۰ قبل از ظهر", 600},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int minute = -1;
        enum date_fault fault = time_parse(mem, str_of(rows[i].typed), &minute);
        if (fault) fail_msg("%s: %s", rows[i].typed, date_reason(fault)->key);
        if (minute != rows[i].minute) fail_msg("%s is %d", rows[i].typed, minute);
    }
}

static void test_timeparse__says_why_not(void **state) {
    (void)state;
    static const struct {
        const char *typed;
        enum date_fault fault;
    } rows[] = {
        {"", DATE_EMPTY},
        {"24:00", DATE_ABSENT},
        {"12:60", DATE_ABSENT},
        {"13 am", DATE_ABSENT},
        {"1:5", DATE_UNREADABLE},
        {"12:", DATE_UNREADABLE},
        {"1:00:00:00", DATE_UNREADABLE},
        {"pm", DATE_UNREADABLE},
        {"x", DATE_UNREADABLE},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int minute;
        enum date_fault fault = time_parse(mem, str_of(rows[i].typed), &minute);
        if (fault != rows[i].fault)
            fail_msg("%s: %s", rows[i].typed, date_reason(fault)->key);
    }
}

static void test_timeparse__moments(void **state) {
    (void)state;
    static const struct {
        const char *typed, *date;
        int minute;
    } rows[] = {
        {"فردا ۱۴:۳۰", "1405-09-01", 870},
        {"1405/9/1 ساعت 2:30 pm", "1405-09-01", 870},
        {"1405-09-01T14:30", "1405-09-01", 870},
        {"14:30 1405/9/1", "1405-09-01", 870},
        {"1405/09/01، 14:30", "1405-09-01", 870},
        {"1405/09/01 - 14:30", "1405-09-01", 870},
        {"سه شنبه آینده ۸ شب", "1405-09-03", 1200},
        {"1 آذر 1405", "1405-09-01", NO_MINUTE},
        {"1 آذر 1405 14:00", "1405-09-01", 840},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct moment m = {0};
        enum date_fault fault = moment_parse(mem, str_of(rows[i].typed), today, &m);
        if (fault) fail_msg("%s: %s", rows[i].typed, date_reason(fault)->key);
        assert_str(jalali_format(mem, m.day), rows[i].date);
        assert_int_equal(m.minute, rows[i].minute);
    }
    struct moment m;
    assert_int_equal(moment_parse(mem, STR("1403/12/31 10:00"), today, &m), DATE_ABSENT);
    assert_int_equal(moment_parse(mem, STR("1403/12/30 25:00"), today, &m), DATE_ABSENT);
    assert_int_equal(moment_parse(mem, STR("14:30"), today, &m), DATE_UNREADABLE);
    assert_int_equal(moment_parse(mem, STR(""), today, &m), DATE_EMPTY);
}

static void test_timeparse__durations(void **state) {
    (void)state;
    static const struct {
        const char *typed;
        int64_t minutes;
    } rows[] = {
        {"1h30", 90},      {"1h 30m", 90},
        {"۹۰ دقیقه", 90},  {"1:30", 90},
        {"90", 90},        {"یک ساعت و نیم", 90},
        {"نیم ساعت", 30},  {"1.5h", 90},
        {"۱٫۲۵ ساعت", 75}, {"۲ ساعت و ۱۵ دقیقه", 135},
        {"2 روز", 2880},   {"1 week", 10080},
        {"0", 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int64_t minutes = -1;
        enum date_fault fault = duration_parse(mem, str_of(rows[i].typed), &minutes);
        if (fault) fail_msg("%s: %s", rows[i].typed, date_reason(fault)->key);
        if (minutes != rows[i].minutes) fail_msg("%s is %d", rows[i].typed, (int)minutes);
    }
    int64_t minutes;
    assert_int_equal(duration_parse(mem, STR(""), &minutes), DATE_EMPTY);
    assert_int_equal(duration_parse(mem, STR("1:75"), &minutes), DATE_UNREADABLE);
    assert_int_equal(duration_parse(mem, STR("نیم"), &minutes), DATE_UNREADABLE);
    assert_int_equal(duration_parse(mem, STR("1.5"), &minutes), DATE_UNREADABLE);
    assert_int_equal(duration_parse(mem, STR("1 kg"), &minutes), DATE_UNREADABLE);
    assert_int_equal(duration_parse(mem, STR("999999999 w"), &minutes), DATE_OUT_OF_RANGE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dateparse__calendar_dates),
        cmocka_unit_test(test_dateparse__names_of_months),
        cmocka_unit_test(test_dateparse__days_near_today),
        cmocka_unit_test(test_dateparse__steps_from_today),
        cmocka_unit_test(test_dateparse__says_why_not),
        cmocka_unit_test(test_dateparse__every_day_is_read_back),
        cmocka_unit_test(test_timeparse__times),
        cmocka_unit_test(test_timeparse__says_why_not),
        cmocka_unit_test(test_timeparse__moments),
        cmocka_unit_test(test_timeparse__durations),
    };
    return cmocka_run_group_tests(tests, open_memory, close_memory);
}

#include "../memory.h"
#include "data.h"

#include "base/clock.h"
#include "persian/jalali.h"

static int64_t gregorian_day(struct str iso) {
    int64_t year, month, day;
    assert_true(str_int(str_first(iso, 4), &year));
    assert_true(str_int(str_n(iso.p + 5, 2), &month));
    assert_true(str_int(str_n(iso.p + 8, 2), &day));
    return gregorian_to_day((struct gregorian){(int)year, (int)month, (int)day});
}

static void test_jalali__equals_the_official_table(void **state) {
    (void)state;
    struct data_file file = data_open(mem, "jalali/leap-years-official.txt");
    int rows = 0;
    for (struct str column[DATA_COLUMNS]; data_next(&file, ' ', column);) {
        int64_t year;
        if (!str_int(str_first(column[0], 4), &year)) continue;
        int64_t nowruz = gregorian_day(column[1]);
        assert_int_equal(jalali_to_day((struct jalali){(int)year, 1, 1}), nowruz);
        assert_int_equal(jalali_from_day(nowruz).year, year);
        assert_int_equal(jalali_from_day(nowruz - 1).year, year - 1);
        assert_int_equal(jalali_is_leap((int)year), column[0].n > 4);
        rows++;
    }
    assert_int_equal(rows, 293);
}

/* The numbers of vectors.json that follow each other after `label`. */
static bool next_numbers(struct str *rest, const char *label, int64_t *out, size_t n) {
    size_t at = str_find(*rest, str_of(label));
    if (at == (size_t)-1) return false;
    *rest = str_from(*rest, at + strlen(label));
    for (size_t i = 0; i < n; i++) {
        while (rest->n && (rest->p[0] < '0' || rest->p[0] > '9'))
            *rest = str_from(*rest, 1);
        size_t digits = 0;
        while (digits < rest->n && rest->p[digits] >= '0' && rest->p[digits] <= '9')
            digits++;
        assert_true(str_int(str_first(*rest, digits), &out[i]));
        *rest = str_from(*rest, digits);
    }
    return true;
}

static void test_jalali__equals_the_vectors_of_another_library(void **state) {
    (void)state;
    enum { RATA_DIE_1970 = 719163 };
    struct str rest = data_open(mem, "jalali/vectors.json").text;
    int compared = 0;
    for (int64_t date[3], rata_die; next_numbers(&rest, "\"jalali\"", date, 3);) {
        assert_true(next_numbers(&rest, "\"rata_die\"", &rata_die, 1));
        if (date[0] > JALALI_YEAR_LAST) continue;
        struct jalali jalali = {(int)date[0], (int)date[1], (int)date[2]};
        assert_int_equal(jalali_to_day(jalali), rata_die - RATA_DIE_1970);
        compared++;
    }
    assert_int_equal(compared, 20);
}

static void test_jalali__every_day_goes_there_and_back(void **state) {
    (void)state;
    int64_t first = jalali_to_day((struct jalali){JALALI_YEAR_FIRST, 1, 1});
    struct jalali last = {JALALI_YEAR_LAST, 12, jalali_month_days(JALALI_YEAR_LAST, 12)};
    for (int64_t day = first; day <= jalali_to_day(last); day++) {
        struct jalali date = jalali_from_day(day);
        assert_true(jalali_exists(date));
        assert_int_equal(jalali_to_day(date), day);
    }
    assert_int_equal(jalali_from_day(INT64_MIN).year, JALALI_YEAR_FIRST);
    assert_int_equal(jalali_from_day(INT64_MAX).year, JALALI_YEAR_LAST);
}

static void test_jalali__dates_that_do_not_exist(void **state) {
    (void)state;
    static const struct jalali absent[] = {{1403, 12, 31}, {1404, 12, 30}, {1404, 7, 31},
                                           {1404, 0, 1},   {1404, 13, 1},  {1404, 1, 0},
                                           {0, 1, 1},      {1601, 1, 1}};
    for (size_t i = 0; i < sizeof absent / sizeof *absent; i++)
        assert_false(jalali_exists(absent[i]));
    assert_true(jalali_exists((struct jalali){1403, 12, 30}));
    assert_str(jalali_format(mem, gregorian_day(STR("2025-03-20"))), "1403-12-30");
}

static int64_t day(int year, int month, int day_of_month) {
    return jalali_to_day((struct jalali){year, month, day_of_month});
}

static void test_jalali__months_later_stop_at_the_end_of_the_month(void **state) {
    (void)state;
    assert_int_equal(jalali_add_months(day(1404, 6, 31), 1), day(1404, 7, 30));
    assert_int_equal(jalali_add_months(day(1404, 11, 30), 1), day(1404, 12, 29));
    assert_int_equal(jalali_add_months(day(1404, 1, 31), -1), day(1403, 12, 30));
    assert_int_equal(jalali_add_months(day(1404, 1, 15), 24), day(1406, 1, 15));
    assert_int_equal(jalali_from_day(jalali_add_months(0, INT64_MAX)).year, 1600);
    assert_int_equal(jalali_from_day(jalali_add_months(0, INT64_MIN)).year, 1);
}

static void test_jalali__periods(void **state) {
    (void)state;
    int64_t today = day(1404, 8, 15);
    assert_int_equal(jalali_month_start(today), day(1404, 8, 1));
    assert_int_equal(jalali_month_end(today), day(1404, 8, 30));
    assert_int_equal(jalali_year_start(today), day(1404, 1, 1));
    assert_int_equal(jalali_year_end(today), day(1404, 12, 29));
    assert_int_equal(jalali_fiscal_start(today, 1), day(1404, 1, 1));
    assert_int_equal(jalali_fiscal_start(today, 8), day(1404, 8, 1));
    assert_int_equal(jalali_fiscal_start(today, 10), day(1403, 10, 1));
}

static void test_jalali__weeks_begin_on_saturday(void **state) {
    (void)state;
    int64_t nowruz = day(1404, 1, 1); /* a Friday */
    assert_int_equal(day_weekday(week_start(nowruz)), SATURDAY);
    assert_int_equal(week_start(nowruz), nowruz - 6);
}

static void test_jalali__names(void **state) {
    (void)state;
    assert_str(jalali_month_fa(9), "آذر");
    assert_str(jalali_month_en(12), "Esfand");
    assert_str(jalali_month_fa(13), "");
    assert_str(weekday_fa(TUESDAY), "سه‌شنبه");
    assert_str(weekday_en(FRIDAY), "Friday");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_jalali__equals_the_official_table),
        cmocka_unit_test(test_jalali__equals_the_vectors_of_another_library),
        cmocka_unit_test(test_jalali__every_day_goes_there_and_back),
        cmocka_unit_test(test_jalali__dates_that_do_not_exist),
        cmocka_unit_test(test_jalali__months_later_stop_at_the_end_of_the_month),
        cmocka_unit_test(test_jalali__periods),
        cmocka_unit_test(test_jalali__weeks_begin_on_saturday),
        cmocka_unit_test(test_jalali__names),
    };
    return cmocka_run_group_tests(tests, open_memory, close_memory);
}

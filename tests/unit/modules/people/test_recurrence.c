#include "modules/people/recurrence.h"
#include "persian/jalali.h"

#include "../../test.h"

static int64_t day(int year, int month, int number) {
    return jalali_to_day((struct jalali){year, month, number});
}

static void test_recurrence__next_after(void **state) {
    (void)state;
    static const struct {
        const char *every;
        int from[3], month_day, after[3], next[3];
    } rows[] = {
        {"daily", {1404, 6, 31}, 0, {1404, 6, 31}, {1404, 7, 1}},
        {"daily", {1404, 1, 1}, 0, {1404, 3, 10}, {1404, 3, 11}},
        {"weekly", {1404, 12, 29}, 0, {1404, 12, 29}, {1405, 1, 7}},
        {"weekly", {1404, 1, 1}, 0, {1404, 1, 9}, {1404, 1, 15}},
        {"weekly", {1404, 2, 1}, 0, {1404, 1, 1}, {1404, 2, 8}}, /* done early */
        {"monthly", {1404, 6, 31}, 0, {1404, 6, 31}, {1404, 7, 30}},
        {"monthly", {1404, 7, 30}, 31, {1404, 7, 30}, {1404, 8, 30}},
        {"monthly", {1404, 11, 30}, 31, {1404, 11, 30}, {1404, 12, 29}},
        {"monthly", {1404, 12, 29}, 31, {1404, 12, 29}, {1405, 1, 31}}, /* comes back */
        {"monthly", {1404, 1, 10}, 0, {1404, 5, 10}, {1404, 6, 10}},
        {"monthly", {1404, 1, 10}, 0, {1404, 5, 9}, {1404, 5, 10}},
        {"yearly", {1403, 12, 30}, 0, {1403, 12, 30}, {1404, 12, 29}},
        {"yearly", {1404, 12, 29}, 30, {1407, 1, 1}, {1407, 12, 29}},
        {"yearly", {1407, 12, 29}, 30, {1407, 12, 29}, {1408, 12, 30}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const int *f = rows[i].from, *a = rows[i].after, *n = rows[i].next;
        int64_t next = 0;
        assert_true(recurrence_next(str_of(rows[i].every), day(f[0], f[1], f[2]),
                                    rows[i].month_day, day(a[0], a[1], a[2]), &next));
        assert_int_equal(next, day(n[0], n[1], n[2]));
    }
}

static void test_recurrence__ends_with_the_calendar(void **state) {
    (void)state;
    int64_t last = day(JALALI_YEAR_LAST, 12, 29), next = 0;
    assert_true(recurrence_next(STR("monthly"), last, 0, last + 1000, &next));
    assert_true(next <= last + 1);
}

static void test_recurrence__unknown_never_happens(void **state) {
    (void)state;
    int64_t next;
    assert_false(recurrence_next(STR(""), 0, 0, 0, &next));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_recurrence__next_after),
        cmocka_unit_test(test_recurrence__ends_with_the_calendar),
        cmocka_unit_test(test_recurrence__unknown_never_happens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

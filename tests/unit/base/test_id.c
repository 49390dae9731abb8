#include "../test.h"

#include "base/id.h"

static void test_id__later_ids_are_greater(void **state) {
    (void)state;
    struct id_maker maker = {.device = 7};
    int64_t last = 0;
    for (int i = 0; i < 10000; i++) {
        int64_t id = id_make(&maker, 1763800000000);
        assert_true(id > last);
        last = id;
    }
    assert_true(id_make(&maker, 1763700000000) > last); /* the clock stepped back */
}

static void test_id__text_and_back(void **state) {
    (void)state;
    struct id_maker maker = {.device = 3};
    int64_t id = id_make(&maker, 1763800000123), back = 0;
    assert_true(id_parse(str_of(id_text(id).z), &back));
    assert_int_equal(back, id);
    assert_int_equal(id_time_ms(id), 1763800000123);
}

static void test_id__rejects_what_is_no_id(void **state) {
    (void)state;
    int64_t id;
    assert_false(id_parse(STR(""), &id));
    assert_false(id_parse(STR("123"), &id));
    assert_false(id_parse(STR("ZZZZZZZZZZZZZ"), &id));
    assert_false(id_parse(STR("00000000000U0"), &id));
    assert_true(id_parse(STR("0000000000oil"), &id));
    assert_int_equal(id, 1 << 5 | 1);
}

static void test_id__a_maker_may_begin_after_a_moment(void **state) {
    (void)state;
    int64_t ms = 1700000000000;
    struct id_maker before = {.device = 9}, same, other;
    int64_t latest = 0;
    for (int i = 0; i < 100; i++)
        latest = id_make(&before, ms);
    same = id_maker_after(9, latest);
    other = id_maker_after(3, latest);
    assert_int_equal(id_make(&same, ms), id_make(&before, ms));
    assert_true(id_make(&same, ms - 3600 * 1000) > latest);
    int64_t first = id_make(&other, ms - 3600 * 1000);
    assert_true(first > latest);
    assert_int_equal(first >> 12 & 1023, 3);
    same = id_maker_after(9, 0);
    assert_int_equal(id_time_ms(id_make(&same, ms)), ms);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_id__later_ids_are_greater),
        cmocka_unit_test(test_id__text_and_back),
        cmocka_unit_test(test_id__rejects_what_is_no_id),
        cmocka_unit_test(test_id__a_maker_may_begin_after_a_moment),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "../test.h"

static void test_str__int_takes_the_whole_range(void **state) {
    (void)state;
    int64_t n;
    assert_true(str_int(STR("-9223372036854775808"), &n) && n == INT64_MIN);
    assert_true(str_int(STR("9223372036854775807"), &n) && n == INT64_MAX);
    assert_false(str_int(STR("9223372036854775808"), &n));
    assert_false(str_int(STR("12a"), &n));
    assert_false(str_int(STR("-"), &n));
    assert_false(str_int(STR(""), &n));
}

static void test_str__utf8_never_reads_past_the_end(void **state) {
    (void)state;
    assert_true(utf8_valid(STR("مشتری 😀")));
    assert_false(utf8_valid(STR("\xD9")));
    assert_false(utf8_valid(STR("\xED\xA0\x80"))); /* a surrogate */
    assert_false(utf8_valid(STR("\xC0\x80")));     /* an overlong NUL */
    assert_int_equal(utf8_length(STR("مشتری")), 5);
    assert_str(utf8_first(STR("مشتری"), 2), "مش");
}

static void test_str__cut_gives_each_part(void **state) {
    (void)state;
    struct str rest = STR("a,b,,c"), part;
    const char *expected[] = {"a", "b", "", "c"};
    int n = 0;
    while (str_cut(&rest, ',', &part))
        assert_str(part, expected[n++]);
    assert_int_equal(n, 4);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_str__int_takes_the_whole_range),
        cmocka_unit_test(test_str__utf8_never_reads_past_the_end),
        cmocka_unit_test(test_str__cut_gives_each_part),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

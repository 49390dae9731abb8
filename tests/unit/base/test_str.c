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

/* Each byte counts, wherever it stands; what lies around does not. */
static void test_str__hash_quick_sees_every_byte(void **state) {
    (void)state;
    char a[2 + 40], b[2 + 40];
    for (size_t n = 0; n <= 40; n++) {
        memset(a, 'a', sizeof a);
        memset(b, 'b', sizeof b);
        memset(b + 1, 'a', n);
        uint64_t hash = str_hash_quick(str_n(a + 1, n));
        assert_int_equal(str_hash_quick(str_n(b + 1, n)), hash);
        for (size_t i = 0; i < n; i++) {
            b[1 + i] = 'x';
            assert_int_not_equal(str_hash_quick(str_n(b + 1, n)), hash);
            b[1 + i] = 'a';
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_str__int_takes_the_whole_range),
        cmocka_unit_test(test_str__utf8_never_reads_past_the_end),
        cmocka_unit_test(test_str__cut_gives_each_part),
        cmocka_unit_test(test_str__hash_quick_sees_every_byte),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

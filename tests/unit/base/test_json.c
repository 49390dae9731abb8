#include "../test.h"

#include "base/json.h"

struct fixture {
    struct arena *mem;
    struct json_fault fault;
};

static int set_up(void **state) {
    static struct fixture f;
    f = (struct fixture){.mem = arena_create()};
    *state = &f;
    return 0;
}

static int tear_down(void **state) {
    struct fixture *f = *state;
    arena_free(f->mem);
    return 0;
}

static const struct json *parsed(struct fixture *f, const char *text) {
    struct json *root = NULL;
    assert_int_equal(json_parse(f->mem, str_of(text), NULL, &root, &f->fault), OK);
    return root;
}

static void test_json__members_keep_their_order_and_are_found(void **state) {
    const struct json *root =
        parsed(*state, "{\"b\": [1, null, true], \"a\": {\"نام\": \"ی\"}}");
    assert_int_equal(root->count, 2);
    assert_str(json_at(root, 0)->name, "b");
    assert_str(json_at(root, 1)->name, "a");
    assert_true(json_is(json_at(json_get(root, "b"), 1), JSON_NULL));
    assert_true(json_true(json_at(json_get(root, "b"), 2)));
    assert_str(json_text(json_get(json_get(root, "a"), "نام")), "ی");
    assert_null(json_at(root, 2));
}

static void test_json__absent_values_chain(void **state) {
    const struct json *root = parsed(*state, "[]");
    int64_t n;
    assert_null(json_get(json_get(root, "a"), "b"));
    assert_str(json_text(json_at(root, 5)), "");
    assert_false(json_int(NULL, &n));
    assert_false(json_true(NULL));
}

static void test_json__the_last_of_two_equal_names_counts(void **state) {
    const struct json *root = parsed(*state, "{\"a\":1,\"b\":2,\"a\":3}");
    int64_t n;
    assert_true(json_int(json_get(root, "a"), &n) && n == 3);
}

static void test_json__escapes_become_utf8(void **state) {
    const struct json *root = parsed(*state, "[\"\\u0633\\n\\ud83d\\ude00\\u0000x\"]");
    struct str text = json_text(json_at(root, 0));
    assert_int_equal(text.n, 9);
    assert_memory_equal(text.p, "س\n😀\0x", 9);
}

static void test_json__integers_are_exact(void **state) {
    static const struct {
        const char *text;
        bool fits;
        int64_t value;
    } cases[] = {
        {"0", true, 0},
        {"-0", true, 0},
        {"0e999999999999", true, 0},
        {"9223372036854775807", true, INT64_MAX},
        {"9223372036854775808", false, 0},
        {"-9223372036854775808", true, INT64_MIN},
        {"-9223372036854775809", false, 0},
        {"1e3", true, 1000},
        {"1.50e2", true, 150},
        {"2.000", true, 2},
        {"2.5", false, 0},
        {"1e19", false, 0},
        {"10000000000000000000000e-20", true, 100},
        {"0.000000000000000000005e21", true, 5},
        {"1e99999999999999999999", false, 0},
        {"1e-99999999999999999999", false, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int64_t n = 0;
        assert_int_equal(json_int(parsed(*state, cases[i].text), &n), cases[i].fits);
        assert_int_equal(n, cases[i].value);
    }
}

static void test_json__decimals_are_never_rounded(void **state) {
    int64_t n;
    assert_true(json_decimal(parsed(*state, "12.5"), 2, &n) && n == 1250);
    assert_true(json_decimal(parsed(*state, "-0.07"), 2, &n) && n == -7);
    assert_false(json_decimal(parsed(*state, "0.001"), 2, &n));
    assert_true(json_decimal(parsed(*state, "12300"), -2, &n) && n == 123);
}

static enum err parse_within(struct fixture *f, const char *text,
                             struct json_limits limits) {
    struct json *root;
    return json_parse(f->mem, str_of(text), &limits, &root, &f->fault);
}

static void test_json__limits_stop_reading(void **state) {
    struct fixture *f = *state;
    assert_int_equal(parse_within(f, "[[1]]", (struct json_limits){.depth = 2}), OK);
    assert_int_equal(parse_within(f, "[[[]]]", (struct json_limits){.depth = 2}),
                     ERR_LIMIT);
    assert_int_equal(f->fault.at, 2);
    assert_int_equal(parse_within(f, "[1,2]", (struct json_limits){.nodes = 2}), OK);
    assert_int_equal(parse_within(f, "[1,2,3]", (struct json_limits){.nodes = 2}),
                     ERR_LIMIT);
    assert_int_equal(parse_within(f, "[1]", (struct json_limits){.bytes = 2}), ERR_LIMIT);
}

static void test_json__a_closed_bracket_gives_its_depth_back(void **state) {
    assert_int_equal(parse_within(*state, "[[],[],[]]", (struct json_limits){.depth = 2}),
                     OK);
}

static void test_json__a_fault_tells_where_and_why(void **state) {
    struct fixture *f = *state;
    assert_int_equal(parse_within(f, "{\"a\": tru}", (struct json_limits){0}), ERR_CORRUPT);
    assert_int_equal(f->fault.at, 6);
    assert_string_equal(f->fault.why, "value expected");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_json__members_keep_their_order_and_are_found),
        cmocka_unit_test(test_json__absent_values_chain),
        cmocka_unit_test(test_json__the_last_of_two_equal_names_counts),
        cmocka_unit_test(test_json__escapes_become_utf8),
        cmocka_unit_test(test_json__integers_are_exact),
        cmocka_unit_test(test_json__decimals_are_never_rounded),
        cmocka_unit_test(test_json__limits_stop_reading),
        cmocka_unit_test(test_json__a_closed_bracket_gives_its_depth_back),
        cmocka_unit_test(test_json__a_fault_tells_where_and_why),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}

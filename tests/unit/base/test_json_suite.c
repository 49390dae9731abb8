/* The cases of the JSON Parsing Test Suite; see tests/data/json/README.md. */
#include "../test.h"

#include "base/buf.h"
#include "base/json.h"

#include <stdio.h>

/* Of the cases left to the parser ours accepts numbers of any size, and refuses every text
 * that is not UTF-8 or whose escapes are not Unicode. */
static bool accepted(struct str name) {
    return str_starts(name, STR("y_")) || str_starts(name, STR("i_number_"));
}

static int hex(char c) {
    return c <= '9' ? c - '0' : c - 'A' + 10;
}

static struct str percent_decoded(struct arena *mem, struct str s) {
    struct buf b = buf_in(mem, 0);
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] != '%') {
            buf_byte(&b, s.p[i]);
        } else {
            buf_byte(&b, (char)(hex(s.p[i + 1]) << 4 | hex(s.p[i + 2])));
            i += 2;
        }
    }
    return buf_str(&b);
}

static void check(struct arena *mem, struct str name, struct str text) {
    struct json *root;
    struct json_fault fault = {0};
    enum err err = json_parse(mem, text, NULL, &root, &fault);
    if ((err == OK) == accepted(name)) return;
    print_error("%.*s: %s\n", STR_ARG(name), err ? fault.why : "accepted");
    fail();
}

static void test_json__agrees_with_the_parsing_suite(void **state) {
    (void)state;
    struct arena *mem = arena_create();
    FILE *file = fopen(TEST_DATA "/json/parsing.tsv", "r");
    assert_non_null(file);
    int cases = 0;
    for (char line[1024]; fgets(line, sizeof line, file); cases++) {
        struct str rest = str_n(line, strcspn(line, "\n")), name;
        assert_true(str_cut(&rest, '\t', &name));
        check(mem, name, percent_decoded(mem, rest));
        arena_reset(mem);
    }
    fclose(file);
    assert_true(cases > 300);
    arena_free(mem);
}

static struct str repeated(struct arena *mem, const char *part, int times) {
    struct buf b = buf_in(mem, 0);
    while (times--)
        buf_putz(&b, part);
    return buf_str(&b);
}

static void test_json__depth_never_reaches_the_stack(void **state) {
    (void)state;
    struct arena *mem = arena_create();
    check(mem, STR("n_structure_100000_opening_arrays"), repeated(mem, "[", 100000));
    check(mem, STR("n_structure_open_array_object"), repeated(mem, "[{\"\":", 50000));
    check(mem, STR("i_structure_500_nested_arrays"),
          str_join(mem, repeated(mem, "[", 500), repeated(mem, "]", 500)));
    arena_free(mem);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_json__agrees_with_the_parsing_suite),
        cmocka_unit_test(test_json__depth_never_reaches_the_stack),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

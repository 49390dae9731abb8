#include "../test.h"

#include "base/id.h"
#include "base/json.h"
#include "base/json_write.h"

struct fixture {
    struct arena *mem;
    struct buf out;
    struct json_writer w;
};

static int set_up(void **state) {
    static struct fixture f;
    f.mem = arena_create();
    f.out = buf_in(f.mem, 0);
    f.w = json_writer(&f.out);
    *state = &f;
    return 0;
}

static int tear_down(void **state) {
    struct fixture *f = *state;
    arena_free(f->mem);
    return 0;
}

static void test_json_write__commas_come_by_themselves(void **state) {
    struct fixture *f = *state;
    json_begin_object(&f->w);
    json_name(&f->w, "a"), json_write_int(&f->w, INT64_MIN);
    json_name(&f->w, "b"), json_begin_array(&f->w);
    json_write_null(&f->w), json_write_bool(&f->w, true), json_write_bool(&f->w, false);
    json_begin_array(&f->w), json_end_array(&f->w);
    json_begin_object(&f->w), json_end_object(&f->w);
    json_end_array(&f->w);
    json_name(&f->w, "c"), json_write_raw(&f->w, STR("{}"));
    json_end_object(&f->w);
    assert_str(buf_str(&f->out), "{\"a\":-9223372036854775808,"
                                 "\"b\":[null,true,false,[],{}],\"c\":{}}");
    assert_int_equal(f->w.depth, 0);
}

static void test_json_write__decimals_keep_their_digits(void **state) {
    struct fixture *f = *state;
    json_begin_array(&f->w);
    json_write_decimal(&f->w, 1250, 2);
    json_write_decimal(&f->w, -7, 2);
    json_write_decimal(&f->w, 0, 3);
    json_write_decimal(&f->w, 42, 0);
    json_write_decimal(&f->w, INT64_MIN, 18);
    json_end_array(&f->w);
    assert_str(buf_str(&f->out), "[12.50,-0.07,0.000,42,-9.223372036854775808]");
}

static void test_json_write__identifiers_are_text(void **state) {
    struct fixture *f = *state;
    json_write_id(&f->w, 1234567890123456789);
    struct str quoted = buf_str(&f->out);
    int64_t id;
    assert_true(id_parse(str_n(quoted.p + 1, quoted.n - 2), &id));
    assert_int_equal(id, 1234567890123456789);
}

static void test_json_write__text_is_safe_in_a_script(void **state) {
    static const struct {
        struct str text;
        const char *json;
    } cases[] = {
        {{"", 0}, "\"\""},
        {{"</script>", 9}, "\"\\u003c/script>\""},
        {{"abcdefgh\"ijklmnop\\", 18}, "\"abcdefgh\\\"ijklmnop\\\\\""},
        {{"\0\1\n\t\x1f\x7f", 6}, "\"\\u0000\\u0001\\n\\t\\u001f\x7f\""},
        {{"a\xE2\x80\xA8z\xE2\x80\xA9", 8}, "\"a\\u2028z\\u2029\""},
        {{"می\xE2\x80\x8Cرود 😀 123456789", 28}, "\"می\xE2\x80\x8Cرود 😀 123456789\""},
        {{"a\xFFz\xD9", 4}, "\"a\xEF\xBF\xBDz\xEF\xBF\xBD\""},
        {{"\xED\xA0\x80", 3}, "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\""},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        f->out.n = 0;
        buf_json(&f->out, cases[i].text);
        assert_str(buf_str(&f->out), cases[i].json);
    }
}

/* Each byte at each place of a longer text comes back as it was. */
static void test_json_write__what_is_written_can_be_read(void **state) {
    struct fixture *f = *state;
    for (int c = 0; c < 0x80; c++) {
        for (size_t at = 0; at < 17; at++) {
            char text[] = "0123456789abcdefg";
            text[at] = (char)c;
            f->out.n = 0;
            buf_json(&f->out, str_n(text, 17));
            struct json *root;
            assert_int_equal(json_parse(f->mem, buf_str(&f->out), NULL, &root, NULL), OK);
            assert_true(str_eq(json_text(root), str_n(text, 17)));
        }
    }
}

static void test_json_write__a_tree_is_written_as_it_was_read(void **state) {
    struct fixture *f = *state;
    const char *text = "{\"a\":[1.50,-0,null,true,\"\\n\"],\"b\":{\"c\":{}},\"a\":false}";
    struct json *root;
    assert_int_equal(json_parse(f->mem, str_of(text), NULL, &root, NULL), OK);
    json_write_tree(&f->w, root);
    assert_str(buf_str(&f->out), text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_json_write__commas_come_by_themselves, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_json_write__decimals_keep_their_digits, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_json_write__identifiers_are_text, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_json_write__text_is_safe_in_a_script, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_json_write__what_is_written_can_be_read,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_json_write__a_tree_is_written_as_it_was_read,
                                        set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

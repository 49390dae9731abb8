#include "../test.h"

#include "base/words.h"

static void test_words__parts_are_filled_by_name(void **state) {
    (void)state;
    struct arena *mem = arena_create();
    const struct msg_part *parts = MSG_PARTS({"n", STR("۱۲")});
    assert_str(msg_format(mem, LANG_FA, MSG_LIST_ROWS, parts), "۱۲ ردیف");
    assert_str(msg_format(mem, LANG_EN, MSG_LIST_ROWS, parts), "۱۲ rows");
    assert_str(msg_format(mem, LANG_EN, MSG_LIST_ROWS, NULL), " rows");
    arena_free(mem);
}

static void test_words__english_counts_one_apart(void **state) {
    (void)state;
    struct arena *mem = arena_create();
    const char *ones[] = {"1", "۱"};
    for (int i = 0; i < 2; i++) {
        struct str text =
            msg_format(mem, LANG_EN, MSG_LIST_ROWS, MSG_PARTS({"n", str_of(ones[i])}));
        assert_true(str_ends(text, STR(" row")));
    }
    arena_free(mem);
}

static void test_words__every_key_is_found(void **state) {
    (void)state;
    enum msg found;
    for (int i = 0; i < MSG_COUNT; i++)
        assert_true(msg_find(msg_key[i], &found) && found == (enum msg)i);
    assert_false(msg_find(STR(""), &found));
    assert_false(msg_find(STR("no.such.key"), &found));
    assert_false(msg_find(STR("~"), &found));
}

static void test_words__a_broken_brace_ends_the_text(void **state) {
    (void)state;
    struct str rest = STR("a{b");
    struct msg_piece piece;
    assert_true(msg_next(&rest, &piece));
    assert_str(piece.plain, "a");
    assert_true(msg_next(&rest, &piece));
    assert_str(piece.name, "b");
    assert_false(msg_next(&rest, &piece));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words__parts_are_filled_by_name),
        cmocka_unit_test(test_words__english_counts_one_apart),
        cmocka_unit_test(test_words__every_key_is_found),
        cmocka_unit_test(test_words__a_broken_brace_ends_the_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* What a paper refuses, and what it leaves out, whoever wrote it. */
#include "../memory.h"
#include "base/arena.h"
#include "host/host.h"
#include "host/paper_font.h"
#include "host/paper_press.h"
#include "host/paper_text.h"

static enum err made(const struct paper *paper, struct str *out) {
    return host_native.paper_make(mem, paper, out);
}

static void test_paper__may_be_empty(void **state) {
    (void)state;
    struct paper paper = {.lang = LANG_EN};
    struct str pdf;
    assert_int_equal(made(&paper, &pdf), OK);
    assert_true(str_starts(pdf, STR("%PDF-")));
    assert_true(str_ends(pdf, STR("%%EOF\n")));
    assert_true(str_has(pdf, STR("/Lang (en)")));
}

static void test_paper__has_limits(void **state) {
    (void)state;
    struct str pdf;
    struct paper rows = {.row_count = PAPER_ROWS + 1};
    struct paper facts = {.fact_count = PAPER_FACTS + 1,
                          .facts = NEWS(mem, PAPER_FACTS + 1, struct paper_fact)};
    char *large = arena_alloc(mem, PAPER_TEXT_BYTES + 1);
    struct paper text = {.title = str_n(large, PAPER_TEXT_BYTES + 1)};
    assert_int_equal(made(&rows, &pdf), ERR_LIMIT);
    assert_int_equal(made(&facts, &pdf), ERR_LIMIT);
    assert_int_equal(made(&text, &pdf), ERR_LIMIT);
}

static void test_paper__a_cell_longer_than_a_page_ends(void **state) {
    (void)state;
    struct buf words = buf_in(mem, 0);
    while (words.n < PAPER_TEXT_BYTES - 10)
        BUF_LIT(&words, "کلمه ");
    struct str cell = buf_str(&words), pdf;
    struct paper_column column = {STR_INIT("شرح"), 1};
    struct paper_row row = {&cell, cell};
    struct paper paper = {
        .columns = &column, .column_count = 1, .rows = &row, .row_count = 1};
    assert_int_equal(made(&paper, &pdf), OK);
}

static void test_paper__takes_any_bytes_for_text(void **state) {
    (void)state;
    char all[512];
    for (size_t i = 0; i < sizeof all; i++)
        all[i] = (char)(i * 7);
    struct paper_note note = {str_n(all, sizeof all), str_n(all, sizeof all)};
    struct paper paper = {.title = str_n(all, sizeof all), .notes = &note, .note_count = 1};
    struct str pdf;
    assert_int_equal(made(&paper, &pdf), OK);
}

static void test_paper_text__loses_what_turns_directions(void **state) {
    (void)state;
    PangoFontMap *fonts = paper_font_map();
    assert_string_equal(str_z(mem, paper_text_plain(mem, STR("a\u202Eb\u2066c 🍵 d"))),
                        "abc d");
    assert_string_equal(str_z(mem, paper_text_plain(mem, STR("中\xff"))), "\uFFFD\uFFFD");
    assert_string_equal(str_z(mem, paper_text(mem, STR("a\nb"))),
                        "\u2068a\u2069\n\u2068b\u2069");
    g_object_unref(fonts);
}

static void test_paper_png__is_measured_before_it_is_read(void **state) {
    (void)state;
    static const char huge[] =
        "\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\1\0\0\0\1\0\0\x08\2\0\0\0";
    static const char cut[] = "\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\1\0\0\0\1\x08\2\0\0\0";
    assert_null(press_png(str_n(huge, sizeof huge - 1)));
    assert_null(press_png(str_n(cut, sizeof cut - 1)));
    assert_null(press_png(STR("GIF89a")));
    assert_null(press_png(STR("")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_paper__may_be_empty, open_memory,
                                        close_memory),
        cmocka_unit_test_setup_teardown(test_paper__has_limits, open_memory, close_memory),
        cmocka_unit_test_setup_teardown(test_paper__a_cell_longer_than_a_page_ends,
                                        open_memory, close_memory),
        cmocka_unit_test_setup_teardown(test_paper__takes_any_bytes_for_text, open_memory,
                                        close_memory),
        cmocka_unit_test_setup_teardown(test_paper_text__loses_what_turns_directions,
                                        open_memory, close_memory),
        cmocka_unit_test(test_paper_png__is_measured_before_it_is_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

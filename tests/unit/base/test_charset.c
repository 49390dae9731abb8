#include "../test.h"

#include "base/charset.h"

static int set_up(void **state) {
    *state = arena_create();
    return 0;
}

static int tear_down(void **state) {
    arena_free(*state);
    return 0;
}

/* The whole of `text` converted in pieces of `piece` bytes. */
static struct str converted(struct arena *mem, struct str text, enum charset from,
                            size_t piece, struct charset_report *out_report) {
    struct charset_reader r;
    struct buf out = buf_in(mem, 0);
    charset_init(&r, mem, from);
    for (; text.n; text = str_from(text, piece))
        charset_feed(&r, str_first(text, piece), &out);
    charset_end(&r, &out);
    *out_report = r.report;
    return buf_str(&out);
}

#define BYTES(literal) \
    { literal, sizeof(literal) - 1 }

static void test_charset__every_encoding_becomes_utf8(void **state) {
    static const struct {
        struct str text;
        enum charset from;
        const char *utf8;
    } cases[] = {
        {BYTES("سلام\nدنیا"), CHARSET_UTF8, "سلام\nدنیا"},
        {BYTES("\xEF\xBB\xBFسلام"), CHARSET_UTF8, "سلام"},
        {BYTES("\xFF\xFE\x33\x06\x3d\xd8\x00\xde\n\0"), CHARSET_UTF16LE, "س😀\n"},
        {BYTES("\xFE\xFF\x06\x33\xd8\x3d\xde\x00\0\n"), CHARSET_UTF16BE, "س😀\n"},
        {BYTES("a\0,\0b\0"), CHARSET_UTF16LE, "a,b"},
        {BYTES("\0a\0,\x06\x33"), CHARSET_UTF16BE, "a,س"},
        {BYTES("\xD3\xE1\xC7\xE3 \x90\x81\x8D\x8E\x98"), CHARSET_WINDOWS_1256,
         "سلام گپچژک"},
        {BYTES("plain"), CHARSET_UTF8, "plain"},
        {BYTES(""), CHARSET_UTF8, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(charset_guess(cases[i].text), cases[i].from);
        for (size_t piece = 1; piece < 6; piece++) {
            struct charset_report report;
            assert_str(converted(*state, cases[i].text, cases[i].from, piece, &report),
                       cases[i].utf8);
            assert_int_equal(report.damaged_units + report.other_lines, 0);
        }
    }
}

static void test_charset__a_line_of_another_encoding_is_told(void **state) {
    struct charset_report report;
    struct str text = STR("سلام\n\xD3\xE1\xC7\xE3\nخوب\xD8\n");
    for (size_t piece = 1; piece < 9; piece++) {
        struct str utf8 = converted(*state, text, CHARSET_UTF8, piece, &report);
        assert_str(utf8, "سلام\nسلام\nخوب\xEF\xBF\xBD\n");
        assert_int_equal(report.other_lines, 1);
        assert_int_equal(report.damaged_units, 1);
        assert_int_equal(report.lines_kept, 2);
        assert_int_equal(report.lines[0], 2);
        assert_int_equal(report.lines[1], 3);
    }
}

static void test_charset__half_units_are_replaced(void **state) {
    struct charset_report report;
    for (size_t piece = 1; piece < 9; piece++) {
        struct str half =
            converted(*state, STR("\x3d\xd8\x33\x06\x00"), CHARSET_UTF16LE, piece, &report);
        assert_str(half, "\xEF\xBF\xBDس\xEF\xBF\xBD");
        assert_int_equal(report.damaged_units, 2);
        struct str end =
            converted(*state, STR("\x3d\xd8"), CHARSET_UTF16LE, piece, &report);
        assert_str(end, "\xEF\xBF\xBD");
    }
}

static void test_charset__a_very_long_line_keeps_its_letters(void **state) {
    struct buf text = buf_in(*state, 0);
    for (int i = 0; i < 3 * CHARSET_LINE_LIMIT; i++)
        buf_putz(&text, i % 7 ? "س" : "x");
    struct charset_report report;
    for (size_t piece = 1000; piece < 200000; piece *= 5) {
        struct str utf8 = converted(*state, buf_str(&text), CHARSET_UTF8, piece, &report);
        assert_true(str_eq(utf8, buf_str(&text)));
        assert_int_equal(report.damaged_units + report.other_lines, 0);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_charset__every_encoding_becomes_utf8),
        cmocka_unit_test(test_charset__a_line_of_another_encoding_is_told),
        cmocka_unit_test(test_charset__half_units_are_replaced),
        cmocka_unit_test(test_charset__a_very_long_line_keeps_its_letters),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}

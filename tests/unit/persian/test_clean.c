#include "../memory.h"

#include "persian/clean.h"
#include "persian/fold.h"

struct pair {
    const char *in, *out;
};

#define check_all(pairs, function)                               \
    for (size_t i = 0; i < sizeof(pairs) / sizeof *(pairs); i++) \
    assert_str(function(mem, str_of((pairs)[i].in)), (pairs)[i].out)

static void test_clean__one_spelling_for_letters(void **state) {
    (void)state;
    static const struct pair pairs[] = {
        {"كيف", "کیف"},
        {"على", "علی"},
        {"آب، أحمد، إسلام، مسؤول، رئیس، خانۀ، حيوة",
         "آب، أحمد، إسلام، مسؤول، رئیس، خانۀ، حیوة"},
        {"خانه\u0654", "خانۀ"},
        {"ا\u0653ب ا\u0654 ا\u0655 و\u0654 ي\u0654", "آب أ إ ؤ ئ"},
        {"مــــحمد", "محمد"},
        {"مُحَمَّد رحمٰن لطفاً", "مُحَمَّد رحمن لطفاً"},
        {"ه\u064E\u0654 \u064Bب \u0640\u064Fا", "ۀ\u064E ب ا"},
        {"٠١٢٣٤٥٦٧٨٩ ۰۱۲۳۴۵۶۷۸۹", "0123456789 0123456789"},
        {"\uFEE3\uFEA4\uFEE4\uFEAA", "محمد"},
        {"\uFEFB\uFDF2 \uFDFC", "لاالله ریال"},
        {"ＡＢ１２", "AB12"},
        {"ﬁne", "fine"},
        {"Élan Ω", "Élan Ω"},
    };
    check_all(pairs, fa_clean);
}

static void test_clean__spaces_and_half_spaces_are_tidy(void **state) {
    (void)state;
    static const struct pair pairs[] = {
        {"", ""},
        {"   ", ""},
        {"\u200C", ""},
        {"  علی \t رضا\u00A0\u3000 ", "علی رضا"},
        {"می\u200C\u200Cروم", "می\u200Cروم"},
        {"\u200Cمی\u200C روم\u200C", "می روم"},
        {"می \u200C روم", "می روم"},
        {"می\u200Dروم", "میروم"},
        {"a\u200Bb\u00ADc", "abc"},
    };
    check_all(pairs, fa_clean);
}

static void test_clean__unseen_marks_go(void **state) {
    (void)state;
    static const struct pair pairs[] = {
        {"\u202Eabc\u202C", "abc"},     {"\u2066a\u2069\u200E\u200F\uFEFF\u061C", "a"},
        {"a\x01\x7F\xC2\x85z", "a\nz"}, {"x\xFFy\xC3", "xy"},
        {"\U000E0041q", "q"},
    };
    check_all(pairs, fa_clean);
    assert_str(fa_clean(mem, str_n("a\0b", 3)), "ab");
    assert_str(fa_clean(mem, (struct str){0}), "");
    assert_str(fa_index_text(mem, (struct str){0}), "");
}

static void test_clean__joined_emoji_stay_joined(void **state) {
    (void)state;
    static const struct pair pairs[] = {
        {"👨\u200D👩\u200D👧", "👨\u200D👩\u200D👧"},
        {"❤\uFE0F\u200D🔥", "❤\uFE0F\u200D🔥"},
        {"a\u200D👩", "a👩"},
        {"a\uFE0F", "a"},
    };
    check_all(pairs, fa_clean);
}

static void test_clean__lines_stay_unless_one_line_is_wanted(void **state) {
    (void)state;
    static const struct pair text[] = {
        {"\r\nیک \r\n\r\n دو\u2028سه\n", "یک\n\nدو\nسه"},
        {"a\rb", "a b"},
    };
    static const struct pair line[] = {{"یک \r\n\r\n دو\nسه\n", "یک دو سه"}};
    check_all(text, fa_clean);
    check_all(line, fa_clean_line);
}

static void test_clean__clean_text_is_not_copied(void **state) {
    (void)state;
    struct str in = STR("حسین\u200Cزاده Ali-Reza 12");
    assert_ptr_equal(fa_clean(mem, in).p, in.p);
}

static void test_clean__bad_bytes_are_counted(void **state) {
    (void)state;
    assert_int_equal(fa_bad_bytes(STR("سلام")), 0);
    assert_int_equal(fa_bad_bytes(STR("a\xFF\xC3z\uFFFD")), 5);
}

static uint32_t seed = 1;

static uint32_t any(uint32_t below) {
    seed = seed * 1664525 + 1013904223;
    return (seed >> 8) % below;
}

/* Text of code points from the interesting blocks, with a raw byte now and then. */
static struct str any_text(char *out) {
    static const uint32_t blocks[] = {0,       0x80,   0x600,  0x600,  0x640,
                                      0x2000,  0xFB00, 0xFD80, 0xFE00, 0xFE80,
                                      0x1F400, 0x300,  0xFF00};
    size_t n = 0;
    for (uint32_t left = any(24); left; left--) {
        if (any(12) == 0)
            out[n++] = (char)any(256);
        else
            n += utf8_put(out + n, blocks[any(sizeof blocks / sizeof *blocks)] + any(128));
    }
    return str_n(out, n);
}

enum { ROUNDS = 100000 };

static void test_clean__twice_is_once_and_keys_are_the_same(void **state) {
    (void)state;
    char text[24 * 4];
    for (int i = 0; i < ROUNDS; i++) {
        struct str in = any_text(text);
        struct str once = fa_clean(mem, in), line = fa_clean_line(mem, in);
        assert_true(utf8_valid(once));
        assert_true(str_eq(fa_clean(mem, once), once));
        assert_true(str_eq(fa_clean_line(mem, line), line));
        assert_true(str_eq(fa_clean_line(mem, once), line));
        assert_true(str_eq(fa_fold(mem, once), fa_fold(mem, in)));
        assert_true(str_eq(fa_index_text(mem, once), fa_index_text(mem, in)));
        if (i % 1000 == 0) arena_reset(mem);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_clean__one_spelling_for_letters),
        cmocka_unit_test(test_clean__spaces_and_half_spaces_are_tidy),
        cmocka_unit_test(test_clean__unseen_marks_go),
        cmocka_unit_test(test_clean__joined_emoji_stay_joined),
        cmocka_unit_test(test_clean__lines_stay_unless_one_line_is_wanted),
        cmocka_unit_test(test_clean__clean_text_is_not_copied),
        cmocka_unit_test(test_clean__bad_bytes_are_counted),
        cmocka_unit_test(test_clean__twice_is_once_and_keys_are_the_same),
    };
    return cmocka_run_group_tests(tests, open_memory, close_memory);
}

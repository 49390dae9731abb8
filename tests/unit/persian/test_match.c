#include "persian/match.h"

#include "../memory.h"

/* The text with brackets around what was found. */
static struct str marked(const char *text, const char *typed) {
    struct str s = str_of(text), out = STR("");
    struct fa_spans spans = fa_match(mem, s, str_of(typed));
    size_t done = 0;
    for (size_t i = 0; i < spans.n; i++) {
        struct fa_span at = spans.at[i];
        out = str_format(mem, "%.*s%.*s[%.*s]", STR_ARG(out),
                         STR_ARG(str_first(str_from(s, done), at.from - done)),
                         STR_ARG(str_first(str_from(s, at.from), at.to - at.from)));
        done = at.to;
    }
    return str_join(mem, out, str_from(s, done));
}

static void test_match__finds_beginnings_of_words(void **state) {
    (void)state;
    assert_str(marked("علی رضایی", "رضا"), "علی [رضا]یی");
    assert_str(marked("علیرضا", "رضا"), "علیرضا");
    assert_str(marked("Reza Karimi", "kar"), "Reza [Kar]imi");
    assert_str(marked("رضا", ""), "رضا");
    assert_str(marked("", "رضا"), "");
}

static void test_match__writing_makes_no_difference(void **state) {
    (void)state;
    assert_str(marked("كريم", "کری"), "[كري]م");
    assert_str(marked("آقای مؤمن", "مومن"), "آقای [مؤمن]");
    assert_str(marked("رِضا", "رضا"), "[رِضا]");
    assert_str(marked("۰۹۱۲۳", "0912"), "[۰۹۱۲]۳");
    assert_str(marked("ﻻله", "لا"), "[ﻻ]له");
}

static void test_match__joined_and_parted_words_are_one(void **state) {
    (void)state;
    assert_str(marked("حسین‌زاده", "حسین زاده"), "[حسین‌زاده]");
    assert_str(marked("حسین‌زاده", "حسینزاده"), "[حسین‌زاده]");
    assert_str(marked("حسینزاده", "حسین زاده"), "[حسینزاده]");
    assert_str(marked("زهرا حسینی، تهران", "تهر حسی"), "زهرا [حسی]نی، [تهر]ان");
}

static void test_match__survives_broken_bytes(void **state) {
    (void)state;
    assert_str(marked("\xff\xd8رضا", "رضا"), "\xff\xd8[رضا]");
    assert_str(marked("رضا", "\xff"), "رضا");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_match__finds_beginnings_of_words),
        cmocka_unit_test(test_match__writing_makes_no_difference),
        cmocka_unit_test(test_match__joined_and_parted_words_are_one),
        cmocka_unit_test(test_match__survives_broken_bytes),
    };
    return cmocka_run_group_tests(tests, open_memory, close_memory);
}

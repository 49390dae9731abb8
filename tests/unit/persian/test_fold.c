#include "../memory.h"

#include "persian/fold.h"
#include "persian/sort.h"

static void same(const char *a, const char *b) {
    struct str left = fa_fold(mem, str_of(a)), right = fa_fold(mem, str_of(b));
    if (!str_eq(left, right)) fail_msg("%s and %s have different keys", a, b);
    if (!fa_alike(str_of(a), str_of(b))) fail_msg("%s and %s are not alike", a, b);
}

static void test_fold__spellings_that_are_the_same(void **state) {
    (void)state;
    same("می\u200Cروم", "می روم");
    same("می روم", "میروم");
    same("كيف", "کیف");
    same("آذر", "اذر");
    same("أحمد إسلام ٱلله", "احمد اسلام الله");
    same("مسؤول", "مسوول");
    same("رضائی", "رضایی");
    same("خانۀ", "خانه");
    same("خانه\u0654", "خانه");
    same("فاطمة", "فاطمه");
    same("املاء", "املا");
    same("ALI Élan", "ali elan");
    same("۰۹۱۲-٣٤٥", "0912 345");
    same("مُحَمَّدــ!", "محمد");
    same("ΩΔ Я", "ωδ я");
    assert_str(fa_fold(mem, STR("«آقای» أمیر 12")), "اقایامیر12");
    assert_str(fa_fold(mem, STR(" ،\u200C.")), "");
}

static void test_fold__texts_with_other_keys_are_not_alike(void **state) {
    (void)state;
    assert_false(fa_alike(STR("علی"), STR("علیا")));
    assert_false(fa_alike(STR("علیا"), STR("علی")));
    assert_false(fa_alike(STR("a"), STR("b")));
    assert_false(fa_alike(STR(""), STR("ب")));
    assert_true(fa_alike(STR(" - "), STR("")));
}

static struct str shown(struct fa_words words) {
    struct str all = STR("");
    for (size_t i = 0; i < words.n; i++)
        all = str_format(mem, "%.*s[%.*s]", STR_ARG(all), STR_ARG(words.at[i]));
    return all;
}

static void test_fold__tokens_part_at_every_separator(void **state) {
    (void)state;
    assert_str(shown(fa_tokens(mem, STR("  دکتر حسین\u200Cزاده، علي! "))),
               "[دکتر][حسین][زاده][علی]");
    assert_str(shown(fa_tokens(mem, STR("a.b@c-12"))), "[a][b][c][12]");
    assert_str(shown(fa_tokens(mem, STR(" - "))), "");
}

static void test_fold__index_has_words_pairs_and_compounds(void **state) {
    (void)state;
    assert_str(fa_index_text(mem, STR("حسین\u200Cزاده")), "حسین زاده حسینزاده");
    assert_str(fa_index_text(mem, STR("علی")), "علی");
    assert_str(fa_index_text(mem, STR("ا ب ج")), "ا ب ج اب بج");
    assert_str(fa_index_text(mem, STR("ا ب\nج")), "ا ب ج اب");
    assert_str(fa_index_text(mem, STR("حاجی\u200Cآقا\u200Cزاده کاظم")),
               "حاجی اقا زاده کاظم حاجیاقا اقازاده زادهکاظم حاجیاقازاده");
    assert_str(fa_index_text(mem, STR("")), "");
}

static void test_fold__query_tries_all_ways_to_join(void **state) {
    (void)state;
    struct fa_query q = fa_query(mem, STR("الف ب ج"));
    assert_int_equal(q.n, 4);
    assert_str(shown(q.ways[0]), "[الف][ب][ج]");
    assert_str(shown(q.ways[1]), "[الفب][ج]");
    assert_str(shown(q.ways[2]), "[الف][بج]");
    assert_str(shown(q.ways[3]), "[الفبج]");
    q = fa_query(mem, STR("a b c d e"));
    assert_int_equal(q.n, 8);
    assert_str(shown(q.ways[7]), "[abcd][e]");
    assert_int_equal(fa_query(mem, STR(" . ")).n, 0);
}

/* Every spelling of a query must find every spelling of the text. */
static bool finds(const char *query, const char *text) {
    struct str index = str_format(mem, " %.*s", STR_ARG(fa_index_text(mem, str_of(text))));
    struct fa_query q = fa_query(mem, str_of(query));
    for (size_t way = 0; way < q.n; way++) {
        bool all = true;
        for (size_t i = 0; i < q.ways[way].n; i++) {
            bool last = i + 1 == q.ways[way].n;
            struct str word =
                str_format(mem, " %.*s%s", STR_ARG(q.ways[way].at[i]), last ? "" : " ");
            all = all && str_has(str_join(mem, index, STR(" ")), word);
        }
        if (all) return true;
    }
    return false;
}

static void test_fold__any_spelling_finds_any_spelling(void **state) {
    (void)state;
    static const char *const spellings[] = {"حسین\u200Cزاده", "حسین زاده", "حسینزاده"};
    for (size_t q = 0; q < 3; q++)
        for (size_t t = 0; t < 3; t++)
            assert_true(finds(spellings[q], spellings[t]));
    assert_true(finds("حسینز", "حسین زاده"));
    assert_true(finds("علي حسین", "علی حسین\u200Cزاده"));
    assert_false(finds("حسن", "حسین زاده"));
}

static void test_sort__order_of_the_persian_alphabet(void **state) {
    (void)state;
    static const char *const sorted[] = {
        "!",    "2",     "آب",  "ائل",  "ابر",  "بابا", "پدر",  "ترک",     "ثنا",
        "جان",  "چای",   "حسن", "خانه", "دارا", "ذره",  "رضا",  "زن",      "ژاله",
        "سارا", "شاد",   "صبا", "ضرب",  "طاها", "ظهر",  "علی",  "علی رضا", "علیرضا",
        "غار",  "فاطمه", "قلم", "کار",  "گل",   "لاله", "مادر", "نان",     "وحید",
        "هادی", "یار",   "Ali", "bob",  "Zoe",  "Я",
    };
    for (size_t i = 1; i < sizeof sorted / sizeof *sorted; i++) {
        struct str before = fa_sort_key(mem, str_of(sorted[i - 1]));
        struct str after = fa_sort_key(mem, str_of(sorted[i]));
        if (str_compare(before, after) >= 0)
            fail_msg("%s is not before %s", sorted[i - 1], sorted[i]);
    }
}

static void test_sort__keys_are_short_and_ignore_what_is_not_seen(void **state) {
    (void)state;
    struct str plain = fa_sort_key(mem, STR("کریمی نیا"));
    assert_int_equal(plain.n, 9);
    assert_true(str_eq(plain, fa_sort_key(mem, STR("  كَريمي   نيا "))));
    assert_true(
        str_eq(fa_sort_key(mem, STR("می\u200Cروم")), fa_sort_key(mem, STR("میروم"))));
    char longer[1000];
    memset(longer, 'a', sizeof longer);
    assert_int_equal(fa_sort_key(mem, str_n(longer, sizeof longer)).n, FA_SORT_LETTERS);
    assert_int_equal(fa_sort_key(mem, STR("")).n, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fold__spellings_that_are_the_same),
        cmocka_unit_test(test_fold__texts_with_other_keys_are_not_alike),
        cmocka_unit_test(test_fold__tokens_part_at_every_separator),
        cmocka_unit_test(test_fold__index_has_words_pairs_and_compounds),
        cmocka_unit_test(test_fold__query_tries_all_ways_to_join),
        cmocka_unit_test(test_fold__any_spelling_finds_any_spelling),
        cmocka_unit_test(test_sort__order_of_the_persian_alphabet),
        cmocka_unit_test(test_sort__keys_are_short_and_ignore_what_is_not_seen),
    };
    return cmocka_run_group_tests(tests, open_memory, close_memory);
}

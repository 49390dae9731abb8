/* Types made of words: text, long text, yes or no, choices, tags, addresses. */
#include "field_test.h"

#define TEXT(z) \
    { z, sizeof(z) - 1 }

static const struct choice stages[] = {
    {.key = TEXT("new"), .label = {{TEXT("تازه"), TEXT("New")}}},
    {.key = TEXT("in_talks"),
     .label = {{TEXT("در حال گفت‌وگو"), TEXT("In talks, soon")}}},
    {.key = TEXT("won"), .label = {{TEXT("برنده"), TEXT("Won")}}},
};
static const struct choice_list stage_list = {.choices = stages, .count = 3};

static struct str repeated(const char *letter, int times) {
    struct buf b = buf_in(cx.mem, 0);
    while (times--)
        buf_putz(&b, letter);
    return buf_str(&b);
}

static void test_text__is_cleaned(void **state) {
    (void)state;
    struct field f = field_of("text");
    gives_text(&f, "  شركت  كاوه\tعلي ", "شرکت کاوه علی");
    gives_text(&f, "واحد ۱۲ و ٣", "واحد 12 و 3");
    gives_text(&f, "سلام 🌹", "سلام 🌹");
    gives_text(&f, "پیام\u202Eدزد\u2066", "پیامدزد");
    gives_text(&f, "دو\nخط", "دو خط");
    gives_nothing(&f, "");
    gives_nothing(&f, " \u200C\u202E ");
    struct value v;
    assert_int_equal(field_parse(&cx, &f, str_n("a\0b", 3), &v), OK);
    assert_str(v.s, "ab");
}

static void test_text__refuses_what_is_broken_or_long(void **state) {
    (void)state;
    struct field f = field_of("text");
    refuses(
        &f, "ab\xC3",
        "این نوشته درست خوانده نمی‌شود؛ لطفاً آن را دوباره بنویسید یا فایل را با "
        "کدگذاری UTF-8 ذخیره کنید.");
    refuses_str(&f, repeated("ب", 501), "حداکثر ۵۰۰ نویسه بنویسید.");
    refuses_str(&f, repeated("a", 1000000), "حداکثر ۵۰۰ نویسه بنویسید.");
    assert_int_equal(typed_as(&f, str_z(cx.mem, repeated("😀", 500))).s.n, 2000);
    f.has_max = true, f.max = 600;
    assert_int_equal(typed_as(&f, str_z(cx.mem, repeated("a", 600))).s.n, 600);
    refuses_str(&f, repeated("a", 601), "حداکثر ۶۰۰ نویسه بنویسید.");
    f.has_min = true, f.min = 2, f.max = 4;
    gives_text(&f, "چهار", "چهار");
    refuses(&f, "چ", "حداقل ۲ نویسه بنویسید.");
    refuses(&f, "چهارم", "حداکثر ۴ نویسه بنویسید.");
}

static void test_text__required_names_itself(void **state) {
    (void)state;
    struct field f = field_of("text");
    f.required = true;
    refuses(&f, "", "عنوان را وارد کنید.");
    refuses(&f, "  ", "عنوان را وارد کنید.");
    json_refused(&f, "null");
    cx.lang = LANG_EN;
    refuses(&f, "", "Please enter Title.");
}

static void test_text__shows_digits_of_the_user_but_not_among_latin(void **state) {
    (void)state;
    struct field f = field_of("text");
    shows(&f, v_text(STR("واحد 12")), "واحد ۱۲");
    shows(&f, v_text(STR("iPhone 12")), "iPhone 12");
    shows(&f, v_null(), "");
    assert_str(json_of(&f, v_null()), "null");
    comes_back(&f, v_text(STR("واحد 12، «نیم‌فاصله» \"</b>\" 😀")));
    comes_back(&f, v_null());
}

static void test_text__keeps_keys_for_sorting_and_finding(void **state) {
    (void)state;
    struct field f = field_of("text");
    const struct derived *d = f.type->derived;
    struct value a = d[0].derive(&cx, &f, v_text(STR("پارس")));
    struct value b = d[0].derive(&cx, &f, v_text(STR("تهران")));
    assert_true(str_compare(a.s, b.s) < 0);
    assert_str(d[1].derive(&cx, &f, v_text(STR("می‌ روم آذر"))).s, "میروماذر");
    assert_int_equal(d[0].derive(&cx, &f, v_null()).kind, V_NULL);
    assert_ptr_equal(d[2].suffix, NULL);
}

static void test_long_text__keeps_its_lines(void **state) {
    (void)state;
    struct field f = field_of("long_text");
    gives_text(&f, "یک\r\nدو \n\n سه", "یک\nدو\n\nسه");
    comes_back(&f, v_text(STR("یک\nدو 2")));
    refuses_str(&f, repeated("ب", 50001), "حداکثر ۵۰٬۰۰۰ نویسه بنویسید.");
}

static void test_yes_no__reads_many_words(void **state) {
    (void)state;
    struct field f = field_of("yes_no");
    static const char *const yes[8] = {"بله", "آره", "دارد", "1", "۱", "Yes", "on", "TRUE"};
    static const char *const no[8] = {"خیر", "نه", "ندارد", "0",
                                      "۰",   "No", "off",   "غیر فعال"};
    for (size_t i = 0; i < 8; i++) {
        gives_int(&f, yes[i], 1);
        gives_int(&f, no[i], 0);
    }
    refuses(&f, "شاید", "«شاید» روشن نیست؛ بله یا خیر بنویسید.");
    json_refused(&f, "1");
    shows(&f, v_int(1), "بله");
    assert_str(json_of(&f, v_int(0)), "false");
    comes_back(&f, v_int(0));
    comes_back(&f, v_int(1));
}

static void test_choice__is_typed_by_key_or_label(void **state) {
    (void)state;
    struct field f = field_of("choice");
    f.choices = &stage_list;
    gives_text(&f, "in_talks", "in_talks");
    gives_text(&f, "در حال گفت و گو", "in_talks");
    gives_text(&f, "IN TALKS SOON", "in_talks");
    gives_text(&f, " برنده ", "won");
    refuses(
        &f, "بازنده",
        "«بازنده» در فهرست نیست؛ نمونه: تازه، در حال گفت‌وگو، برنده");
    refuses(
        &f, "!",
        "«!» در فهرست نیست؛ نمونه: تازه، در حال گفت‌وگو، برنده");
    shows(&f, v_text(STR("won")), "برنده");
    shows(&f, v_text(STR("gone")), "gone");
    json_refused(&f, "5");
    comes_back(&f, v_text(STR("won")));
}

static void test_choices__keep_the_order_of_the_list(void **state) {
    (void)state;
    struct field f = field_of("choices");
    f.choices = &stage_list;
    gives_text(&f, "برنده، تازه, won", "|new|won|");
    gives_text(&f, "|won|new|", "|new|won|");
    gives_text(&f, "In talks, soon", "|in_talks|");
    gives_nothing(&f, " ، ");
    refuses(
        &f, "new,lost",
        "«lost» در فهرست نیست؛ نمونه: تازه، در حال گفت‌وگو، برنده");
    shows(&f, v_text(STR("|new|won|")), "تازه، برنده");
    assert_str(json_of(&f, v_text(STR("|new|won|"))), "[\"new\",\"won\"]");
    json_refused(&f, "[1]");
    json_refused(&f, "{}");
    comes_back(&f, v_text(STR("|new|in_talks|won|")));
}

static void test_tags__are_cleaned_and_single(void **state) {
    (void)state;
    struct field f = field_of("tags");
    gives_text(&f, "#وفادار، مشتري ويژه ,وفا‌دار;VIP\nvip",
               "|وفادار|مشتری ویژه|VIP|");
    gives_text(&f, "a،\u200Cb", "|a|b|");
    gives_nothing(&f, "#, ،");
    refuses(&f, "این یک برچسب است که بسیار بسیار بسیار بسیار بسیار بلند شده است",
            "برچسب «این یک برچسب است که بسیار بسیار بسیار بس…» بلند است؛ حداکثر ۵۰ نویسه.");
    struct buf many = buf_in(cx.mem, 0);
    for (int i = 0; i < 101; i++)
        buf_format(&many, "t%d,", i);
    refuses_str(&f, buf_str(&many),
                "حداکثر ۱۰۰ مورد پذیرفته می‌شود.");
    shows(&f, v_text(STR("|الف 1|vip2|")), "الف ۱، vip2");
    comes_back(&f, v_text(STR("|الف 1|vip2|")));
}

static void test_address__is_kept_in_parts(void **state) {
    (void)state;
    struct field f = field_of("address");
    gives_text(&f, "{\"city\":\"  شهر ري \",\"province\":\"تهران\",\"county\":\"\"}",
               "{\"province\":\"تهران\",\"city\":\"شهر ری\"}");
    gives_text(
        &f, "استان فارس، شهر شیراز، خیابان زند، پلاک ۱۲، کدپستی: ۷۱۳۴۵-۶۷۸۹۱",
        "{\"province\":\"فارس\",\"city\":\"شیراز\",\"street\":\"خیابان زند، پلاک 12\","
        "\"postal_code\":\"7134567891\"}");
    gives_text(&f, "خیابان آزادی", "{\"street\":\"خیابان آزادی\"}");
    gives_nothing(&f, "{}");
    gives_nothing(&f, "{\"city\":\" \"}");
    refuses(&f, "{\"postal_code\":\"123\"}",
            "کدپستی «123» درست نیست؛ ده رقم است و در پنج رقم نخست ۰ و ۲ ندارد.");
    refuses(
        &f, "{\"planet\":\"زمین\"}",
        "نشانی باید شیئی با رشته‌های province، county، city، street و "
        "postal_code باشد.");
    json_refused(&f, "{\"city\":5}");
    json_refused(&f, "[]");
}

static void test_address__is_shown_and_found(void **state) {
    (void)state;
    struct field f = field_of("address");
    struct value v = typed_as(&f, "{\"province\":\"تهران\",\"county\":\"تهران\",\"city\":"
                                  "\"تهران\",\"street\":\"آزادی 5\\nواحد <2>\","
                                  "\"postal_code\":\"1345678913\"}");
    shows(&f, v, "تهران، آزادی ۵\nواحد <۲>، کدپستی ۱۳۴۵۶۷۸۹۱۳");
    comes_back(&f, v);
    const struct derived *d = f.type->derived;
    assert_str(str_of(d[0].suffix), "city");
    assert_str(d[0].derive(&cx, &f, typed_as(&f, "شهر آمل")).s, "امل");
    assert_int_equal(d[1].derive(&cx, &f, typed_as(&f, "شهر آمل")).kind, V_NULL);
    assert_str(d[2].derive(&cx, &f, typed_as(&f, "شهر آمل، طالقانی 3")).s, "املطالقانی3");
    assert_str(field_words(&cx, &f, typed_as(&f, "شهر آمل، طالقانی")), "آمل طالقانی");
}

static void test_every_type__answers_for_bad_bytes(void **state) {
    (void)state;
    struct str bad[] = {
        STR("\xFF\xFE"), str_n("\0", 1), STR("\u202E\u202E"), STR("{"), STR("|||"),
        STR("😀"),        STR("-"),       repeated("9", 5000), STR("#"), STR(":"),
        STR("٫"),        STR("null")};
    for (const struct field_type *const *t = field_types; *t; t++)
        for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
            struct field f = field_of((*t)->name);
            struct value v = v_null();
            f.choices = &stage_list;
            cx.problems = cx.last_problem = NULL;
            enum err e = field_parse(&cx, &f, bad[i], &v);
            assert_true(e == OK || (e == ERR_INVALID && problem_of(&cx, f.name).n));
            assert_true(utf8_valid(problem_of(&cx, f.name)));
            if (e == OK) assert_true(utf8_valid(field_text(&cx, &f, v)));
        }
}

static void test_types__are_found_by_name(void **state) {
    (void)state;
    int count = 0;
    for (const struct field_type *const *t = field_types; *t; t++, count++) {
        assert_ptr_equal(field_type_named(str_of((*t)->name)), *t);
        bool looks_in_f = false, sorts = !(*t)->sort_suffix;
        for (int i = 0; i < FIELD_DERIVED && (*t)->derived[i].suffix; i++) {
            looks_in_f |= strcmp((*t)->derived[i].suffix, "f") == 0;
            sorts |=
                (*t)->sort_suffix && !strcmp((*t)->derived[i].suffix, (*t)->sort_suffix);
        }
        assert_int_equal(looks_in_f, ((*t)->ops & OP_TEXT) != 0);
        assert_true(sorts && (*t)->parse && (*t)->text && (*t)->json && (*t)->json_type);
    }
    assert_int_equal(count, 31);
    assert_ptr_equal(field_type_named(STR("colour")), NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        FIELD_TEST(test_text__is_cleaned),
        FIELD_TEST(test_text__refuses_what_is_broken_or_long),
        FIELD_TEST(test_text__required_names_itself),
        FIELD_TEST(test_text__shows_digits_of_the_user_but_not_among_latin),
        FIELD_TEST(test_text__keeps_keys_for_sorting_and_finding),
        FIELD_TEST(test_long_text__keeps_its_lines),
        FIELD_TEST(test_yes_no__reads_many_words),
        FIELD_TEST(test_choice__is_typed_by_key_or_label),
        FIELD_TEST(test_choices__keep_the_order_of_the_list),
        FIELD_TEST(test_tags__are_cleaned_and_single),
        FIELD_TEST(test_address__is_kept_in_parts),
        FIELD_TEST(test_address__is_shown_and_found),
        FIELD_TEST(test_every_type__answers_for_bad_bytes),
        FIELD_TEST(test_types__are_found_by_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

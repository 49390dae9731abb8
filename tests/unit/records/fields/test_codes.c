/* Types made of codes and links: phone, e-mail, URL, identity numbers, records. */
#include "field_test.h"

static void test_phone__is_kept_as_e164(void **state) {
    (void)state;
    struct field f = field_of("phone");
    gives_text(&f, "۰۹۱۲ ۱۲۳ ۴۵۶۷", "+989121234567");
    gives_text(&f, "00989121234567", "+989121234567");
    gives_text(&f, "021-88776655 داخلی ۱۲", "+982188776655;ext=12");
    gives_nothing(&f, " ");
    shows(&f, v_text(STR("+989121234567")), "۰۹۱۲ ۱۲۳ ۴۵۶۷");
    shows(&f, v_text(STR("+982188776655;ext=12")), "۰۲۱ ۸۸۷۷ ۶۶۵۵ (داخلی ۱۲)");
    struct value v;
    assert_int_equal(field_parse(&cx, &f, STR("0912"), &v), ERR_INVALID);
    assert_true(str_ends(problem_of(&cx, f.name), STR("؛ نمونه: ۰۹۱۲-۱۲۳-۴۵۶۷")));
    json_refused(&f, "9121234567");
    comes_back(&f, v_text(STR("+989121234567")));
    comes_back(&f, v_text(STR("+982188776655")));
    comes_back(&f, v_text(STR("+982188776655;ext=12")));
    comes_back(&f, v_text(STR("+442079460958")));
}

static void test_phone__is_found_as_dialled(void **state) {
    (void)state;
    struct field f = field_of("phone");
    const struct derived *d = f.type->derived;
    assert_str(d[0].derive(&cx, &f, v_text(STR("+989121234567"))).s, "09121234567");
    assert_str(d[0].derive(&cx, &f, v_text(STR("+982188776655;ext=12"))).s, "02188776655");
    assert_str(d[0].derive(&cx, &f, v_text(STR("+442079460958"))).s, "442079460958");
    assert_str(field_words(&cx, &f, v_text(STR("+989121234567"))), "09121234567");
    assert_str(f.type->mark(&cx, &f, v_text(STR("+989121234567"))), "~76543212");
}

static void test_email__domain_is_lowered(void **state) {
    (void)state;
    struct field f = field_of("email");
    gives_text(&f, " Ali.Rezaei+crm@Example.IR ", "Ali.Rezaei+crm@example.ir");
    gives_text(&f, "mailto:a@b.co", "a@b.co");
    gives_text(&f, "info@مثال.ایران", "info@مثال.ایران");
    static const char *const wrong[] = {
        "ali",     "ali@",    "@example.ir", "a@b",      "a@@b.ir",       "a b@c.ir",
        "a.@c.ir", ".a@c.ir", "a..b@c.ir",   "a@-c.ir",  "a@c-.ir",       "a@c..ir",
        "a@c.ir.", "a@c.123", "علی@c.ir",    "a@c_d.ir", "a@c.ir,b@c.ir", "<a@c.ir>",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct value v;
        if (field_parse(&cx, &f, str_of(wrong[i]), &v) != ERR_INVALID)
            fail_msg("%s is accepted", wrong[i]);
    }
    refuses(&f, "ali", "«ali» نشانی ایمیل نیست؛ نمونه: name@example.ir");
    comes_back(&f, v_text(STR("Ali.Rezaei+crm@example.ir")));
    comes_back(&f, v_text(STR("info@مثال.ایران")));
}

static void test_url__is_http_and_safe(void **state) {
    (void)state;
    struct field f = field_of("url");
    gives_text(&f, "Example.IR", "https://example.ir");
    gives_text(&f, " HTTP://Example.ir:8080/a?b=c#D ", "http://example.ir:8080/a?b=c#D");
    gives_text(&f, "\u200Ehttps://مثال.ایران/صفحه۱", "https://مثال.ایران/صفحه۱");
    gives_nothing(&f, "\u200F ");
    static const char *const wrong[] = {
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://example.ir",
        "https://",
        "https://localhost",
        "https://a@example.ir",
        "https://a:b@example.ir/",
        "https://example.ir/a b",
        "https://example.ir/\"x",
        "https://example.ir/<x>",
        "https://exa\nmple.ir",
        "https://example.ir:99999",
        "https://example.ir:-1",
        "https://example.ir:",
        "https://example.ir\\@evil.ir",
        "//example.ir",
        "https:///example.ir",
        "https://[::1]/",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct value v;
        if (field_parse(&cx, &f, str_of(wrong[i]), &v) != ERR_INVALID)
            fail_msg("%s is accepted", wrong[i]);
    }
    refuses(&f, "ftp://x.ir", "«ftp://x.ir» نشانی وب نیست؛ نمونه: https://www.example.ir");
    char *path = arena_alloc(cx.mem, 3000);
    memset(path, 'a', 3000);
    struct str large = str_join(cx.mem, STR("https://example.ir/"), str_n(path, 3000));
    struct value v;
    assert_int_equal(field_parse(&cx, &f, large, &v), ERR_INVALID);
    comes_back(&f, v_text(STR("http://example.ir:8080/a?b=c#D")));
}

static void test_codes__are_judged_and_grouped(void **state) {
    (void)state;
    struct field national = field_of("national_id"), legal = field_of("legal_id");
    struct field sheba = field_of("sheba"), card = field_of("card");
    gives_text(&national, "۰۴۹۹-۳۷۰۸۹-۹", "0499370899");
    refuses(
        &national, "0499370898",
        "شماره درست نیست؛ رقم‌ها را بازبینی کنید؛ نمونه: "
        "۰۴۹۹۳۷۰۸۹۹");
    shows(&national, v_text(STR("0499370899")), "۰۴۹۹۳۷۰۸۹۹");
    gives_text(&legal, "10380284790", "10380284790");
    gives_text(&sheba, "ir82 0540 1026 8002 0817 9090 02", "IR820540102680020817909002");
    shows(&sheba, v_text(STR("IR820540102680020817909002")),
          "IR82 0540 1026 8002 0817 9090 02");
    gives_text(&card, "6037 7016 8909 5443", "6037701689095443");
    shows(&card, v_text(STR("6037701689095443")), "۶۰۳۷-۷۰۱۶-۸۹۰۹-۵۴۴۳");
    comes_back(&national, v_text(STR("0499370899")));
    comes_back(&legal, v_text(STR("10380284790")));
    comes_back(&sheba, v_text(STR("IR820540102680020817909002")));
    comes_back(&card, v_text(STR("6037701689095443")));
}

/* What a message shows as an example must itself be accepted. */
static void test_codes__examples_are_good(void **state) {
    (void)state;
    static const char *const types[] = {"national_id", "legal_id", "sheba", "card",
                                        "phone",       "email",    "url"};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        struct field f = field_of(types[i]);
        struct value v;
        cx.problems = cx.last_problem = NULL;
        assert_int_equal(field_parse(&cx, &f, STR("?"), &v), ERR_INVALID);
        struct str text = problem_of(&cx, f.name), mark = STR("نمونه: ");
        struct str example = str_from(text, str_find(text, mark) + mark.n);
        assert_int_equal(field_parse(&cx, &f, example, &v), OK);
    }
}

static void test_link__is_typed_by_id_or_title(void **state) {
    (void)state;
    struct field f = field_of("link");
    gives_int(&f, "علي رضایي", 41);
    gives_int(&f, id_text(42).z, 42);
    gives_nothing(&f, "");
    refuses(&f, "حسن", "شخص با نام یا شناسه «حسن» پیدا نشد.");
    refuses(&f, "همنام", "چند شخص با نام «همنام» هست؛ شناسه را بنویسید.");
    shows(&f, v_int(41), "علی رضایی");
    shows(&f, v_int(99), "(در دسترس شما نیست)");
    assert_str(field_words(&cx, &f, v_int(99)), "");
    assert_str(json_of(&f, v_int(41)), "\"0000000000019\"");
    json_refused(&f, "41");
    comes_back(&f, v_int(41));
    comes_back(&f, v_int(43));
}

static void test_links__keep_the_order_of_adding(void **state) {
    (void)state;
    struct field f = field_of("links");
    const char *both = "|000000000001A|0000000000019|";
    gives_text(&f, "مریم، خواهر علی", "|000000000001A|");
    gives_text(&f, "|000000000001A|علی رضایی|000000000001A|", both);
    refuses(&f, "علی رضایی، حسن", "شخص با نام یا شناسه «حسن» پیدا نشد.");
    shows(&f, v_text(str_of(both)), "مریم، خواهر علی، علی رضایی");
    assert_str(json_of(&f, v_text(str_of(both))), "[\"000000000001A\",\"0000000000019\"]");
    comes_back(&f, v_text(str_of(both)));
}

static void test_user__me_is_whoever_types(void **state) {
    (void)state;
    struct field f = field_of("user"), team = field_of("team");
    gives_int(&f, "من", 7);
    gives_int(&f, "Me", 7);
    gives_int(&f, "علی رضایی", 41);
    refuses(&team, "من", "شخص با نام یا شناسه «من» پیدا نشد.");
    comes_back(&f, v_int(41));
    comes_back(&team, v_int(42));
}

static void test_file__is_a_link(void **state) {
    (void)state;
    struct field file = field_of("file"), image = field_of("image");
    comes_back(&file, v_int(41));
    comes_back(&image, v_int(42));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        FIELD_TEST(test_phone__is_kept_as_e164),
        FIELD_TEST(test_phone__is_found_as_dialled),
        FIELD_TEST(test_email__domain_is_lowered),
        FIELD_TEST(test_url__is_http_and_safe),
        FIELD_TEST(test_codes__are_judged_and_grouped),
        FIELD_TEST(test_codes__examples_are_good),
        FIELD_TEST(test_link__is_typed_by_id_or_title),
        FIELD_TEST(test_links__keep_the_order_of_adding),
        FIELD_TEST(test_user__me_is_whoever_types),
        FIELD_TEST(test_file__is_a_link),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "../test.h"

#include "web/html.h"

#include <stdio.h>

struct ctx {
    bool persian;
};

enum lang html_lang(const struct ctx *cx) {
    (void)cx;
    return LANG_FA;
}

bool html_persian_digits(const struct ctx *cx) {
    return cx->persian;
}

typedef void put_function(struct buf *out, const struct ctx *cx, struct str s);

static void assert_put(put_function *put, struct str s, const char *expected) {
    struct arena *mem = arena_create();
    struct buf out = buf_in(mem, 0);
    put(&out, NULL, s);
    assert_str(buf_str(&out), expected);
    arena_free(mem);
}

static void test_html__text_cannot_leave_its_place(void **state) {
    (void)state;
    assert_put(html_put_str, STR("<a href='x' b=\"y\">&"),
               "&lt;a href=&#39;x&#39; b=&#34;y&#34;&gt;&amp;");
    assert_put(html_put_str, str_n("a\0b", 3),
               "a\xEF\xBF\xBD"
               "b");
    assert_put(html_put_str, STR("مشتری"), "مشتری");
    assert_put(html_put_str, (struct str){NULL, 0}, "");
}

/* Long texts are looked through many bytes at a time: one special byte at every place. */
static void test_html__a_special_byte_is_met_anywhere(void **state) {
    (void)state;
    static const struct {
        char byte;
        const char *escaped;
    } cases[] = {{'<', "&lt;"},  {'>', "&gt;"},   {'&', "&amp;"},
                 {'"', "&#34;"}, {'\'', "&#39;"}, {0, "\xEF\xBF\xBD"}};
    enum { LONGEST = 50 };
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++)
        for (int n = 1; n <= LONGEST; n++)
            for (int at = 0; at < n; at++) {
                char text[LONGEST], expected[LONGEST + 8];
                memset(text, 'x', sizeof text);
                text[at] = cases[c].byte;
                snprintf(expected, sizeof expected, "%.*s%s%.*s", at, text,
                         cases[c].escaped, n - at - 1, text + at + 1);
                assert_put(html_put_str, str_n(text, (size_t)n), expected);
            }
}

static void test_html__an_address_keeps_to_known_schemes(void **state) {
    (void)state;
    const struct {
        const char *url, *out;
    } cases[] = {
        {"/a?b=c&d", "/a?b=c&amp;d"},
        {"?x=a:b", "?x=a:b"},
        {"#a:b", "#a:b"},
        {"", ""},
        {"mailto:a@b", "mailto:a@b"},
        {"TEL:+98", "TEL:+98"},
        {"https://a", "https://a"},
        {"javascript:x", "#"},
        {"JaVaScRiPt:x", "#"},
        {" javascript:x", "#"},
        {"java\tscript:x", "#"},
        {"\x01javascript:x", "#"},
        {"data:text/html,x", "#"},
        {"vbscript:x", "#"},
        {":x", "#"},
        {"a:b", "#"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_put(html_url_str, str_of(cases[i].url), cases[i].out);
}

static void test_html__parts_of_addresses_are_percent_encoded(void **state) {
    (void)state;
    assert_put(html_url_path_str, STR("a/b:c?d#e&f+g@h i"),
               "a%2Fb%3Ac%3Fd%23e%26f+g@h%20i");
    assert_put(html_url_query_str, STR("a+b=c&d ی"), "a%2Bb%3Dc%26d%20%DB%8C");
    assert_put(html_url_query_str, str_n("\0", 1), "%00");
}

static void test_html__numbers_take_the_readers_digits(void **state) {
    (void)state;
    struct arena *mem = arena_create();
    struct buf out = buf_in(mem, 0);
    html_put(&out, &(struct ctx){true}, -1405);
    html_put(&out, &(struct ctx){false}, (size_t)90);
    html_put(&out, &(struct ctx){true}, INT64_MIN);
    html_attr(&out, &(struct ctx){true}, 7);
    assert_str(buf_str(&out), "-۱۴۰۵90-۹۲۲۳۳۷۲۰۳۶۸۵۴۷۷۵۸۰۸7");
    arena_free(mem);
}

static void test_html__a_full_buffer_stays_calm(void **state) {
    (void)state;
    struct arena *mem = arena_create();
    struct buf out = buf_in(mem, 3);
    html_put(&out, &(struct ctx){true}, 123456);
    html_put(&out, &(struct ctx){true}, "<<<<");
    assert_true(out.failed);
    assert_true(out.n <= 3);
    arena_free(mem);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_html__text_cannot_leave_its_place),
        cmocka_unit_test(test_html__a_special_byte_is_met_anywhere),
        cmocka_unit_test(test_html__an_address_keeps_to_known_schemes),
        cmocka_unit_test(test_html__parts_of_addresses_are_percent_encoded),
        cmocka_unit_test(test_html__numbers_take_the_readers_digits),
        cmocka_unit_test(test_html__a_full_buffer_stays_calm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "../memory.h"

#include "sample.html.h"
#include "weave_core.h"
#include "web/html.h"

#include "sample.h"

struct ctx {
    enum lang lang;
    bool persian;
};

enum lang html_lang(const struct ctx *cx) {
    return cx->lang;
}

bool html_persian_digits(const struct ctx *cx) {
    return cx->persian;
}

static struct str sample_of(struct ctx cx, struct sample s) {
    struct buf out = buf_in(mem, 0);
    sample_page(&out, &cx, &s);
    return buf_str(&out);
}

static void test_weave__each_value_is_escaped_for_its_place(void **state) {
    (void)state;
    struct sample s = {STR("a&\"<b>' c/?"), "javascript:alert(1)", 3};
    assert_str(sample_of((struct ctx){LANG_FA, true}, s),
               "<!doctype html><main class=\"a b\">"
               "<h1 title=\"۳ a&amp;&#34;&lt;b&gt;&#39; c/?\" data-n=\"3\">"
               "a&amp;&#34;&lt;b&gt;&#39; c/?</h1>"
               "<p>۳ ردیف</p>"
               "<input checked name='x' style=\"inline-size:3%\">"
               "<ul><li>۰</li><li>۱</li><li>۲</li></ul>"
               "<b>ذخیره</b> <i>literal }}</i>"
               "<a href=\"#\">1</a>"
               "<a href=\"/people/a%26%22%3Cb%3E%27%20c%2F%3F/x"
               "?q=a%26%22%3Cb%3E%27%20c%2F%3F&amp;n=3\">2</a>"
               "<p aria-label=\"a&amp;&#34;&lt;b&gt;&#39; c/? ردیف\">مشتری</p>"
               "<pre>\n <u>\n</pre>"
               "<textarea>\na&amp;&#34;&lt;b&gt;&#39; c/?</textarea></main>");
}

static void test_weave__branches_follow_the_conditions(void **state) {
    (void)state;
    struct ctx cx = {LANG_EN, false};
    struct str two = sample_of(cx, (struct sample){STR("1"), "/ok?a=1&b", 2});
    assert_true(str_has(two, STR("<p>two</p><input checked")));
    assert_true(str_has(two, STR("href=\"/ok?a=1&amp;b\"")));
    assert_true(str_has(two, STR("aria-label=\"1 row\"")));
    struct str none = sample_of(cx, (struct sample){STR(""), "HTTPS://x", 0});
    assert_true(str_has(none, STR("<p>few</p><input  name='x'")));
    assert_true(str_has(none, STR("href=\"HTTPS://x\"")));
    assert_true(str_has(none, STR("<b>t(&#34;x&#34;)</b>")));
}

/* What the compiler refuses, and on which line. The body follows a declaration. */
static const struct refusal {
    const char *body;
    int line;
    const char *why;
} refusals[] = {
    {"<p>\n<script>{{x}}</script>", 3, "in a script"},
    {"<style>{{x}}</style>", 2, "in a style sheet"},
    {"<!-- {{x}} -->", 2, "in a comment"},
    {"<a href={{x}}>", 2, "needs quotes"},
    {"<a href=a{{x}}>", 2, "needs quotes"},
    {"<{{x}}>", 2, "opens no tag"},
    {"<a {{x}}>", 2, "outside a quoted attribute"},
    {"<a d{{x}}>", 2, "outside a quoted attribute"},
    {"<a onclick=\"{{x}}\">", 2, "attribute that is code"},
    {"<a hx-on:click=\"{{x}}\">", 2, "attribute that is code"},
    {"<a data-hx-vals='{{x}}'>", 2, "attribute that is code"},
    {"<a HX-Confirm='{{x}}'>", 2, "attribute that is code"},
    {"<a href=\"javascript:x()\">", 2, "this scheme"},
    {"<a href=\"{{x}}:x()\">", 2, "part of an address's scheme"},
    {"<a href=\"{{if x}}javascript{{end}}:x()\">", 2, "part of an address's scheme"},
    {"<a href=\"{{tf(\"a\")}}\">", 2, "plain attributes only"},
    {"<p>{{if x}}<b {{else}}<b>{{end}}", 2, "branches end at different places"},
    {"<p>\n{{if x}}<b {{end}}>", 3, "branches end at different places"},
    {"{{if x}}<a href=\"{{else}}<a href='{{end}}", 2, "branches end at different places"},
    {"{{if x}}<script>{{end}}", 2, "branches end at different places"},
    {"{{for x}}<b {{end}}", 2, "the loop ends at another place"},
    {"<a {{for ;;}}x=\"1\"{{end}}>", 2, "white space is missing"},
    {"<a x=\"1\"y>", 2, "white space is missing"},
    {"<a x =\"1\">", 2, "white space before"},
    {"<a x= \"1\">", 2, "white space after"},
    {"<a x=>", 2, "has no value"},
    {"<a x\"=>", 2, "a quote"},
    {"a < b", 2, "opens no tag"},
    {"\n\n<a", 4, "the template ends inside"},
    {"<pre>", 2, "the template ends inside"},
    {"<textarea>{{do x()}}</textarea>", 2, "a widget may write"},
    {"<a x=\"{{do x()}}\">", 2, "a widget may write"},
    {"{{if x}}\n{{if y}}", 3, "no {{end}}"},
    {"{{end}}", 2, "nothing is open"},
    {"{{else}}", 2, "no {{if}} is open"},
    {"{{if x}}{{else}}{{else}}{{end}}", 2, "no {{if}} is open"},
    {"{{for x}}{{elif y}}{{end}}", 2, "no {{if}} is open"},
    {"{{if}}{{end}}", 2, "the tag is empty"},
    {"{{ }}", 2, "the tag is empty"},
    {"{{end x}}", 2, "nothing may follow"},
    {"\n{{x", 3, "not closed"},
    {"{{\"x}}", 2, "not closed"},
    {"{{set x}}", 2, "{{set type name = value}}"},
    {"{{tf(key)}}", 2, "tf("},
    {"{{tf(\"key\", \"a\")}}", 2, "tf("},
    {"{{include \"x.h\"}}", 2, "before the first template"},
    {"{{template bad(int x)}}", 2, "{{template name("},
    {"{{template (struct ctx *cx)}}", 2, "{{template name("},
};

static void test_weave__what_could_break_out_is_refused(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        const struct refusal *r = &refusals[i];
        struct str source = str_format(mem, "{{template a(struct ctx *cx)}}\n%s", r->body);
        struct woven w = weave(mem, source, "a.html", "a.html.h");
        bool right = w.why && strstr(w.why, r->why) && w.line == r->line;
        if (!right)
            print_error("%s\n  gave %d: %s\n", r->body, w.line,
                        w.why ? w.why : "(accepted)");
        assert_true(right);
    }
}

static void test_weave__text_needs_a_template_around_it(void **state) {
    (void)state;
    const char *sources[] = {"", "\n{{# x}}", "<p>", "{{x}}"};
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++)
        assert_non_null(weave(mem, str_of(sources[i]), "a.html", "a.html.h").why);
}

static void test_weave__errors_in_c_point_into_the_template(void **state) {
    (void)state;
    struct str source =
        STR("{{template a(struct ctx *cx, const struct v *v)}}\n\n{{v->x}}");
    struct woven w = weave(mem, source, "p/\"a.html", "a.html.h");
    assert_null(w.why);
    assert_true(
        str_has(w.code, STR("#line 3 \"p/\\\"a.html\"\n    html_put(out, cx, (v->x));")));
    assert_true(str_has(w.header, STR("struct v;\n")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_weave__each_value_is_escaped_for_its_place),
        cmocka_unit_test(test_weave__branches_follow_the_conditions),
        cmocka_unit_test(test_weave__what_could_break_out_is_refused),
        cmocka_unit_test(test_weave__text_needs_a_template_around_it),
        cmocka_unit_test(test_weave__errors_in_c_point_into_the_template),
    };
    return cmocka_run_group_tests(tests, open_memory, close_memory);
}

/* Headers and the HTML text of an e-mail. */
#include "channels/email.h"

#include "../test.h"

#include "base/buf.h"

static struct letter letter_of(const char *subject, const char *name) {
    return (struct letter){
        .way = LETTER_EMAIL,
        .purpose = LETTER_TRANSACTIONAL,
        .mark = STR("0123abcd"),
        .to = STR("sara@example.ir"),
        .subject = str_of(subject),
        .text = STR("درود"),
        .made_ms = 1795310000000,
        .zone_minutes = 210,
        .mail = {.from_name = str_of(name), .from_address = STR("sales@example.ir")}};
}

static struct str words(struct arena *mem, const char *text) {
    struct buf b = buf_in(mem, 0);
    email_put_words(&b, str_of(text));
    return buf_str(&b);
}

static void header__ascii_stays_and_persian_is_encoded(void **state) {
    struct arena *mem = *state;
    assert_str(words(mem, "Quote Q-00017"), "Quote Q-00017");
    assert_str(words(mem, "درود"), "=?UTF-8?B?2K/YsdmI2K8=?=");
    assert_str(words(mem, "=?x?="), "=?UTF-8?B?PT94Pz0=?=");
    assert_str(words(mem, ""), "");
}

static void header__long_words_are_folded_between_letters(void **state) {
    struct arena *mem = *state;
    struct str all = words(
        mem,
        "پیش‌فاکتور دستگاه بسته‌بندی سه‌طرفه برای شرکت پارس‌کار و شعبه‌های آن");
    struct str rest = all, line;
    int lines = 0;
    while (str_cut(&rest, '\n', &line)) {
        assert_true(line.n <= 76);
        assert_true(str_starts(str_trim(line), STR("=?UTF-8?B?")));
        lines++;
    }
    assert_true(lines > 2);
}

static void headers__are_whole(void **state) {
    struct arena *mem = *state;
    struct letter l = letter_of("Hello", "Pars");
    struct email_headers h;
    assert_true(email_headers(mem, &l, &h));
    assert_str(h.lines[0], "From: Pars <sales@example.ir>");
    assert_str(h.lines[1], "To: <sara@example.ir>");
    assert_str(h.lines[2], "Subject: Hello");
    assert_str(h.lines[3], "Date: Sun, 22 Nov 2026 04:43:20 +0330");
    assert_str(h.lines[4], "Message-ID: <0123abcd@example.ir>");
    assert_str(h.lines[6], "X-Message-Class: transactional");
}

static void headers__nothing_begins_another_one(void **state) {
    static const char *const bad[] = {"a\r\nBcc: b@c.ir", "a\nb", "a\rb", "\x7f", "\xff"};
    struct arena *mem = *state;
    struct email_headers h;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct letter subject = letter_of(bad[i], "Pars"),
                      name = letter_of("Hello", bad[i]);
        struct letter to = letter_of("Hello", "Pars"), from = to, mark = to;
        to.to = from.mail.from_address = mark.mark = str_of(bad[i]);
        assert_false(email_headers(mem, &subject, &h));
        assert_false(email_headers(mem, &name, &h));
        assert_false(email_headers(mem, &to, &h));
        assert_false(email_headers(mem, &from, &h));
        assert_false(email_headers(mem, &mark, &h));
    }
}

static void address__is_one(void **state) {
    static const char *const bad[] = {"",         "@",        "a@",
                                      "@b",       "a b@c.ir", "a@b@c",
                                      "a,b@c.ir", "<a@b.ir>", "a@b.ir>\r\nRCPT TO:<x@y.ir"};
    (void)state;
    assert_true(email_address_ok(STR("sara.r+x@example.ir")));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(email_address_ok(str_of(bad[i])));
    assert_false(email_address_ok(str_n("a\0@b.ir", 7)));
}

static void html__reads_from_the_right_and_escapes(void **state) {
    struct arena *mem = *state;
    struct letter l = letter_of("x", "y");
    l.text = STR("درود <b>\nhttps://a.ir/?x=\"1\"&y\n\n");
    struct str html = email_html(mem, &l);
    assert_true(str_has(html, STR("<html lang=\"fa\" dir=\"rtl\">")));
    assert_true(str_has(html, STR("<p dir=\"auto\">درود &lt;b&gt;</p>")));
    assert_true(str_has(html, STR("<a href=\"https://a.ir/?x=&quot;1&quot;&amp;y\">")));
    l.lang = LANG_EN;
    assert_true(str_has(email_html(mem, &l), STR("<html lang=\"en\" dir=\"ltr\">")));
}

static int begin(void **state) {
    *state = arena_create();
    return 0;
}

static int end(void **state) {
    arena_free(*state);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(header__ascii_stays_and_persian_is_encoded),
        cmocka_unit_test(header__long_words_are_folded_between_letters),
        cmocka_unit_test(headers__are_whole),
        cmocka_unit_test(headers__nothing_begins_another_one),
        cmocka_unit_test(address__is_one),
        cmocka_unit_test(html__reads_from_the_right_and_escapes),
    };
    return cmocka_run_group_tests(tests, begin, end);
}

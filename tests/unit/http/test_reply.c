#include "http/reply.h"
#include "test.h"

static struct ctx cx;
static struct request request;
static struct reply reply;
static struct page page;
static struct header header;

static int set_up(void **state) {
    (void)state;
    cx = (struct ctx){.mem = arena_create()};
    request = (struct request){.method = GET, .path = STR("/a"), .reference = STR("R7")};
    reply = (struct reply){0};
    page = (struct page){.cx = &cx, .request = &request, .reply = &reply};
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    arena_free(cx.mem);
    return 0;
}

static struct str reply_value(const char *name) {
    for (int i = 0; i < reply.header_count; i++)
        if (str_is(reply.headers[i].name, name)) return reply.headers[i].value;
    return STR("");
}

static void asked_with(const char *name, const char *value) {
    header = (struct header){str_of(name), str_of(value)};
    request.headers = &header;
    request.header_count = 1;
}

static void test_reply__html_keeps_a_status_set_before(void **state) {
    (void)state;
    struct buf b = buf_in(cx.mem, 0);
    BUF_LIT(&b, "<p>");
    reply_status(&page, 422);
    assert_int_equal(reply_html(&page, &b), OK);
    assert_int_equal(reply.status, 422);
    assert_str(reply.body, "<p>");
    assert_str(reply.type, "text/html; charset=utf-8");
}

static void test_reply__a_page_too_large_is_a_limit(void **state) {
    (void)state;
    struct buf b = buf_in(cx.mem, 4);
    BUF_LIT(&b, "<html>");
    assert_int_equal(reply_html(&page, &b), ERR_LIMIT);
}

static void test_reply__redirects_stay_on_this_server(void **state) {
    (void)state;
    static const struct {
        const char *asked, *sent;
    } cases[] = {
        {"/people?q=1", "/people?q=1"},
        {"//evil.example", "/"},
        {"/\\evil.example", "/"},
        {"https://evil.example", "/"},
        {"", "/"},
        {"/a\r\nSet-Cookie: x=1", "/"},
        {"javascript:alert(1)", "/"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        reply = (struct reply){0};
        assert_int_equal(reply_redirect(&page, str_of(cases[i].asked)), OK);
        assert_int_equal(reply.status, 303);
        assert_str(reply_value("Location"), cases[i].sent);
    }
}

static void test_reply__a_header_never_becomes_two_lines(void **state) {
    (void)state;
    reply_header(&page, "X-A", STR("a\r\nb: c"));
    assert_int_equal(reply.header_count, 0);
    reply_header(&page, "X-A", STR("a"));
    assert_str(reply_value("X-A"), "a");
}

static void test_reply__file_names_are_safe_in_both_forms(void **state) {
    (void)state;
    assert_int_equal(
        reply_file(&page, STR("لیست \"1\"\n.csv"), STR("text/csv"), STR("1"), false), OK);
    assert_str(reply_value("Content-Disposition"),
               "attachment; filename=\"____ _1__.csv\"; filename*=UTF-8''"
               "%D9%84%DB%8C%D8%B3%D8%AA%20%221%22%0A.csv");
    assert_str(reply.body, "1");
}

static void test_reply__cookies_are_closed_to_scripts(void **state) {
    (void)state;
    struct cookie c = {.name = "session", .value = STR("t"), .age_s = 60};
    reply_cookie(&page, &c);
    assert_str(reply_value("Set-Cookie"),
               "session=t; Path=/; HttpOnly; SameSite=Strict; Max-Age=60");
    reply = (struct reply){0};
    request.secure = true;
    c.other_sites = true;
    c.age_s = COOKIE_SESSION_ONLY;
    reply_cookie(&page, &c);
    assert_str(reply_value("Set-Cookie"),
               "session=t; Path=/; HttpOnly; SameSite=Lax; Secure");
    reply = (struct reply){0};
    reply_cookie_drop(&page, "session");
    assert_str(reply_value("Set-Cookie"),
               "session=; Path=/; HttpOnly; SameSite=Strict; Secure; Max-Age=0");
}

static void test_reply__known_version_is_not_sent_again(void **state) {
    (void)state;
    assert_false(reply_etag(&page, STR("v1")));
    assert_str(reply_value("ETag"), "\"v1\"");
    reply = (struct reply){0};
    asked_with("if-none-match", "\"v0\", W/\"v1\"");
    assert_true(reply_etag(&page, STR("v1")));
    assert_int_equal(reply.status, 304);
    asked_with("if-none-match", "v1");
    assert_false(etag_matches(&request, STR("\"v1\"")));
}

static void test_reply__guard_lets_nobody_frame_a_page(void **state) {
    (void)state;
    reply_guard(&page);
    assert_true(
        str_has(reply_value("Content-Security-Policy"), STR("frame-ancestors 'none'")));
    assert_str(reply_value("X-Content-Type-Options"), "nosniff");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_reply__html_keeps_a_status_set_before, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_reply__a_page_too_large_is_a_limit, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_reply__redirects_stay_on_this_server, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_reply__a_header_never_becomes_two_lines,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_reply__file_names_are_safe_in_both_forms,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_reply__cookies_are_closed_to_scripts, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_reply__known_version_is_not_sent_again, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_reply__guard_lets_nobody_frame_a_page, set_up,
                                        tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

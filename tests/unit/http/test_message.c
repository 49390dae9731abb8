#include "http/message.h"
#include "test.h"

static struct request with_header(const char *name, const char *value, struct header *h) {
    *h = (struct header){str_of(name), str_of(value)};
    return (struct request){.method = GET, .headers = h, .header_count = 1};
}

static void test_request__header_that_is_absent_is_empty(void **state) {
    (void)state;
    struct header h;
    struct request r = with_header("accept", "text/html", &h);
    assert_str(request_header(&r, "accept"), "text/html");
    assert_str(request_header(&r, "cookie"), "");
}

static void test_request__cookie_is_found_by_its_whole_name(void **state) {
    (void)state;
    struct header h;
    struct request r = with_header("cookie", "xsession=1; session=a=b ;; =c; lang", &h);
    assert_str(request_cookie(&r, "session"), "a=b");
    assert_str(request_cookie(&r, "lang"), "");
    assert_str(request_cookie(&r, "sess"), "");
}

static void test_request__target_is_split_and_decoded(void **state) {
    (void)state;
    struct arena *mem = arena_create();
    struct request r = {0};
    assert_true(request_target(mem, STR("/people/%D8%B9%D9%84%DB%8C?q=a%2Fb&x"), &r));
    assert_str(r.path, "/people/علی");
    assert_str(r.query, "q=a%2Fb&x");
    assert_true(request_target(mem, STR("/"), &r));
    assert_str(r.path, "/");
    assert_str(r.query, "");
    arena_free(mem);
}

static void test_request__path_tricks_are_refused(void **state) {
    (void)state;
    static const char *const tricks[] = {
        "",      "people",  "http://a/", "//a",      "/a//b",       "/a/../b",
        "/a/..", "/./a",    "/a%2f",     "/a%2Fb",   "/%2e%2e/a",   "/a%00b",
        "/a%",   "/a%4",    "/a%zz",     "/a%0d%0a", "/a\\b",       "/%5c..%5c",
        "/%ff",  "/%c0%af", "/a%7f",     "?x=/",     "/a%ed%a0%80",
    };
    struct arena *mem = arena_create();
    for (size_t i = 0; i < sizeof tricks / sizeof *tricks; i++) {
        struct request r = {0};
        if (request_target(mem, str_of(tricks[i]), &r)) fail_msg("%s passed", tricks[i]);
    }
    arena_free(mem);
}

static void test_request__path_has_a_limit(void **state) {
    (void)state;
    struct arena *mem = arena_create();
    char *z = arena_alloc(mem, REQUEST_PATH_BYTES + 1);
    memset(z, 'a', REQUEST_PATH_BYTES + 1);
    z[0] = '/';
    assert_true(request_path_ok(str_n(z, REQUEST_PATH_BYTES)));
    assert_false(request_path_ok(str_n(z, REQUEST_PATH_BYTES + 1)));
    arena_free(mem);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_request__header_that_is_absent_is_empty),
        cmocka_unit_test(test_request__cookie_is_found_by_its_whole_name),
        cmocka_unit_test(test_request__target_is_split_and_decoded),
        cmocka_unit_test(test_request__path_tricks_are_refused),
        cmocka_unit_test(test_request__path_has_a_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

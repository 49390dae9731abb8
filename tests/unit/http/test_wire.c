#include "http/wire.h"
#include "memory.h"

static const struct header some_headers[] = {
    {{"accept", 6}, {"text/html", 9}},
    {{"cookie", 6}, {"session=1", 9}},
};

static struct request some_request(void) {
    return (struct request){
        .method = PATCH,
        .head = true,
        .secure = true,
        .now_ms = -5,
        .proven_user = INT64_MAX,
        .random = {1, 2, 3},
        .path = STR("/علی"),
        .query = STR("q=1"),
        .remote = STR("::1"),
        .host = STR("a.example"),
        .reference = STR("R1"),
        .body = STR("a\0b"),
        .headers = some_headers,
        .header_count = 2,
    };
}

static struct str written(const struct request *r) {
    struct buf b = buf_in(mem, 0);
    request_write(&b, r);
    assert_false(b.failed);
    return buf_str(&b);
}

static void test_wire__request_comes_back_whole(void **state) {
    (void)state;
    struct request r = some_request(), back;
    assert_int_equal(request_read(mem, written(&r), &back), OK);
    assert_int_equal(back.method, PATCH);
    assert_true(back.head && back.secure);
    assert_true(back.now_ms == -5 && back.proven_user == INT64_MAX);
    assert_memory_equal(back.random, r.random, sizeof r.random);
    assert_str(back.path, "/علی");
    assert_str(back.query, "q=1");
    assert_str(back.remote, "::1");
    assert_str(back.host, "a.example");
    assert_str(back.reference, "R1");
    assert_true(str_eq(back.body, r.body));
    assert_str(request_cookie(&back, "session"), "1");
    assert_true(str_eq(written(&back), written(&r)));
}

static void test_wire__every_cut_of_a_request_is_corrupt(void **state) {
    (void)state;
    struct request r = some_request(), back;
    struct str whole = written(&r);
    for (size_t n = 0; n < whole.n; n++)
        assert_int_equal(request_read(mem, str_first(whole, n), &back), ERR_CORRUPT);
    struct str more = str_join(mem, whole, STR("x"));
    assert_int_equal(request_read(mem, more, &back), ERR_CORRUPT);
}

static void test_wire__only_paths_the_server_lets_in_are_read(void **state) {
    (void)state;
    struct request r = some_request(), back;
    r.path = STR("/a/../b");
    assert_int_equal(request_read(mem, written(&r), &back), ERR_CORRUPT);
    r = some_request();
    r.method = GET | POST;
    assert_int_equal(request_read(mem, written(&r), &back), ERR_CORRUPT);
}

static void test_wire__reply_comes_back_whole(void **state) {
    (void)state;
    struct reply r = {.status = 422,
                      .type = STR("text/html"),
                      .headers = some_headers,
                      .header_count = 2,
                      .body = STR("<p>"),
                      .keep = true,
                      .stream = true,
                      .log = STR("why")},
                 back;
    struct buf b = buf_in(mem, 0);
    reply_write(&b, &r);
    assert_int_equal(reply_read(mem, buf_str(&b), &back), OK);
    assert_int_equal(back.status, 422);
    assert_true(back.keep && back.stream);
    assert_str(back.type, "text/html");
    assert_str(back.body, "<p>");
    assert_str(back.log, "why");
    assert_int_equal(back.header_count, 2);
    assert_str(back.headers[1].value, "session=1");
    for (size_t n = 0; n < b.n; n++)
        assert_int_equal(reply_read(mem, str_first(buf_str(&b), n), &back), ERR_CORRUPT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_wire__request_comes_back_whole),
        cmocka_unit_test(test_wire__every_cut_of_a_request_is_corrupt),
        cmocka_unit_test(test_wire__only_paths_the_server_lets_in_are_read),
        cmocka_unit_test(test_wire__reply_comes_back_whole),
    };
    return cmocka_run_group_tests(tests, open_memory, close_memory);
}

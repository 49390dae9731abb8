/* Many changes in one request, and the feed of what changed. */
#include "../each_kit.h"

#include "base/json.h"

static struct json *body_of(const struct reply *r) {
    struct json *root;
    assert_int_equal(json_parse(k->mem, str_dup(k->mem, r->body), NULL, &root, NULL), OK);
    return root;
}

static int64_t number(const struct json *object, const char *name) {
    int64_t n = -1;
    assert_true(json_int(json_get(object, name), &n));
    return n;
}

/* The results of a bulk of the user's. */
static const struct json *bulk(const char *login, const char *json, int status) {
    struct reply r = kit_api(k, login, POST, "/api/v1/party/bulk", json);
    if (r.status != status) fail_msg("%d %.*s", r.status, STR_ARG(r.body));
    return json_get(body_of(&r), "results");
}

static int64_t parties(void) {
    struct reply r = kit_api(k, "admin", GET, "/api/v1/party?count=exact&limit=1", NULL);
    return number(body_of(&r), "count");
}

static void expect(const char *login, enum method method, const char *target,
                   const char *json, int status, const char *text) {
    struct reply r = kit_api(k, login, method, target, json);
    if (r.status != status || !reply_has(&r, text))
        fail_msg("%s: %d %.*s", target, r.status, STR_ARG(r.body));
}

/* ---- Bulk ---- */

#define CREATE(name) "{\"do\":\"create\",\"values\":{\"name\":\"" name "\"}}"

static void test_bulk__one_mistake_and_nothing_is_written(void **state) {
    (void)state;
    const struct json *results = bulk(
        "sara",
        "{\"operations\":[" CREATE("الف") ",{\"do\":\"create\",\"values\":{\"name\":\"ب\","
                                          "\"email\":\"x\"}}," CREATE("پ") "]}",
        422);
    assert_int_equal(results->count, 3);
    assert_int_equal(number(json_at(results, 1), "status"), 422);
    const struct json *errors = json_get(json_at(results, 1), "errors");
    assert_str(json_text(json_get(json_at(errors, 0), "pointer")),
               "#/operations/1/values/email");
    assert_int_equal(parties(), 0);
}

static void test_bulk__each_stands_for_itself_when_asked(void **state) {
    (void)state;
    const struct json *results = bulk("sara",
                                      "{\"mode\":\"each\",\"operations\":[" CREATE(
                                          "الف") ",{\"do\":\"create\","
                                                 "\"values\":{}}," CREATE("پ") "]}",
                                      200);
    assert_int_equal(number(json_at(results, 0), "status"), 201);
    assert_int_equal(number(json_at(results, 1), "status"), 422);
    assert_int_equal(number(json_at(results, 2), "version"), 1);
    assert_int_equal(parties(), 2);
}

static void test_bulk__knows_four_verbs(void **state) {
    (void)state;
    const struct json *made = bulk("admin", "{\"operations\":[" CREATE("الف") "]}", 200);
    struct str id = json_text(json_get(json_at(made, 0), "id"));
    struct str json = str_format(
        k->mem,
        "{\"operations\":["
        "{\"do\":\"update\",\"id\":\"%.*s\",\"version\":1,\"values\":{\"city\":\"یزد\"}},"
        "{\"do\":\"upsert\",\"external_id\":\"e1\",\"values\":{\"name\":\"ب\"}},"
        "{\"do\":\"upsert\",\"external_id\":\"e1\",\"values\":{\"name\":\"پ\"}},"
        "{\"do\":\"delete\",\"id\":\"%.*s\",\"version\":2}]}",
        STR_ARG(id), STR_ARG(id));
    const struct json *results = bulk("admin", str_z(k->mem, json), 200);
    static const int statuses[] = {200, 201, 200, 204};
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(number(json_at(results, i), "status"), statuses[i]);
    assert_int_equal(parties(), 1);
}

static void test_bulk__rights_are_asked_for_each(void **state) {
    (void)state;
    const struct json *made = bulk("sara", "{\"operations\":[" CREATE("الف") "]}", 200);
    struct str id = json_text(json_get(json_at(made, 0), "id"));
    struct str json = str_format(
        k->mem, "{\"operations\":[{\"do\":\"delete\",\"id\":\"%.*s\"}]}", STR_ARG(id));
    const struct json *results = bulk("sara", str_z(k->mem, json), 422);
    assert_int_equal(number(json_at(results, 0), "status"), 403);
    results = bulk("nima", str_z(k->mem, json), 422);
    assert_int_equal(number(json_at(results, 0), "status"), 404);
}

static void test_bulk__bad_input_is_told(void **state) {
    (void)state;
    static const char *const whole[] = {"{}", "{\"operations\":{}}",
                                        "{\"operations\":[],\"mode\":\"some\"}",
                                        "{\"operations\":[],\"x\":1}"};
    static const char *const one[] = {
        "7",
        "[]",
        "{}",
        "{\"do\":\"burn\"}",
        "{\"do\":\"create\"}",
        "{\"do\":\"create\",\"values\":[]}",
        "{\"do\":\"create\",\"values\":{\"name\":\"a\"},\"id\":\"x\"}",
        "{\"do\":\"update\",\"id\":\"x\",\"values\":{}}",
        "{\"do\":\"upsert\",\"values\":{}}",
        "{\"do\":\"upsert\",\"external_id\":7,\"values\":{}}",
        "{\"do\":\"delete\",\"values\":{}}",
    };
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
        expect("sara", POST, "/api/v1/party/bulk", whole[i], 422, "errors");
    for (size_t i = 0; i < sizeof one / sizeof *one; i++) {
        struct str json = str_format(k->mem, "{\"operations\":[%s]}", one[i]);
        const struct json *results = bulk("sara", str_z(k->mem, json), 422);
        assert_int_equal(number(json_at(results, 0), "status"), 422);
        assert_non_null(json_at(json_get(json_at(results, 0), "errors"), 0));
    }
}

/* ---- The journal ---- */

static const struct json *feed(const char *login, int64_t after) {
    struct str target =
        str_format(k->mem, "/api/v1/journal?kind=party&after=%lld", (long long)after);
    struct reply r = kit_api(k, login, GET, str_z(k->mem, target), NULL);
    assert_int_equal(r.status, 200);
    return body_of(&r);
}

static void test_journal__is_read_on_from_where_one_stood(void **state) {
    (void)state;
    int64_t start = number(feed("sara", 0), "next");
    bulk("sara", "{\"operations\":[" CREATE("الف") "," CREATE("ب") "]}", 200);
    const struct json *page = feed("sara", start);
    const struct json *first = json_at(json_get(page, "data"), 0);
    assert_int_equal(json_get(page, "data")->count, 2);
    assert_str(json_text(json_get(first, "action")), "create");
    const struct json *name = json_get(json_get(first, "changes"), "name");
    assert_str(json_text(json_get(name, "new")), "الف");
    assert_true(json_is(json_get(name, "old"), JSON_NULL));
    int64_t next = number(page, "next");
    assert_int_equal(json_get(feed("sara", next), "data")->count, 0);
    assert_int_equal(number(feed("sara", next), "next"), next);
    assert_int_equal(number(feed("sara", number(first, "seq")), "next"), next);
}

static void test_journal__leaves_out_what_one_may_not_see(void **state) {
    (void)state;
    const struct json *made = bulk("sara", "{\"operations\":[" CREATE("الف") "]}", 200);
    struct str id = json_text(json_get(json_at(made, 0), "id"));
    assert_int_equal(json_get(feed("nima", 0), "data")->count, 0);
    assert_true(number(feed("nima", 0), "next") > 0);
    assert_int_equal(json_get(feed("sara", 0), "data")->count, 1);
    struct str path = str_format(k->mem, "/api/v1/party/%.*s", STR_ARG(id));
    expect("admin", DELETE, str_z(k->mem, path), NULL, 204, "");
    assert_int_equal(json_get(feed("nima", 0), "data")->count, 0);
    assert_int_equal(json_get(feed("sara", 0), "data")->count, 2);
    expect("sara", GET, "/api/v1/journal?kind=user", NULL, 200, "\"data\":[]");
}

static void test_journal__wrong_places_are_refused(void **state) {
    (void)state;
    expect("sara", GET, "/api/v1/journal?after=-1", NULL, 400, "after");
    expect("sara", GET, "/api/v1/journal?limit=100000", NULL, 400, "limit");
    expect("sara", GET, "/api/v1/journal?kind=nothing", NULL, 400, "kind");
}

/* ---- Who and where ---- */

static void test_me__tells_rights_of_the_kinds_one_may_read(void **state) {
    (void)state;
    struct reply r = kit_api(k, "sara", GET, "/api/v1/me", NULL);
    const struct json *rights = json_get(body_of(&r), "rights");
    const struct json *party = json_get(rights, "party");
    assert_str(json_text(json_get(party, "read")), "team");
    assert_str(json_text(json_get(party, "delete")), "none");
    assert_null(json_get(rights, "user"));
}

static void test_index__is_open_but_tells_a_stranger_little(void **state) {
    (void)state;
    struct reply r = kit_get(k, NULL, "/api/v1");
    assert_int_equal(r.status, 200);
    assert_true(reply_has(&r, "/api/v1/party"));
    assert_false(reply_has(&r, "/api/v1/user"));
    r = kit_get(k, NULL, "/api/v1/me");
    assert_int_equal(r.status, 401);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        KIT_TEST(test_bulk__one_mistake_and_nothing_is_written),
        KIT_TEST(test_bulk__each_stands_for_itself_when_asked),
        KIT_TEST(test_bulk__knows_four_verbs),
        KIT_TEST(test_bulk__rights_are_asked_for_each),
        KIT_TEST(test_bulk__bad_input_is_told),
        KIT_TEST(test_journal__is_read_on_from_where_one_stood),
        KIT_TEST(test_journal__leaves_out_what_one_may_not_see),
        KIT_TEST(test_journal__wrong_places_are_refused),
        KIT_TEST(test_me__tells_rights_of_the_kinds_one_may_read),
        KIT_TEST(test_index__is_open_but_tells_a_stranger_little),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

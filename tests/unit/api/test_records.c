/* Records through the API: rights, bad input, two people's changes. */
#include "../each_kit.h"

#include "base/id.h"
#include "base/json.h"

/* The member of the latest reply's object, copied out of it. */
static struct str member(const struct reply *r, const char *name) {
    struct json *root;
    assert_int_equal(json_parse(k->mem, str_dup(k->mem, r->body), NULL, &root, NULL), OK);
    const struct json *node = json_get(root, name);
    assert_non_null(node);
    return node->text;
}

static const char *path_to(const char *kind, struct str id) {
    return str_z(k->mem, str_format(k->mem, "/api/v1/%s/%.*s", kind, STR_ARG(id)));
}

static struct str make_party(const char *login, const char *name) {
    struct str body = str_format(k->mem, "{\"name\":\"%s\"}", name);
    struct reply r = kit_api(k, login, POST, "/api/v1/party", str_z(k->mem, body));
    assert_int_equal(r.status, 201);
    return member(&r, "id");
}

static void expect(const char *login, enum method method, const char *target,
                   const char *json, int status, const char *text) {
    struct reply r = kit_api(k, login, method, target, json);
    if (r.status != status || !reply_has(&r, text))
        fail_msg("%s: %d %.*s", target, r.status, STR_ARG(r.body));
    if (status >= 400) {
        assert_str(r.type, "application/problem+json");
        assert_str(member(&r, "instance"), "test-1");
        assert_false(r.keep);
    }
}

static void test_records__what_was_created_is_read_changed_and_deleted(void **state) {
    (void)state;
    struct str id = make_party("sara", "آفتاب");
    const char *path = path_to("party", id);
    struct reply r = kit_api(k, "sara", GET, path, NULL);
    assert_int_equal(r.status, 200);
    assert_str(member(&r, "name"), "آفتاب");
    assert_str(member(&r, "stage"), "lead");
    assert_str(reply_header_of(&r, "ETag"), "\"1\"");
    expect("sara", PATCH, path, "{\"city\":\"یزد\",\"stage\":\"مشتری\"}", 200,
           "\"stage\":\"customer\"");
    expect("sara", DELETE, path, NULL, 403, "denied");
    expect("admin", DELETE, path, NULL, 204, "");
    expect("sara", GET, path, NULL, 404, "absent");
}

static void test_records__the_address_of_a_new_record_is_told(void **state) {
    (void)state;
    struct reply r =
        kit_api(k, "sara", POST, "/api/v1/party", "{\"name\":\"آفتاب\",\"phone\":null}");
    assert_int_equal(r.status, 201);
    struct str location = reply_header_of(&r, "Location");
    expect("sara", GET, str_z(k->mem, location), NULL, 200, "آفتاب");
}

static void test_records__another_teams_record_does_not_exist(void **state) {
    (void)state;
    const char *path = path_to("party", make_party("sara", "آفتاب"));
    expect("nima", GET, path, NULL, 404, "");
    expect("nima", PATCH, path, "{\"city\":\"یزد\"}", 404, "");
    expect("nima", GET, "/api/v1/party", NULL, 200, "{\"data\":[],\"next\":null}");
    expect("reza", GET, "/api/v1/party", NULL, 200, "آفتاب");
    expect("reza", PATCH, path, "{\"city\":\"یزد\"}", 200, "یزد");
    expect("sara", GET, "/api/v1/user", NULL, 403, "");
}

static void test_records__a_strangers_call_asks_for_a_token(void **state) {
    (void)state;
    struct reply r = kit_get(k, NULL, "/api/v1/party");
    assert_int_equal(r.status, 401);
    assert_true(str_starts(reply_header_of(&r, "WWW-Authenticate"), STR("Bearer")));
}

/* A POST of the browser whose cookie the kit holds, as a forged page would send it. */
static int post_with(const char *name, const char *value) {
    const struct header headers[] = {{STR("cookie"), k->cookie},
                                     {STR("content-type"), STR("application/json")},
                                     {str_of(name), str_of(value)}};
    const struct request r = {.method = POST,
                              .path = STR("/api/v1/party"),
                              .headers = headers,
                              .header_count = 3,
                              .host = STR("localhost"),
                              .body = STR("{\"name\":\"x\"}"),
                              .now_ms = k->now_ms};
    app_done(k->app);
    assert_int_equal(store_begin(k->store), OK);
    int status = app_handle(k->app, &r).status;
    store_rollback(k->store);
    return status;
}

static void test_records__a_session_needs_its_form_token_to_write(void **state) {
    (void)state;
    assert_int_equal(kit_get(k, "sara", "/api/v1/party").status, 200);
    struct ctx *cx = kit_begin(k);
    struct str token;
    assert_int_equal(store_text(cx->db, k->mem, SQL("SELECT form_token FROM session"),
                                BIND_NONE, &token),
                     OK);
    kit_commit(k);
    assert_int_equal(post_with("x-form-token", ""), 403);
    assert_int_equal(post_with("x-form-token", "guessed"), 403);
    assert_int_equal(post_with("authorization", "Bearer mt_guessed"), 401);
    assert_int_equal(post_with("x-form-token", str_z(k->mem, token)), 201);
    /* A form of another page cannot send JSON at all. */
    assert_int_equal(kit_post(k, "sara", "/api/v1/party", "name=x").status, 415);
}

static void test_records__bad_input_is_told_and_nothing_stays(void **state) {
    (void)state;
    static const struct {
        const char *json;
        int status;
        const char *text;
    } rows[] = {
        {"", 400, "\"type\":\"/api/docs#json\""},
        {"{", 400, "errors"},
        {"[]", 400, "errors"},
        {"null", 400, "errors"},
        {"{\"name\":\"a\",\"name\":\"b\"}", 400, "\"pointer\":\"#/name\""},
        {"{\"name\":\"a\",\"address\":{\"city\":\"x\",\"city\":\"y\"}}", 400, "city"},
        {"{\"name\":\"\xff\"}", 400, "errors"},
        {"[[[[[[[[[[[[]]]]]]]]]]]]", 400, "errors"},
        {"{}", 422, "\"field\":\"name\",\"pointer\":\"#/name\""},
        {"{\"name\":null}", 422, "\"field\":\"name\""},
        {"{\"name\":7}", 422, "\"field\":\"name\""},
        {"{\"name\":\"a\",\"nmae\":\"b\"}", 422, "\"field\":\"nmae\""},
        {"{\"name\":\"a\",\"a/b~\":1}", 422, "\"pointer\":\"#/a~1b~0\""},
        {"{\"name\":\"a\",\"id\":\"0000000000001\"}", 422, "\"field\":\"id\""},
        {"{\"name\":\"a\",\"version\":1}", 422, "\"field\":\"version\""},
        {"{\"name\":\"a\",\"created_at\":\"2026-01-01T00:00:00Z\"}", 422, "created_at"},
        {"{\"name\":\"a\",\"birth_date\":\"1403/12/31\"}", 422, "birth_date"},
        {"{\"name\":\"a\",\"credit_limit\":-1}", 422, "credit_limit"},
        {"{\"name\":\"a\",\"credit_limit\":1.5}", 422, "credit_limit"},
        {"{\"name\":\"a\",\"consent_sms\":\"perhaps\"}", 422, "consent_sms"},
        {"{\"name\":\"a\",\"stage\":\"nowhere\"}", 422, "stage"},
        {"{\"name\":\"a\",\"dealer\":\"0000000000001\"}", 422, "dealer"},
        {"{\"name\":\"a\",\"tags\":{}}", 422, "tags"},
        {"{\"name\":\"a\",\"address\":{\"planet\":\"x\"}}", 422, "address"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        expect("sara", POST, "/api/v1/party", rows[i].json, rows[i].status, rows[i].text);
    expect("sara", GET, "/api/v1/party?count=exact", NULL, 200, "\"count\":0");
}

static void test_records__mistakes_are_told_together(void **state) {
    (void)state;
    struct reply r = kit_api(k, "sara", POST, "/api/v1/party",
                             "{\"phone\":\"x\",\"email\":\"y\",\"colour\":1}");
    assert_int_equal(r.status, 422);
    assert_true(reply_has(&r, "\"field\":\"phone\""));
    assert_true(reply_has(&r, "\"field\":\"email\""));
    assert_true(reply_has(&r, "\"field\":\"colour\""));
    assert_true(reply_has(&r, "\"field\":\"name\""));
}

static void test_records__two_changes_of_one_field_are_a_conflict(void **state) {
    (void)state;
    const char *path = path_to("party", make_party("sara", "آفتاب"));
    expect("reza", PATCH, path, "{\"city\":\"یزد\"}", 200, "\"version\":2");
    expect("sara", PATCH, path, "{\"version\":1,\"city\":\"قم\"}", 409,
           "\"pointer\":\"#/city\"");
    expect("sara", PATCH, path, "{\"version\":1,\"phone\":\"09121234567\"}", 200, "یزد");
    expect("sara", PATCH, path, "{\"version\":9,\"city\":\"قم\"}", 422, "version");
    expect("sara", PATCH, path, "{\"version\":3,\"city\":\"قم\"}", 200, "قم");
}

static void test_records__a_list_has_pages_fields_and_counts(void **state) {
    (void)state;
    make_party("sara", "بهار");
    make_party("sara", "آفتاب");
    make_party("sara", "پاییز");
    struct reply r = kit_api(
        k, "sara", GET, "/api/v1/party?sort=name&limit=2&fields=name&count=capped", NULL);
    assert_int_equal(r.status, 200);
    assert_true(reply_has(&r, "\"count\":3,\"count_capped\":false"));
    assert_false(reply_has(&r, "stage"));
    assert_true(reply_has(&r, "آفتاب") && !reply_has(&r, "پاییز"));
    struct str next = str_format(k->mem, "/api/v1/party?sort=name&limit=2&cursor=%.*s",
                                 STR_ARG(member(&r, "next")));
    expect("sara", GET, str_z(k->mem, next), NULL, 200, "پاییز");
    expect("sara", GET, "/api/v1/party?search=%D8%A8%D9%87%D8%A7", NULL, 200, "بهار");
    expect("sara", GET, "/api/v1/party?filter=stage+%3D+lead&expand=owner", NULL, 200,
           "\"_links\":{\"owner\":{\"href\":\"/api/v1/user/");
}

static void test_records__wrong_parameters_are_told(void **state) {
    (void)state;
    static const char *const wrong[] = {
        "fitler=x",     "filter=nothing+%3D+1",
        "filter=(",     "sort=colour",
        "sort=address", "fields=nope",
        "expand=name",  "limit=0",
        "limit=201",    "limit=x",
        "cursor=%21",   "count=all",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct str target = str_format(k->mem, "/api/v1/party?%s", wrong[i]);
        expect("sara", GET, str_z(k->mem, target), NULL, 400,
               "\"type\":\"/api/docs#query\"");
    }
}

static void test_records__upsert_by_external_id_is_repeatable(void **state) {
    (void)state;
    const char *path = "/api/v1/party/by-external-id/erp-17";
    expect("sara", GET, path, NULL, 404, "");
    expect("sara", PUT, path, "{\"name\":\"آفتاب\"}", 201, "\"external_id\":\"erp-17\"");
    expect("sara", PUT, path, "{\"name\":\"آفتاب\"}", 200, "\"version\":1");
    expect("sara", PUT, path, "{\"name\":\"مهتاب\"}", 200, "\"version\":2");
    expect("sara", GET, path, NULL, 200, "مهتاب");
    expect("sara", PUT, path, "{\"external_id\":\"b\"}", 422, "external_id");
    expect("nima", PUT, path, "{\"name\":\"x\"}", 422, "external_id");
}

static void test_records__other_methods_and_addresses_are_refused(void **state) {
    (void)state;
    struct reply r = kit_api(k, "sara", PUT, "/api/v1/party", "{}");
    assert_int_equal(r.status, 405);
    assert_str(reply_header_of(&r, "Allow"), "GET, HEAD, POST");
    expect("sara", GET, "/api/v1/nothing", NULL, 404, "absent");
    expect("sara", GET, "/api/v2/party", NULL, 404, "absent");
    expect("sara", GET, "/api/v1/party/xyz", NULL, 404, "absent");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        KIT_TEST(test_records__what_was_created_is_read_changed_and_deleted),
        KIT_TEST(test_records__the_address_of_a_new_record_is_told),
        KIT_TEST(test_records__another_teams_record_does_not_exist),
        KIT_TEST(test_records__a_strangers_call_asks_for_a_token),
        KIT_TEST(test_records__a_session_needs_its_form_token_to_write),
        KIT_TEST(test_records__bad_input_is_told_and_nothing_stays),
        KIT_TEST(test_records__mistakes_are_told_together),
        KIT_TEST(test_records__two_changes_of_one_field_are_a_conflict),
        KIT_TEST(test_records__a_list_has_pages_fields_and_counts),
        KIT_TEST(test_records__wrong_parameters_are_told),
        KIT_TEST(test_records__upsert_by_external_id_is_repeatable),
        KIT_TEST(test_records__other_methods_and_addresses_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

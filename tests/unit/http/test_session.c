#include "../scratch.h"
#include "../test.h"
#include "http/api_token.h"
#include "http/login_try.h"
#include "http/secret.h"
#include "http/session.h"

enum { NOW = 1700000000, HOUR_MS = 3600 * 1000 };

static struct store *store;
static struct ctx cx;
static struct id_maker ids;
static struct request request;
static struct header headers[3];

/* What records/ gives the program; here an identifier is all that is needed. */
int64_t cx_new_id(struct ctx *c) {
    return id_make(c->ids, c->now_ms);
}

static int set_up(void **state) {
    (void)state;
    assert_int_equal(
        store_open(&(struct store_options){.path = scratch_path(), .create = true}, &store,
                   NULL),
        OK);
    ids = (struct id_maker){0};
    cx = (struct ctx){.mem = arena_create(),
                      .db = store_reader(store),
                      .writer = store_writer(store),
                      .ids = &ids,
                      .now_ms = NOW * 1000LL};
    request = (struct request){.method = GET,
                               .path = STR("/"),
                               .remote = STR("10.0.0.1"),
                               .host = STR("crm.example"),
                               .headers = headers};
    assert_int_equal(store_begin(store), OK);
    assert_int_equal(schema_apply(cx.writer, &session_table), OK);
    assert_int_equal(schema_apply(cx.writer, &api_token_table), OK);
    assert_int_equal(schema_apply(cx.writer, &login_try_table), OK);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    assert_int_equal(store_commit(store), OK);
    store_close(store);
    arena_free(cx.mem);
    return 0;
}

static void with_header(const char *name, struct str value) {
    headers[request.header_count++] = (struct header){str_of(name), value};
}

static struct session started(int64_t user, unsigned char seed) {
    struct session s;
    struct str secret;
    request.random[0] = seed;
    assert_int_equal(session_start(&cx, &request, &session_standard, user, &s, &secret),
                     OK);
    request.header_count = 0;
    with_header("cookie", str_join(cx.mem, STR("session="), secret));
    return s;
}

static void test_session__is_found_by_its_cookie(void **state) {
    (void)state;
    struct session s = started(7, 1), found;
    assert_int_equal(session_find(&cx, &request, &session_standard, &found), OK);
    assert_true(found.id == s.id && found.user == 7);
    assert_true(str_eq(found.form_token, s.form_token));
    assert_str(found.remote, "10.0.0.1");
    ((char *)headers[0].value.p)[12] ^= 1;
    assert_int_equal(session_find(&cx, &request, &session_standard, &found), ERR_ABSENT);
    request.header_count = 0;
    assert_int_equal(session_find(&cx, &request, &session_standard, &found), ERR_ABSENT);
}

static void test_session__the_secret_is_not_in_the_database(void **state) {
    (void)state;
    struct session s = started(7, 1);
    struct str secret = request_cookie(&request, "session");
    assert_false(str_eq(secret, s.form_token));
    bool there;
    assert_int_equal(store_exists(cx.db,
                                  SQL("SELECT 1 FROM session WHERE token_hash = ?1"
                                      " OR form_token = ?2"),
                                  BIND(v_bytes(secret), v_text(secret)), &there),
                     OK);
    assert_false(there);
}

static void test_session__ends_when_idle_or_old(void **state) {
    (void)state;
    struct session s = started(7, 1), found;
    cx.now_ms += session_standard.idle_ms - 1;
    assert_int_equal(session_find(&cx, &request, &session_standard, &found), OK);
    assert_true(session_seen_due(&found, cx.now_ms));
    assert_int_equal(session_seen(&cx, s.id), OK);
    cx.now_ms += session_standard.idle_ms - 1;
    assert_int_equal(session_find(&cx, &request, &session_standard, &found), OK);
    cx.now_ms += 1;
    assert_int_equal(session_find(&cx, &request, &session_standard, &found), ERR_ABSENT);
    struct session_limits never_idle = {.idle_ms = INT64_MAX,
                                        .age_ms = session_standard.age_ms};
    assert_int_equal(session_find(&cx, &request, &never_idle, &found), OK);
    cx.now_ms = s.expires_ms;
    assert_int_equal(session_find(&cx, &request, &never_idle, &found), ERR_ABSENT);
    assert_int_equal(session_sweep(&cx, &session_standard), OK);
    assert_true(store_changes(cx.writer) == 1);
}

static void test_session__can_be_ended_only_by_its_person(void **state) {
    (void)state;
    struct session mine = started(7, 1), other = started(7, 2), theirs = started(8, 3),
                   *list;
    int count;
    assert_int_equal(session_list(&cx, 7, &list, &count), OK);
    assert_int_equal(count, 2);
    assert_int_equal(session_end(&cx, 7, theirs.id), ERR_ABSENT);
    assert_int_equal(session_end_others(&cx, 7, mine.id), OK);
    assert_int_equal(session_end(&cx, 7, other.id), ERR_ABSENT);
    assert_int_equal(session_end(&cx, 7, mine.id), OK);
    assert_int_equal(session_list(&cx, 8, &list, &count), OK);
    assert_int_equal(count, 1);
}

static void test_form_token__is_taken_from_field_or_header(void **state) {
    (void)state;
    struct session s = started(7, 1);
    struct form_field field = {.name = STR("_token"), .value = s.form_token};
    struct form form = {&field, 1}, none = {0};
    assert_true(session_form_ok(&s, &request, &form));
    assert_false(session_form_ok(&s, &request, &none));
    with_header("x-form-token", s.form_token);
    assert_true(session_form_ok(&s, &request, &none));
    s.form_token = STR("");
    request.header_count = 0;
    assert_false(session_form_ok(&s, &request, &none));
}

static void test_form_token__other_sites_are_refused(void **state) {
    (void)state;
    static const struct {
        const char *name, *value;
        bool good;
    } cases[] = {
        {"sec-fetch-site", "same-origin", true},
        {"sec-fetch-site", "none", true},
        {"sec-fetch-site", "cross-site", false},
        {"sec-fetch-site", "same-site", false},
        {"origin", "https://crm.example", true},
        {"origin", "http://crm.example:8080", true},
        {"origin", "https://evil.example", false},
        {"origin", "null", false},
        {"origin", "https://crm.example.evil", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        request.header_count = 0;
        with_header(cases[i].name, str_of(cases[i].value));
        if (request_from_here(&request) != cases[i].good) fail_msg("%s", cases[i].value);
    }
}

static void test_api_token__acts_for_its_user_until_it_ends(void **state) {
    (void)state;
    struct str text;
    struct api_token t, *list;
    int count;
    int64_t expires = cx.now_ms + HOUR_MS;
    assert_int_equal(
        api_token_create(&cx, request.random, 9, STR("حسابداری"), expires, &text), OK);
    assert_true(str_starts(text, STR("mt_")));
    with_header("authorization", str_join(cx.mem, STR("bearer "), text));
    assert_int_equal(api_token_find(&cx, &request, &t), OK);
    assert_true(t.user == 9 && t.expires_ms == expires
                && api_token_used_due(&t, cx.now_ms));
    assert_int_equal(api_token_used(&cx, t.id), OK);
    assert_int_equal(api_token_list(&cx, 9, &list, &count), OK);
    assert_int_equal(count, 1);
    assert_str(list[0].name, "حسابداری");
    assert_false(api_token_used_due(&list[0], cx.now_ms));
    assert_int_equal(api_token_end(&cx, 8, t.id), ERR_ABSENT);
    cx.now_ms = expires;
    assert_int_equal(api_token_find(&cx, &request, &t), ERR_ABSENT);
    assert_int_equal(api_token_end(&cx, 9, t.id), OK);
}

static void test_login_wait__doubles_up_to_a_ceiling(void **state) {
    (void)state;
    static const struct {
        int64_t failures, wait_ms;
    } cases[] = {{0, 0},     {4, 0},       {5, 2000},        {6, 4000},
                 {9, 32000}, {13, 512000}, {14, 15 * 60000}, {INT64_MAX, 15 * 60000}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct login_try t = {cases[i].failures, NOW};
        assert_true(login_wait_ms(&t, LOGIN_FREE_TRIES, NOW) == cases[i].wait_ms);
    }
    struct login_try t = {6, NOW};
    assert_true(login_wait_ms(&t, LOGIN_FREE_TRIES, NOW + 3000) == 1000);
    assert_true(login_wait_ms(&t, LOGIN_FREE_TRIES, NOW + 5000) == 0);
    assert_true(login_wait_ms(&t, LOGIN_FREE_TRIES, NOW - MS_PER_HOUR) == 0);
    assert_true(login_try_next(&t, NOW + LOGIN_FORGET_MS).failures == 1);
}

static void test_login_try__counts_names_and_addresses_apart(void **state) {
    (void)state;
    int64_t wait;
    for (int i = 0; i < LOGIN_FREE_TRIES; i++) {
        assert_int_equal(login_ask(&cx, STR("ali"), STR("10.0.0.1"), &wait), OK);
        assert_true(wait == 0);
        assert_int_equal(login_failed(&cx, STR("ali"), STR("10.0.0.1")), OK);
    }
    assert_int_equal(login_ask(&cx, STR("ali"), STR("10.9.9.9"), &wait), OK);
    assert_true(wait == LOGIN_FIRST_WAIT_MS);
    assert_int_equal(login_ask(&cx, STR("sara"), STR("10.0.0.1"), &wait), OK);
    assert_true(wait == 0);
    for (int i = LOGIN_FREE_TRIES; i < LOGIN_FREE_TRIES_ADDRESS; i++)
        assert_int_equal(login_failed(&cx, STR("other"), STR("10.0.0.1")), OK);
    assert_int_equal(login_succeeded(&cx, STR("ali")), OK);
    assert_int_equal(login_ask(&cx, STR("ali"), STR("10.9.9.9"), &wait), OK);
    assert_true(wait == 0);
    assert_int_equal(login_ask(&cx, STR("ali"), STR("10.0.0.1"), &wait), OK);
    assert_true(wait == LOGIN_FIRST_WAIT_MS);
    cx.now_ms += LOGIN_FORGET_MS;
    assert_int_equal(login_try_sweep(&cx), OK);
    assert_true(store_changes(cx.writer) == 2);
}

/* One line has 2^64 addresses of the newer kind: they count together. */
static void test_login_try__counts_a_network_of_the_newer_kind_as_one(void **state) {
    (void)state;
    static const struct {
        const char *remote;
        bool same;
    } rows[] = {
        {"2001:db8:1:2:ffff:ffff:ffff:ffff", true},
        {"2001:DB8:1:2::", true},
        {"2001:db8:1:2::9", true},
        {"2001:db8:1:3::9", false},
        {"2001:db8::1:2:3:4", false},
        {"::1", false},
        {"10.0.0.1", false},
        {"::ffff:10.0.0.1", false},
        {"", false},
    };
    int64_t wait;
    for (int i = 0; i < LOGIN_FREE_TRIES_ADDRESS; i++)
        assert_int_equal(login_failed(&cx, STR("x"), STR("2001:db8:1:2::1")), OK);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(login_ask(&cx, STR("sara"), str_of(rows[i].remote), &wait), OK);
        assert_true((wait > 0) == rows[i].same);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(test_session__is_found_by_its_cookie),
        TEST(test_session__the_secret_is_not_in_the_database),
        TEST(test_session__ends_when_idle_or_old),
        TEST(test_session__can_be_ended_only_by_its_person),
        TEST(test_form_token__is_taken_from_field_or_header),
        TEST(test_form_token__other_sites_are_refused),
        TEST(test_api_token__acts_for_its_user_until_it_ends),
        TEST(test_login_wait__doubles_up_to_a_ceiling),
        TEST(test_login_try__counts_names_and_addresses_apart),
        TEST(test_login_try__counts_a_network_of_the_newer_kind_as_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

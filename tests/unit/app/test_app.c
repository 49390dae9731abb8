#include "../kit.h"
#include "app/organisation.h"

#include "http/login_try.h"
#include "http/session.h"
#include "modules/platform/platform.h"
#include "records/rules/jobs.h"
#include "records/rules/settings.h"
#include "store/search.h"

static void test_app__health_needs_no_login(void **state) {
    (void)state;
    struct kit *k = kit_create();
    struct reply r = kit_get(k, NULL, "/health");
    assert_int_equal(r.status, 200);
    assert_true(reply_has(&r, "ok"));
    kit_free(k);
}

static void test_app__a_stranger_is_sent_to_log_in(void **state) {
    (void)state;
    struct kit *k = kit_create();
    struct reply r = kit_get(k, NULL, "/?x=1");
    assert_int_equal(r.status, 303);
    assert_str(reply_header_of(&r, "Location"), "/login?next=%2F%3Fx%3D1");
    kit_free(k);
}

static void test_app__a_post_without_token_changes_nothing(void **state) {
    (void)state;
    struct kit *k = kit_create();
    struct reply r = kit_post(k, NULL, "/logout", "");
    assert_int_equal(r.status, 403);
    assert_false(r.keep);
    kit_free(k);
}

static void test_app__what_is_not_there_is_said_in_persian(void **state) {
    (void)state;
    struct kit *k = kit_create();
    struct reply r = kit_get(k, "admin", "/no/such/page");
    assert_int_equal(r.status, 404);
    assert_true(reply_has(&r, "چنین صفحه"));
    kit_free(k);
}

/* Who only reads is still here: the session is noted now and then, and so does not end. */
static void test_app__reading_keeps_a_session_alive(void **state) {
    (void)state;
    struct kit *k = kit_create();
    struct reply r = kit_get(k, "admin", "/me");
    assert_false(r.wants_writer);
    k->now_ms += SESSION_SEEN_EVERY_MS + 1;
    r = kit_get_again(k, "/me");
    assert_true(r.wants_writer);
    assert_int_equal(r.status, 200);
    kit_free(k);
}

static void test_app__each_kind_in_the_navigation_says_what_it_is_for(void **state) {
    (void)state;
    struct kit *k = kit_create();
    struct ctx *cx = kit_begin(k);
    for (int i = 0; i < cx->catalog->count; i++) {
        const struct entity *e = cx->catalog->entities[i];
        for (int lang = 0; lang < LANG_COUNT && !e->hidden; lang++)
            if (!e->help.in[lang].n) fail_msg("%.*s does not say it", STR_ARG(e->name));
    }
    kit_commit(k);
    struct reply r = kit_get(k, "admin", "/competitor");
    assert_true(reply_has(
        &r, "کسانی که مشتری شما را با آن‌ها می‌سنجد"));
    kit_free(k);
}

static void test_login__capitals_give_no_further_tries(void **state) {
    (void)state;
    struct kit *k = kit_create();
    struct ctx *cx = kit_begin(k);
    int64_t wait_ms = 0;
    for (int i = 0; i < LOGIN_FREE_TRIES; i++)
        assert_int_equal(login_failed(cx, i % 2 ? STR("Sara") : STR("sara"), STR("::1")),
                         OK);
    assert_int_equal(login_ask(cx, STR("SARA"), STR("::2"), &wait_ms), OK);
    assert_true(wait_ms > 0);
    assert_int_equal(login_ask(cx, STR("nima"), STR("::2"), &wait_ms), OK);
    assert_int_equal(wait_ms, 0);
    kit_commit(k);
    kit_free(k);
}

static void test_app__sessions_that_ran_out_are_forgotten(void **state) {
    (void)state;
    struct kit *k = kit_create();
    int64_t sessions = 0, due_ms;
    bool more = true;
    kit_get(k, "admin", "/me");
    k->now_ms += session_standard.age_ms + 1;
    while (more) {
        kit_begin(k);
        assert_int_equal(app_work(k->app, k->now_ms, &more, &due_ms), OK);
        kit_commit(k);
    }
    assert_int_equal(store_int(store_reader(k->store), SQL("SELECT count(*) FROM session"),
                               BIND_NONE, &sessions),
                     OK);
    assert_int_equal(sessions, 0);
    kit_free(k);
}

static int64_t waiting_jobs(struct kit *k) {
    int64_t n = 0;
    assert_int_equal(store_int(store_reader(k->store),
                               SQL("SELECT count(*) FROM job WHERE state = ?1"),
                               BIND(v_int(JOB_WAITING)), &n),
                     OK);
    return n;
}

/* Nothing is shown, changed or done where the organisation is no more; it says so. */
static void test_app__one_that_was_moved_only_says_so(void **state) {
    (void)state;
    struct kit *k = kit_create();
    struct ctx *cx = kit_begin(k);
    bool more = true;
    int64_t due_ms = 1, waiting;
    assert_int_equal(settings_put(cx->writer, "organisation.moved", STR("elsewhere")), OK);
    assert_int_equal(access_changed(cx), OK);
    kit_commit(k);
    waiting = waiting_jobs(k);
    assert_true(waiting > 0);
    struct reply r = kit_get(k, "admin", "/");
    assert_int_equal(r.status, 503);
    assert_true(reply_has(&r, "جای دیگری برده شده"));
    assert_false(reply_has(&r, "elsewhere")); /* the address is the operator's */
    assert_int_equal(kit_post(k, "admin", "/party/new", "title=x").status, 503);
    r = kit_api(k, "admin", GET, "/api/v1/me", NULL);
    assert_int_equal(r.status, 503);
    assert_true(reply_has(&r, "جای دیگری برده شده"));
    kit_begin(k);
    assert_int_equal(app_work(k->app, k->now_ms, &more, &due_ms), OK);
    kit_commit(k);
    assert_false(more);
    assert_int_equal(due_ms, 0);
    assert_int_equal(waiting_jobs(k), waiting);
    kit_free(k);
}

/* The program is started anew, with the same database. */
static void start_again(struct kit *k) {
    struct str reason;
    app_free(k->app);
    organisation_close(k->organisation);
    assert_int_equal(
        organisation_open(k->store, NULL, k->now_ms, &k->organisation, k->mem, &reason),
        OK);
    k->app = app_create(k->organisation, k->store);
}

static int64_t latest_party(struct kit *k) {
    int64_t id = 0;
    assert_int_equal(
        store_int(store_reader(k->store), SQL("SELECT max(id) FROM party"), BIND_NONE, &id),
        OK);
    return id;
}

static void test_app__identifiers_rise_whatever_the_clock_says(void **state) {
    (void)state;
    static const int64_t jumps[] = {0, -MS_PER_HOUR, MS_PER_DAY, -MS_PER_DAY, 0};
    struct kit *k = kit_create();
    int64_t before = 0;
    for (size_t i = 0; i < sizeof jumps / sizeof *jumps; i++)
        for (int n = 0; n < 4; n++) {
            if (n == 0) k->now_ms += jumps[i];
            if (n == 2) start_again(k);
            struct reply r =
                kit_api(k, "admin", POST, "/api/v1/party", "{\"name\":\"الف\"}");
            assert_int_equal(r.status, 201);
            assert_true(latest_party(k) > before);
            before = latest_party(k);
        }
    int64_t count = 0;
    assert_int_equal(store_int(store_reader(k->store), SQL("SELECT count(*) FROM party"),
                               BIND_NONE, &count),
                     OK);
    assert_int_equal(count, 20);
    kit_free(k);
}

static void test_app__a_session_outlives_a_jump_of_the_clock(void **state) {
    (void)state;
    static const int64_t jumps[] = {-MS_PER_HOUR, MS_PER_HOUR, -MS_PER_DAY, MS_PER_DAY,
                                    MS_PER_HOUR};
    struct kit *k = kit_create();
    assert_int_equal(kit_get(k, "sara", "/party").status, 200);
    for (size_t i = 0; i < sizeof jumps / sizeof *jumps; i++) {
        k->now_ms += jumps[i];
        assert_int_equal(kit_get_again(k, "/party").status, 200);
    }
    kit_free(k);
}

/* Who asks is presumed to be who they were; who was shown out is let in no more for that. */
static void test_app__an_ended_session_is_nobodys_at_once(void **state) {
    (void)state;
    struct kit *k = kit_create();
    assert_int_equal(kit_get(k, "sara", "/party").status, 200);
    assert_int_equal(kit_get_again(k, "/party").status, 200);
    struct ctx *cx = kit_begin(k);
    assert_int_equal(store_exec(cx->writer, SQL("DELETE FROM session"), BIND_NONE), OK);
    kit_commit(k);
    for (int i = 0; i < 2; i++)
        assert_int_equal(kit_get_again(k, "/party").status, 303);
    kit_free(k);
}

static enum app_need need_of(struct kit *k, const char *path, const char *query) {
    struct request r = {.method = GET, .path = str_of(path), .query = str_of(query)};
    return app_need(k->organisation, &r);
}

static void test_app__counting_everything_holds_nobody_up(void **state) {
    (void)state;
    struct kit *k = kit_create();
    assert_int_equal(need_of(k, "/api/v1/party", "limit=5&count=exact"), APP_SLOW_REPORT);
    assert_int_equal(need_of(k, "/api/v1/party", "coun%74=e%78act&limit=5"),
                     APP_SLOW_REPORT);
    assert_int_equal(need_of(k, "/api/v1/party", "count=capped"), APP_LOOKS);
    assert_int_equal(need_of(k, "/api/v1/party", ""), APP_LOOKS);
    assert_int_equal(need_of(k, "/party/exact", ""), APP_SLOW_REPORT);
    assert_int_equal(need_of(k, "/home/stages", ""), APP_SLOW_REPORT);
    assert_int_equal(need_of(k, "/party/board", ""), APP_SLOW); /* of now */
    assert_int_equal(need_of(k, "/", ""), APP_LOOKS);
    kit_free(k);
}

/* As a customer's words were before the last digits of numbers were among them. */
static void put_older_words(struct kit *k) {
    struct writer *w = store_writer(k->store);
    int64_t party = 0;
    assert_int_equal(
        kit_post(k, "admin", "/party", "kind=person&name=Sara&phone=09121234567").status,
        303);
    assert_int_equal(store_begin(k->store), OK);
    assert_int_equal(store_int(store_reader(k->store), SQL("SELECT max(id) FROM party"),
                               BIND_NONE, &party),
                     OK);
    assert_int_equal(search_put(w, STR("party"), party, STR("sara 9121234567 09121234567")),
                     OK);
    assert_int_equal(store_commit(k->store), OK);
}

/* What an older version of the program left is brought up when the organisation opens. */
static void test_app__an_older_organisation_is_brought_up(void **state) {
    (void)state;
    struct kit *k = kit_create();
    struct organisation *o;
    struct str reason;
    struct writer *w = store_writer(k->store);
    assert_int_equal(store_exec(w,
                                SQL("ALTER TABLE session ADD COLUMN language TEXT NOT NULL"
                                    " DEFAULT ''"),
                                BIND_NONE),
                     OK);
    assert_int_equal(store_exec(w, SQL("DELETE FROM migration"), BIND_NONE), OK);
    put_older_words(k);
    struct reply r = kit_get(k, "admin", "/search?q=34567");
    assert_false(reply_has(&r, "Sara"));
    assert_int_equal(organisation_open(k->store, NULL, k->now_ms, &o, k->mem, &reason), OK);
    organisation_close(o);
    assert_int_equal(store_exec(w, SQL("UPDATE session SET language = ''"), BIND_NONE),
                     ERR_STORE);
    assert_int_equal(kit_get(k, "admin", "/me").status, 200);
    r = kit_get(k, "admin", "/search?q=34567");
    assert_true(reply_has(&r, "Sara"));
    kit_free(k);
}

static struct str number(struct kit *k, int n) {
    return str_format(k->mem, "%d", n);
}

/* Opened anew, with the tables said to be of another version. */
static enum err open_as(struct kit *k, struct str version, struct str *out_reason) {
    struct organisation *o;
    assert_int_equal(store_exec(store_writer(k->store),
                                SQL("UPDATE setting SET value = ?1"
                                    " WHERE name = 'organisation.tables'"),
                                BIND(v_text(version))),
                     OK);
    assert_int_equal(store_changes(store_writer(k->store)), 1);
    enum err e = organisation_open(k->store, NULL, k->now_ms, &o, k->mem, out_reason);
    if (e == OK) organisation_close(o);
    return e;
}

static void test_app__tables_may_be_one_version_newer(void **state) {
    (void)state;
    struct kit *k = kit_create();
    struct str reason = STR("");
    assert_int_equal(open_as(k, number(k, TABLES_VERSION + 1), &reason), OK);
    assert_int_equal(open_as(k, number(k, TABLES_VERSION + 2), &reason), ERR_CONFLICT);
    assert_true(
        str_has(reason, str_join(k->mem, STR("version "), number(k, TABLES_VERSION + 2))));
    assert_int_equal(open_as(k, STR("x"), &reason), ERR_CORRUPT);
    assert_int_equal(open_as(k, number(k, 0), &reason), OK);
    kit_free(k);
}

static int64_t stages_of(struct kit *k) {
    int64_t n = -1;
    assert_int_equal(store_int(store_reader(k->store),
                               SQL("SELECT count(*) FROM deal_stage s"
                                   " JOIN pipeline p ON p.id = s.pipeline"),
                               BIND_NONE, &n),
                     OK);
    return n;
}

/* What a newer release brings begins once; what people made of it stays. */
static void test_app__a_newer_release_begins_what_it_brings(void **state) {
    (void)state;
    struct kit *k = kit_create();
    struct str reason = STR("");
    int64_t first = stages_of(k);
    assert_true(first > 2);
    struct writer *w = store_writer(k->store);
    assert_int_equal(store_exec(w, SQL("DELETE FROM deal_stage"), BIND_NONE), OK);
    assert_int_equal(store_exec(w, SQL("DELETE FROM pipeline"), BIND_NONE), OK);
    assert_int_equal(open_as(k, number(k, TABLES_VERSION), &reason), OK);
    assert_int_equal(stages_of(k), 0);
    assert_int_equal(open_as(k, number(k, 1), &reason), OK);
    assert_int_equal(stages_of(k), first);
    assert_int_equal(open_as(k, number(k, 1), &reason), OK);
    assert_int_equal(stages_of(k), first);
    kit_free(k);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_app__a_newer_release_begins_what_it_brings),
        cmocka_unit_test(test_app__health_needs_no_login),
        cmocka_unit_test(test_app__a_stranger_is_sent_to_log_in),
        cmocka_unit_test(test_app__a_post_without_token_changes_nothing),
        cmocka_unit_test(test_app__sessions_that_ran_out_are_forgotten),
        cmocka_unit_test(test_app__one_that_was_moved_only_says_so),
        cmocka_unit_test(test_app__counting_everything_holds_nobody_up),
        cmocka_unit_test(test_app__identifiers_rise_whatever_the_clock_says),
        cmocka_unit_test(test_app__a_session_outlives_a_jump_of_the_clock),
        cmocka_unit_test(test_app__an_ended_session_is_nobodys_at_once),
        cmocka_unit_test(test_app__an_older_organisation_is_brought_up),
        cmocka_unit_test(test_app__tables_may_be_one_version_newer),
        cmocka_unit_test(test_app__reading_keeps_a_session_alive),
        cmocka_unit_test(test_app__each_kind_in_the_navigation_says_what_it_is_for),
        cmocka_unit_test(test_login__capitals_give_no_further_tries),
        cmocka_unit_test(test_app__what_is_not_there_is_said_in_persian),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

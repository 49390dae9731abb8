#include "app/organisation.h"
#include "entities.h"
#include "http/host.h"
#include "http/login_try.h"
#include "http/session.h"
#include "modules/platform/notification.h"
#include "records/rules/jobs.h"
#include "records/rules/rights.h"
#include "web/pages/platform/settings.h"

#include "../each_kit.h"

/* ---- Help ---- */

static int64_t user_id(const char *login) {
    struct ctx *cx = kit_begin_as(k, login);
    int64_t id = cx->actor->user;
    kit_commit(k);
    return id;
}

static const char *target(const char *before, int64_t id, const char *after) {
    return str_z(k->mem, str_format(k->mem, "%s%s%s", before, id_text(id).z, after));
}

static int64_t make_party(const char *login, const char *name) {
    struct ctx *cx = kit_begin_as(k, login);
    struct record r = record_new(cx, entity_at(cx->catalog, "party"));
    r.values[PARTY_NAME] = v_text(str_of(name));
    assert_int_equal(record_create(cx, &r), OK);
    int64_t id = record_id(&r);
    kit_commit(k);
    return id;
}

/* ---- Rights of every page ---- */

static void test_platform__pages_ask_for_rights(void **state) {
    (void)state;
    static const char *const everybody[] = {
        "/",     "/me",   "/me/password", "/me/sessions",   "/me/tokens",  "/search",
        "/jobs", "/help", "/help/first",  "/notifications", "/home/stages"};
    static const char *const administrators[] = {"/settings"};
    for (size_t i = 0; i < sizeof everybody / sizeof *everybody; i++) {
        assert_int_equal(kit_get(k, "sara", everybody[i]).status, 200);
        assert_int_equal(kit_get(k, NULL, everybody[i]).status, 303);
    }
    for (size_t i = 0; i < sizeof administrators / sizeof *administrators; i++) {
        assert_int_equal(kit_get(k, "admin", administrators[i]).status, 200);
        assert_int_equal(kit_get(k, "sara", administrators[i]).status, 403);
    }
}

static void test_platform__only_administrators_look_after_users(void **state) {
    (void)state;
    int64_t sara = user_id("sara");
    assert_int_equal(kit_get(k, "admin", target("/user/", sara, "/access")).status, 200);
    assert_int_equal(kit_get(k, "reza", target("/user/", sara, "/access")).status, 403);
    assert_int_equal(
        kit_post(k, "reza", target("/user/", sara, "/active"), "active=0").status, 403);
    struct reply r = kit_post(k, "admin", target("/user/", sara, "/active"), "active=0");
    assert_int_equal(r.status, 303);
    struct ctx *cx = kit_begin(k);
    struct actor *actor;
    assert_int_equal(actor_load(cx, cx->mem, sara, &actor), ERR_ABSENT);
    kit_commit(k);
}

static int64_t role_of(const char *login) {
    struct ctx *cx = kit_begin(k);
    int64_t role = 0;
    assert_int_equal(store_int(cx->db, SQL("SELECT role FROM \"user\" WHERE login = ?1"),
                               BIND(v_text(str_of(login))), &role),
                     OK);
    kit_commit(k);
    return role;
}

static void test_platform__the_last_administrator_stays(void **state) {
    (void)state;
    int64_t admin = user_id("admin");
    struct reply r = kit_post(k, "admin", target("/user/", admin, "/active"), "active=0");
    assert_int_equal(r.status, 422);
    assert_false(r.keep);
}

static void test_platform__the_last_administrators_role_stays_one(void **state) {
    (void)state;
    struct id_text user = id_text(user_id("admin")), role = id_text(role_of("admin"));
    const struct {
        enum method method;
        const char *kind, *id, *json;
    } tries[] = {{PATCH, "role", role.z, "{\"administrator\": false}"},
                 {DELETE, "role", role.z, NULL},
                 {DELETE, "user", user.z, NULL}};
    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
        struct str path = str_format(k->mem, "/api/v1/%s/%s", tries[i].kind, tries[i].id);
        struct reply r =
            kit_api(k, "admin", tries[i].method, str_z(k->mem, path), tries[i].json);
        assert_int_equal(r.status, 422);
        assert_false(r.keep);
    }
}

static void test_platform__a_role_that_rises_or_falls_does_so_at_once(void **state) {
    (void)state;
    const char *path =
        str_z(k->mem, str_format(k->mem, "/api/v1/role/%s", id_text(role_of("sara")).z));
    static const struct {
        const char *json;
        int status;
    } steps[] = {{"{\"administrator\": true}", 200}, {"{\"administrator\": false}", 403}};
    assert_int_equal(kit_get(k, "sara", "/settings").status, 403);
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        assert_int_equal(kit_api(k, "admin", PATCH, path, steps[i].json).status, 200);
        assert_int_equal(kit_get(k, "sara", "/settings").status, steps[i].status);
    }
}

/* ---- Settings ---- */

static const char good_settings[] =
    "organisation.name=%D9%BE%D8%A7%D8%B1%D8%B3&language=fa&digits=persian&calendar=jalali"
    "&money=rial&fiscal.month=7&zone.minutes=210&offer.days=14&offers.control=5&offers.window=30&score.hot=40&score.warm=15"
    "&work.days=0&work.days=1&work.start=09:00"
    "&work.end=16:30";

static void test_platform__settings_are_saved_and_seen(void **state) {
    (void)state;
    assert_int_equal(kit_post(k, "admin", "/settings", good_settings).status, 303);
    struct reply r = kit_get(k, "sara", "/");
    assert_true(reply_has(&r, "<span dir=\"auto\">پارس</span>"));
    r = kit_get(k, "admin", "/settings");
    assert_true(reply_has(&r, "value=\"۰۹:۰۰\""));
    assert_true(reply_has(&r, "<option value=\"7\" selected>"));
}

static void test_platform__each_setting_is_on_its_page_once(void **state) {
    (void)state;
    for (int i = 0; i < setting_count; i++) {
        int groups = 0;
        for (int g = 0; g < SETTINGS_GROUPS; g++)
            groups += setting_in(&setting_rows[i], &settings_groups[g]);
        if (groups != 1) fail_msg("%s is in %d groups", setting_rows[i].name, groups);
    }
}

static void test_platform__a_wrong_setting_keeps_nothing(void **state) {
    (void)state;
    struct reply r = kit_post(k, "admin", "/settings", "organisation.name=X&language=fr");
    assert_int_equal(r.status, 422);
    assert_false(r.keep);
    assert_true(reply_has(&r, "class=\"m-problem\""));
}

/* ---- Roles ---- */

static void test_platform__a_right_taken_away_is_gone_at_once(void **state) {
    (void)state;
    const char *rights = target("/role/", role_of("sara"), "/rights");
    assert_int_equal(kit_get(k, "sara", rights).status, 403);
    assert_int_equal(kit_get(k, "admin", rights).status, 200);
    struct reply r = kit_get(k, "sara", "/");
    assert_true(reply_has(&r, "href=\"/party\""));
    assert_true(reply_has(&r, "href=\"/forecast\""));
    assert_int_equal(kit_post(k, "admin", rights, "party.0=0&deal.0=0").status, 303);
    r = kit_get(k, "sara", "/");
    assert_false(reply_has(&r, "href=\"/party\""));
    assert_false(reply_has(&r, "href=\"/forecast\""));
    assert_true(reply_has(&r, "href=\"/task\""));
}

static void test_platform__why_says_who_may_and_why(void **state) {
    (void)state;
    int64_t party = make_party("sara", "رضا کریمی");
    const char *why = target("/why?entity=party&id=", party, "");
    struct reply r = kit_get(k, "sara", why);
    assert_int_equal(r.status, 200);
    assert_true(reply_has(&r, "m-good"));
    assert_int_equal(kit_get(k, "nima", why).status, 404);
    r = kit_get(k, "sara", target("/party/", party, ""));
    assert_true(reply_has(&r, "href=\"/why?entity=party&amp;id="));
    r = kit_get(k, "admin", why);
    assert_true(reply_has(&r, "راهبر است"));
    const char *of_nima =
        str_z(k->mem, str_format(k->mem, "%s&user=%s", why, id_text(user_id("nima")).z));
    r = kit_get(k, "admin", of_nima);
    assert_true(reply_has(&r, "m-bad"));
    assert_false(reply_has(&r, "m-good"));
}

/* ---- Search ---- */

static void test_platform__search_finds_what_one_may_read(void **state) {
    (void)state;
    make_party("sara", "حسین‌زاده");
    const char *find = "/search?q=%D8%AD%D8%B3%DB%8C%D9%86%20%D8%B2%D8%A7%D8%AF%D9%87";
    struct reply r = kit_get(k, "sara", find);
    assert_true(reply_has(&r, "<mark>حسین‌زاده</mark>"));
    r = kit_get(k, "nima", find);
    assert_false(reply_has(&r, "<mark>"));
}

static void test_platform__search_finds_pages_and_actions(void **state) {
    (void)state;
    struct reply r = kit_get(k, "admin", "/search?q=%D8%AA%D9%86%D8%B8");
    assert_true(reply_has(&r, "href=\"/settings\""));
    r = kit_get(k, "sara", "/search?q=%D8%AA%D9%86%D8%B8");
    assert_false(reply_has(&r, "<mark>تنظ</mark>"));
    r = kit_get(k, "sara", "/search?q=%D9%85%D8%B4%D8%AA%D8%B1%DB%8C");
    assert_true(reply_has(&r, "href=\"/party/new\""));
    assert_int_equal(kit_get(k, "sara", "/search?q=%00%FF").status, 200);
}

/* ---- Notifications and events ---- */

static int64_t tell(const char *login, const char *text) {
    int64_t user = user_id(login), id = 0;
    struct ctx *cx = kit_begin(k);
    assert_int_equal(notification_add(cx, user, str_of(text), STR("/help")), OK);
    assert_int_equal(
        store_int(cx->db, SQL("SELECT max(id) FROM notification"), BIND_NONE, &id), OK);
    kit_commit(k);
    return id;
}

static void test_platform__a_notification_is_seen_by_its_person_alone(void **state) {
    (void)state;
    int64_t id = tell("sara", "کار دیر شد");
    struct reply r = kit_get(k, "sara", "/notifications");
    assert_true(reply_has(&r, "m-unseen"));
    assert_true(reply_has(&r, "data-new"));
    r = kit_get(k, "nima", "/notifications");
    assert_false(reply_has(&r, "کار دیر شد"));
    assert_int_equal(kit_post(k, "nima", target("/notifications/", id, ""), "").status,
                     404);
    r = kit_post(k, "sara", target("/notifications/", id, ""), "");
    assert_str(reply_header_of(&r, "Location"), "/help");
    r = kit_get(k, "sara", "/notifications");
    assert_false(reply_has(&r, "m-unseen"));
    assert_false(reply_has(&r, "data-new"));
}

static void test_platform__a_stream_tells_changes_once(void **state) {
    (void)state;
    int64_t cursor = 0;
    struct request r = {.method = GET,
                        .path = STR("/events"),
                        .now_ms = k->now_ms,
                        .proven_user = user_id("sara")};
    assert_true(str_has(app_events(k->app, &r, &cursor), STR("\"count\":0")));
    assert_int_equal(app_events(k->app, &r, &cursor).n, 0);
    app_done(k->app);
    tell("sara", "کار دیر شد");
    struct str text = app_events(k->app, &r, &cursor);
    assert_true(str_has(text, STR("event: unread\ndata: {\"count\":1")));
    assert_int_equal(app_events(k->app, &r, &cursor).n, 0);
    app_done(k->app);
}

/* ---- Work ---- */

static void test_platform__a_job_is_its_persons(void **state) {
    (void)state;
    struct ctx *cx = kit_begin_as(k, "sara");
    int64_t id;
    assert_int_equal(job_start(cx, "import", STR(""), 0, &id), OK);
    kit_commit(k);
    assert_int_equal(kit_get(k, "sara", target("/jobs/", id, "")).status, 200);
    assert_int_equal(kit_get(k, "nima", target("/jobs/", id, "")).status, 404);
    assert_int_equal(kit_post(k, "nima", target("/jobs/", id, "/stop"), "").status, 404);
    struct reply r = kit_get(k, "admin", "/jobs");
    assert_true(reply_has(&r, target("job-", id, "")));
    assert_int_equal(kit_post(k, "sara", target("/jobs/", id, "/stop"), "").status, 303);
    r = kit_get(k, "sara", "/jobs");
    assert_true(reply_has(&r, "ایستاد"));
}

/* ---- One's own ---- */

static void test_platform__a_token_is_shown_once_and_can_be_revoked(void **state) {
    (void)state;
    struct reply r = kit_post(k, "sara", "/me/tokens", "name=Excel&days=30");
    assert_int_equal(r.status, 200);
    assert_true(reply_has(&r, "mt_"));
    r = kit_get(k, "sara", "/me/tokens");
    assert_false(reply_has(&r, "mt_"));
    assert_true(reply_has(&r, "Excel"));
    struct ctx *cx = kit_begin(k);
    int64_t id = 0;
    assert_int_equal(store_int(cx->db, SQL("SELECT id FROM api_token"), BIND_NONE, &id),
                     OK);
    kit_commit(k);
    const char *end = target("/me/tokens/", id, "/end");
    assert_int_equal(kit_post(k, "nima", end, "").status, 404);
    assert_int_equal(kit_post(k, "sara", end, "").status, 303);
    assert_int_equal(kit_post(k, "sara", "/me/tokens", "name=&days=x").status, 422);
}

static void test_platform__sessions_can_be_ended(void **state) {
    (void)state;
    struct reply r = kit_get(k, "sara", "/me/sessions");
    assert_true(reply_has(&r, "همین دستگاه"));
    assert_int_equal(kit_post(k, "sara", "/me/sessions/end", "").status, 303);
    int64_t id = user_id("sara");
    struct ctx *cx = kit_begin(k);
    struct session *list;
    int left;
    assert_int_equal(session_list(cx, id, &list, &left), OK);
    kit_commit(k);
    assert_int_equal(left, 1);
}

static int64_t ways_in(int64_t user) {
    struct ctx *cx = kit_begin(k);
    int64_t n = -1;
    assert_int_equal(
        store_int(cx->db,
                  SQL("SELECT (SELECT count(*) FROM session WHERE user_id = ?1)"
                      " + (SELECT count(*) FROM api_token WHERE user_id = ?1)"),
                  BIND(v_int(user)), &n),
        OK);
    kit_commit(k);
    return n;
}

static void test_platform__who_is_switched_off_has_no_way_back_in(void **state) {
    (void)state;
    int64_t sara = user_id("sara");
    const char *address = target("/api/v1/user/", sara, "");
    kit_post(k, "sara", "/me/tokens", "name=till&days=0");
    assert_true(ways_in(sara) >= 2);
    assert_int_equal(kit_api(k, "admin", PATCH, address, "{\"phone\": null}").status, 200);
    assert_true(ways_in(sara) >= 2);
    assert_int_equal(kit_api(k, "admin", PATCH, address, "{\"active\": false}").status,
                     200);
    assert_int_equal(ways_in(sara), 0);
    assert_int_equal(kit_api(k, "admin", PATCH, address, "{\"active\": true}").status, 200);
    assert_int_equal(ways_in(sara), 0);
}

/* A machine on which "right" is everybody's password, and its own hash. */
static struct str plain_hash(struct arena *mem, struct str password) {
    return str_dup(mem, password);
}
static bool plain_verify(struct str hash, struct str password) {
    (void)hash;
    return str_is(password, "right");
}

static void test_platform__guessing_the_present_password_means_waiting(void **state) {
    (void)state;
    static const struct host host = {plain_hash, plain_verify};
    static const char *const guess = "current=wrong&password=12345678&repeat=12345678";
    static const char *const known = "current=right&password=12345678&repeat=12345678";
    k->organisation->host = &host;
    assert_int_equal(kit_post(k, "admin", "/me/password", known).status, 303);
    for (int i = 0; i < LOGIN_FREE_TRIES; i++)
        assert_int_equal(kit_post(k, "admin", "/me/password", guess).status, 422);
    struct reply r = kit_post(k, "admin", "/me/password", known);
    k->organisation->host = NULL;
    assert_int_equal(r.status, 422);
    assert_true(reply_has(&r, "ثانیه"));
}

/* Sessions and tokens end with the password only where that is asked for. */
static void test_platform__a_new_password_ends_what_is_asked(void **state) {
    (void)state;
    static const struct host host = {plain_hash, plain_verify};
    static const char *const form = "current=right&password=12345678&repeat=12345678";
    int64_t admin = user_id("admin");
    k->organisation->host = &host;
    kit_api(k, "admin", GET, "/api/v1/me", NULL);
    kit_get(k, "admin", "/");
    assert_int_equal(kit_post(k, "admin", "/me/password", form).status, 303);
    assert_int_equal(ways_in(admin), 3); /* a token, and two sessions */
    const char *both = str_z(k->mem, str_format(k->mem, "%s&sessions=1&tokens=1", form));
    assert_int_equal(kit_post(k, "admin", "/me/password", both).status, 303);
    assert_int_equal(ways_in(admin), 1); /* the session that asked */
    k->organisation->host = NULL;
}

/* ---- Home ---- */

static void test_platform__home_shows_what_is_due(void **state) {
    (void)state;
    struct ctx *cx = kit_begin_as(k, "sara");
    struct record r = record_new(cx, entity_at(cx->catalog, "task"));
    r.values[TASK_SUBJECT] = v_text(STR("تماس با مشتری"));
    r.values[TASK_DUE_AT] = v_int(k->now_ms - 3 * MS_PER_DAY);
    r.values[TASK_STATUS] = v_text(STR("open"));
    assert_int_equal(record_create(cx, &r), OK);
    kit_commit(k);
    struct reply page = kit_get(k, "sara", "/");
    assert_true(reply_has(&page, "تماس با مشتری"));
    assert_true(reply_has(&page, "m-late"));
    page = kit_get(k, "nima", "/");
    assert_false(reply_has(&page, "تماس با مشتری"));
}

#define TEST(name) KIT_TEST(test_platform__##name)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(pages_ask_for_rights),
        TEST(only_administrators_look_after_users),
        TEST(the_last_administrator_stays),
        TEST(the_last_administrators_role_stays_one),
        TEST(a_role_that_rises_or_falls_does_so_at_once),
        TEST(settings_are_saved_and_seen),
        TEST(each_setting_is_on_its_page_once),
        TEST(a_wrong_setting_keeps_nothing),
        TEST(a_right_taken_away_is_gone_at_once),
        TEST(why_says_who_may_and_why),
        TEST(search_finds_what_one_may_read),
        TEST(search_finds_pages_and_actions),
        TEST(a_notification_is_seen_by_its_person_alone),
        TEST(a_stream_tells_changes_once),
        TEST(a_job_is_its_persons),
        TEST(a_token_is_shown_once_and_can_be_revoked),
        TEST(sessions_can_be_ended),
        TEST(who_is_switched_off_has_no_way_back_in),
        TEST(guessing_the_present_password_means_waiting),
        TEST(a_new_password_ends_what_is_asked),
        TEST(home_shows_what_is_due),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

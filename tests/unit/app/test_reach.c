/* Nobody gets at what is out of their reach, on any way there is: every route of the program is
 * asked for every kind of record by people who must not see one of each, and no reply holds a
 * word of them, and nothing of them is changed. A new route or kind is held by itself. */
#include "../samples.h"

#include "app/tables.h"
#include "entities.h"
#include "http/form.h"
#include "http/session.h"
#include "modules/platform/platform.h"
#include "persian/jalali.h"
#include "records/rules/rights.h"

#define BEGINNING "zzhid"     /* finds what is hidden, and may be repeated in a reply */
#define REST "denzz"          /* may not, not even where what was searched for is marked */
#define SECRET BEGINNING REST /* stands in every text of the records */

enum {
    HIDDEN_LEAST = 25,   /* kinds of which there is a record */
    SHOWING_LEAST = 150, /* routes that show a record to who may see it */
    POSTED_LEAST = 60,   /* routes that take a form */
    STEPS_MOST = 400,
    PATH_BYTES = 400,
};

static struct kit *k;
static struct samples made;
static const struct catalog *catalog; /* lives as long as the kit */
static bool member;                   /* who asks is in the team of the deal */
static int64_t hidden_from; /* journal entries after this are of those who must not */

/* ---- What is hidden ---- */

static const struct entity *kind_at(int i) {
    return i < catalog->count ? catalog->entities[i] : NULL;
}

/* What stands with a customer; of users, products, pipelines and the like there is no secret, nor of
 * what is open to who works on a deal of that customer. */
static bool secret(const struct entity *e) {
    static const char *const of_members[] = {"party", "deal", "deal_member", "deal_answer"};
    for (size_t i = 0; member && i < sizeof of_members / sizeof *of_members; i++)
        if (str_is(e->name, of_members[i])) return false;
    return e->owned || str_is(e->name, "party") || str_is(e->name, "request")
           || str_is(e->name, "file");
}

static void make(const struct entity *e) {
    made.text = secret(e) ? SECRET : "x";
    struct str at = str_format(k->mem, "/api/v1/%.*s", STR_ARG(e->name));
    struct str body = samples_body(&made, e);
    struct reply r = kit_api(k, "admin", POST, str_z(k->mem, at), str_z(k->mem, body));
    if (r.status != 201) fail_msg("%.*s: %.*s", STR_ARG(at), STR_ARG(r.body));
    struct str one = str_dup(k->mem, reply_header_of(&r, "Location"));
    made.linked[e->at] = str_from(one, one.n - ID_CHARS);
}

static const struct entity *kind_named(const char *name) {
    return entity_at(catalog, name);
}

/* A record of each kind. */
static void make_all(void) {
    const struct entity *e;
    samples_begin(&made, k, "x");
    for (int i = 0; samples_first[i]; i++)
        make(kind_named(samples_first[i]));
    for (int i = 0; (e = kind_at(i)) != NULL; i++)
        if (!made.linked[i].n && !samples_by_rule(e)) make(e);
}

/* ---- Who asks ---- */

static int64_t number(struct sql sql, const char *text) {
    struct ctx *cx = kit_begin(k);
    int64_t n = 0;
    assert_int_equal(store_int(cx->db, sql, BIND(v_text(str_of(text))), &n), OK);
    kit_commit(k);
    return n;
}

/* Everything the role of this person may do reaches so far. */
static void let(const char *login, enum scope scope) {
    int64_t role = number(SQL("SELECT role FROM \"user\" WHERE login = ?1"), login);
    struct ctx *cx = kit_begin(k);
    for (int i = 0; i < cx->catalog->count; i++) {
        const struct entity *e = cx->catalog->entities[i];
        if (e->system) continue;
        for (int act = 0; act < ACT_COUNT; act++)
            assert_int_equal(role_set_scope(cx, role, e, (enum action)act, scope), OK);
    }
    kit_commit(k);
}

static void change_user(const char *login, const char *json) {
    int64_t id = number(SQL("SELECT id FROM \"user\" WHERE login = ?1"), login);
    char path[PATH_BYTES];
    snprintf(path, sizeof path, "/api/v1/user/%s", id_text(id).z);
    struct reply r = kit_api(k, "admin", PATCH, path, json);
    if (r.status != 200) fail_msg("%s: %.*s", json, STR_ARG(r.body));
}

/* ---- The ways ---- */

static bool picks(const struct route *route) {
    return !strcmp(route->path, "/pick/{name}");
}

static bool about_each(const struct route *route) {
    return picks(route) || strstr(route->path, "{entity}") != NULL;
}

/* The path of a route, with the record of the kind it is about, or of `e`. */
static struct str path_of(const struct route *route, const struct entity *e) {
    struct buf b = buf_in(k->mem, 0);
    const struct entity *about = route->need_entity ? kind_named(route->need_entity) : e;
    for (const char *at = route->path; *at; at++) {
        if (*at != '{') {
            buf_byte(&b, *at);
            continue;
        }
        struct str piece = str_n(at, strcspn(at, "}") + 1);
        at += piece.n - 1;
        if (str_is(piece, "{entity}"))
            buf_put(&b, e->name);
        else if (str_is(piece, "{id}"))
            buf_put(&b, made.linked[about->at]);
        else if (picks(route))
            buf_put(&b, e->name);
        else
            buf_put(&b, e->title ? e->title->name : STR("name"));
    }
    return buf_str(&b);
}

/* Names every hidden record by its kind, and what forms and queries ask for beside. */
static struct str names_all(const struct entity *e) {
    struct buf b = buf_in(k->mem, 0);
    buf_format(&b,
               "q=" BEGINNING "&entity=%.*s&all=yes&act=delete&do=delete&to=1&version=1"
               "&format=csv&view=month&at=2025-11-22&day=2025-11-22&who=%.13s",
               STR_ARG(e->name), made.linked[kind_named("user")->at].p);
    static const char *const parties[] = {"keep", "gone", "id"};
    for (size_t i = 0; i < sizeof parties / sizeof *parties; i++)
        buf_format(&b, "&%s=%.*s", parties[i],
                   STR_ARG(made.linked[kind_named("party")->at]));
    const struct entity *other;
    for (int i = 0; (other = kind_at(i)) != NULL; i++)
        buf_format(&b, "&%.*s=%.*s", STR_ARG(other->name), STR_ARG(made.linked[i]));
    return buf_str(&b);
}

static struct reply ask_once(const char *login, const struct route *route,
                             const struct entity *e) {
    struct str path = path_of(route, e), names = names_all(e);
    const char *at = str_z(k->mem, path);
    if (route->method == GET) {
        const char *with = str_z(k->mem, str_format(k->mem, "%s?%.*s", at, STR_ARG(names)));
        return kit_get(k, login, with);
    }
    if (login && route->flags & ROUTE_API)
        return kit_api(k, login, route->method, at, "{\"note\":\"x\",\"name\":\"x\"}");
    return kit_post(k, login, at, str_z(k->mem, names));
}

/* As far as it leads: to what a job made, to a page of what was made. */
static struct reply ask(const char *login, const struct route *route,
                        const struct entity *e) {
    struct reply r = ask_once(login, route, e);
    struct str to = str_dup(k->mem, reply_header_of(&r, "Location"));
    return r.status == 303 ? kit_get(k, login, str_z(k->mem, to)) : r;
}

/* What an open page is held to is that of its own tests. Who may, looks alone: what they post takes
 * away what the next is to show. */
static bool goes(const struct route *route, bool may) {
    if (may && route->method != GET && route->need != ACT_EXPORT) return false;
    return !(route->flags & (ROUTE_OPEN | ROUTE_ADMIN)) && strcmp(route->path, "/logout");
}

/* What stands before the first word of what is hidden. */
static void fail_at(const char *login, const struct route *route, const struct entity *e,
                    const struct reply *r) {
    enum { BEFORE = 400 };
    const char *found = memmem(r->body.p, r->body.n, REST, sizeof REST - 1);
    size_t end = found ? (size_t)(found - r->body.p) : r->body.n;
    size_t from = end > BEFORE ? end - BEFORE : 0;
    if (r->status >= 500) print_message("%.*s\n", STR_ARG(r->log));
    fail_msg("%s %d %s of %.*s: %d …%.*s", login ? login : "nobody", route->method,
             route->path, STR_ARG(e->name), r->status, (int)(end - from), r->body.p + from);
}

/* How many replies show what is hidden, of all routes and kinds; `none`: that is a fault. */
static int showing(const char *login, bool none) {
    int count = 0;
    const struct entity *e;
    for (const struct route_list *const *list = app_routes; *list; list++)
        for (int i = 0; i < (*list)->count; i++) {
            const struct route *route = &(*list)->routes[i];
            for (int at = 0; goes(route, !none) && (e = kind_at(at)) != NULL; at++) {
                struct reply r = ask(login, route, e);
                bool shows = reply_has(&r, REST);
                if (r.status >= 500 || (none && shows)) fail_at(login, route, e, &r);
                count += shows;
                if (!about_each(route)) break;
            }
        }
    return count;
}

/* What jobs made of it: exports and many changes at once. */
static void work(void) {
    bool more = true;
    int64_t due = 0;
    for (int i = 0; more && i < STEPS_MOST; i++) {
        assert_int_equal(store_begin(k->store), OK);
        assert_int_equal(app_work(k->app, k->now_ms, &more, &due), OK);
        assert_int_equal(store_commit(k->store), OK);
        app_done(k->app);
    }
}

static int changed_by_others(void) {
    int changed = 0;
    const struct entity *e;
    for (int i = 0; (e = kind_at(i)) != NULL; i++) {
        int64_t id = 0, n = 0;
        if (!id_parse(made.linked[i], &id) || !secret(e)) continue;
        struct ctx *cx = kit_begin(k);
        assert_int_equal(
            store_int(cx->db,
                      SQL("SELECT count(*) FROM journal WHERE record = ?1 AND seq > ?2"
                          " AND actor > 0"),
                      BIND(v_int(id), v_int(hidden_from)), &n),
            OK);
        kit_commit(k);
        if (n) print_message("changed: %.*s\n", STR_ARG(e->name));
        changed += (int)n;
    }
    return changed;
}

/* On the day of the samples, so that calendars and plans have something to show. */
static void set_up(void) {
    k = kit_create();
    catalog = kit_begin(k)->catalog;
    kit_commit(k);
    k->now_ms = instant_at(jalali_to_day((struct jalali){1404, 9, 1}), 11 * 60, 210);
    make_all();
    hidden_from = number(SQL("SELECT max(seq) FROM journal WHERE '' = ?1"), "");
}

static void expect_nothing(const char *login) {
    assert_int_equal(showing(login, true), 0);
    work();
    assert_int_equal(changed_by_others(), 0);
}

/* ---- The tests ---- */

static void test_reach__who_may_is_shown_them_and_no_more_without_the_right(void **state) {
    (void)state;
    set_up();
    int kinds = 0;
    for (int i = 0; i < META_ENTITIES; i++)
        kinds += made.linked[i].n > 0;
    assert_true(kinds >= HIDDEN_LEAST);
    let("reza", SCOPE_ALL);
    int shown = showing("reza", false);
    assert_true(shown >= SHOWING_LEAST);
    let("reza", SCOPE_NONE);
    assert_int_equal(showing("reza", true), 0);
    kit_free(k);
}

static void test_reach__another_team_gets_at_nothing(void **state) {
    (void)state;
    set_up();
    let("nima", SCOPE_TEAM);
    expect_nothing("nima");
    kit_free(k);
}

static void test_reach__a_colleague_whose_right_is_their_own_gets_at_nothing(void **state) {
    (void)state;
    set_up();
    let("sara", SCOPE_OWN);
    expect_nothing("sara");
    kit_free(k);
}

static void test_reach__who_works_on_a_deal_gets_at_nothing_else(void **state) {
    (void)state;
    member = true;
    set_up();
    const char *deal = made.linked[kind_named("deal")->at].p;
    const char *party = made.linked[kind_named("party")->at].p;
    const char *form = str_z(
        k->mem,
        str_format(k->mem,
                   "{\"deal\":\"%.13s\",\"party\":\"%.13s\",\"person\":\"نیما تهرانی\"}",
                   deal, party));
    struct reply r = kit_api(k, "admin", POST, "/api/v1/deal_member", form);
    if (r.status != 201) fail_msg("%.*s", STR_ARG(r.body));
    expect_nothing("nima");
    member = false;
    kit_free(k);
}

/* Whatever the role gives: a dealer's customers alone. */
static void test_reach__who_works_at_a_dealer_gets_at_nothing(void **state) {
    (void)state;
    set_up();
    struct reply r =
        kit_api(k, "admin", POST, "/api/v1/party",
                "{\"name\":\"d\",\"kind\":\"organisation\",\"external_id\":\"d\"}");
    if (r.status != 201) fail_msg("%.*s", STR_ARG(r.body));
    let("nima", SCOPE_ALL);
    change_user("nima", "{\"dealer\":\"d\"}");
    hidden_from = number(SQL("SELECT max(seq) FROM journal WHERE '' = ?1"), "");
    expect_nothing("nima");
    kit_free(k);
}

/* A page elsewhere has the cookie sent along, and not the word that stands in our forms. */
static void test_reach__a_form_of_another_site_is_refused_on_every_route(void **state) {
    (void)state;
    int asked = 0;
    set_up();
    (void)kit_get(k, "admin", "/");
    struct header cookie = {STR("cookie"), str_dup(k->mem, k->cookie)};
    for (const struct route_list *const *list = app_routes; *list; list++)
        for (int i = 0; i < (*list)->count; i++) {
            const struct route *route = &(*list)->routes[i];
            if (route->method != POST || route->flags & (ROUTE_OPEN | ROUTE_API)) continue;
            const struct entity *e = kind_named("deal");
            struct reply r = kit_post_saying(k, str_z(k->mem, path_of(route, e)),
                                             str_z(k->mem, names_all(e)), cookie);
            if (r.status != 403) fail_msg("%s: %d", route->path, r.status);
            asked++;
        }
    assert_true(asked >= POSTED_LEAST);
    assert_int_equal(changed_by_others(), 0);
    kit_free(k);
}

static void test_reach__who_has_not_logged_in_gets_at_nothing(void **state) {
    (void)state;
    set_up();
    expect_nothing(NULL);
    kit_free(k);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reach__who_may_is_shown_them_and_no_more_without_the_right),
        cmocka_unit_test(test_reach__another_team_gets_at_nothing),
        cmocka_unit_test(test_reach__a_colleague_whose_right_is_their_own_gets_at_nothing),
        cmocka_unit_test(test_reach__who_works_on_a_deal_gets_at_nothing_else),
        cmocka_unit_test(test_reach__who_works_at_a_dealer_gets_at_nothing),
        cmocka_unit_test(test_reach__a_form_of_another_site_is_refused_on_every_route),
        cmocka_unit_test(test_reach__who_has_not_logged_in_gets_at_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "kit.h"

#include "entities.h"
#include "http/api_token.h"
#include "http/session.h"
#include "modules/platform/platform.h"
#include "persian/jalali.h"
#include "records/rules/rights.h"
#include "scratch.h"

enum { KIT_HEADERS = 8 };

/* ---- The organisation ---- */

static const struct {
    const char *login, *name, *role;
    int team;
} people[] = {
    {"sara", "سارا رضایی", "کارشناس", 1},
    {"reza", "رضا کریمی", "سرپرست تیم", 1},
    {"nima", "نیما تهرانی", "کارشناس", 2},
};

static int64_t id_of(struct ctx *cx, struct sql sql, const char *name) {
    int64_t id = 0;
    assert_int_equal(store_int(cx->db, sql, BIND(v_text(str_of(name))), &id), OK);
    return id;
}

static void add_person(struct ctx *cx, size_t i, int64_t team) {
    struct record user = record_new(cx, entity_at(cx->catalog, "user"));
    user.values[USER_NAME] = v_text(str_of(people[i].name));
    user.values[USER_LOGIN] = v_text(str_of(people[i].login));
    user.values[USER_ACTIVE] = v_int(1);
    user.values[USER_ROLE] =
        v_int(id_of(cx, SQL("SELECT id FROM role WHERE name = ?1"), people[i].role));
    user.values[FIELD_TEAM] = v_int(team);
    assert_int_equal(record_create(cx, &user), OK);
}

static void add_people(struct ctx *cx) {
    struct record second = record_new(cx, entity_at(cx->catalog, "team"));
    second.values[TEAM_NAME] = v_text(STR("تیم دوم"));
    assert_int_equal(record_create(cx, &second), OK);
    int64_t first = id_of(cx, SQL("SELECT id FROM team WHERE name = ?1"), "تیم اصلی");
    for (size_t i = 0; i < sizeof people / sizeof *people; i++)
        add_person(cx, i, people[i].team == 1 ? first : record_id(&second));
}

struct kit *kit_create(void) {
    return kit_create_on(NULL);
}

struct kit *kit_create_on(const struct host *host) {
    struct arena *mem = arena_create();
    struct kit *k = NEW(mem, struct kit);
    struct str reason;
    const struct store_options options = {.path = scratch_path(), .create = true};
    k->mem = mem;
    k->now_ms = instant_at(jalali_to_day((struct jalali){1404, 12, 29}), 10 * 60, 210);
    assert_int_equal(store_open(&options, &k->store, NULL), OK);
    enum err e =
        organisation_open(k->store, host, k->now_ms, &k->organisation, mem, &reason);
    if (e != OK) fail_msg("organisation: %.*s", STR_ARG(reason));
    k->app = app_create(k->organisation, k->store);
    struct ctx *cx = kit_begin(k);
    const struct first_user first = {STR("راهبر"), STR("admin"), STR("")};
    assert_int_equal(app_begin(cx, &first), OK);
    add_people(cx);
    kit_commit(k);
    noted_begin(&k->noted, STR("unit"));
    noted_of(&k->noted, k->store, true);
    return k;
}

void kit_free(struct kit *k) {
    app_free(k->app);
    organisation_close(k->organisation);
    store_close(k->store);
    noted_end(&k->noted);
    arena_free(k->mem);
}

struct ctx *kit_begin(struct kit *k) {
    assert_int_equal(store_begin(k->store), OK);
    return app_context(k->app, k->now_ms);
}

void kit_commit(struct kit *k) {
    assert_int_equal(store_commit(k->store), OK);
    app_done(k->app);
}

struct ctx *kit_begin_as(struct kit *k, const char *login) {
    struct ctx *cx = kit_begin(k);
    struct actor *actor;
    int64_t user = id_of(cx, SQL("SELECT id FROM \"user\" WHERE login = ?1"), login);
    assert_int_equal(actor_load(cx, cx->mem, user, &actor), OK);
    cx->actor = actor;
    return cx;
}

/* ---- Requests ---- */

static struct request blank(struct kit *k, enum method method, const char *target) {
    struct str rest = str_of(target), path = {"", 0};
    str_cut(&rest, '?', &path);
    struct request r = {.method = method,
                        .path = path,
                        .query = rest,
                        .remote = STR("127.0.0.1"),
                        .host = STR("localhost"),
                        .now_ms = k->now_ms,
                        .reference = STR("test-1")};
    k->requests++; /* no two requests have the same randomness */
    memcpy(r.random, &k->requests, sizeof k->requests);
    return r;
}

/* A session of the user, made for this request alone; its cookie, and its form token. */
static struct str log_in(struct kit *k, struct request *r, const char *login,
                         struct str *out_token) {
    struct ctx *cx = kit_begin(k);
    struct session session;
    struct str cookie;
    int64_t user = id_of(cx, SQL("SELECT id FROM \"user\" WHERE login = ?1"), login);
    assert_int_equal(session_start(cx, r, &session_standard, user, &session, &cookie), OK);
    *out_token = str_dup(k->mem, session.form_token);
    cookie = str_format(k->mem, "%s=%.*s", SESSION_COOKIE, STR_ARG(cookie));
    kit_commit(k);
    return cookie;
}

static struct reply answer_once(struct kit *k, const struct request *r) {
    bool writes = app_need(k->organisation, r) & APP_WRITES;
    app_done(k->app);
    assert_int_equal(writes ? store_begin(k->store) : store_begin_read(k->store), OK);
    struct reply reply = app_handle(k->app, r);
    if (!writes)
        store_end_read(k->store);
    else if (reply.keep)
        assert_int_equal(store_commit(k->store), OK);
    else
        store_rollback(k->store);
    return reply;
}

static struct reply answer(struct kit *k, const struct request *r) {
    struct reply reply = answer_once(k, r);
    return reply.again ? answer_once(k, r) : reply;
}

struct reply kit_get(struct kit *k, const char *login, const char *target) {
    struct request r = blank(k, GET, target);
    struct header cookie = {STR("cookie"), {"", 0}};
    struct str token;
    if (login) cookie.value = k->cookie = log_in(k, &r, login, &token);
    r.headers = &cookie;
    r.header_count = login != NULL;
    return answer(k, &r);
}

struct reply kit_get_again(struct kit *k, const char *target) {
    struct request r = blank(k, GET, target);
    struct header cookie = {STR("cookie"), k->cookie};
    r.headers = &cookie;
    r.header_count = 1;
    return answer(k, &r);
}

/* `also` is said besides, unless it has no name. */
static struct reply post(struct kit *k, const char *login, const char *target,
                         const char *form, struct header also) {
    struct request r = blank(k, POST, target);
    struct header headers[KIT_HEADERS];
    struct str token = {"", 0};
    struct str cookie = {"", 0};
    if (login) cookie = log_in(k, &r, login, &token);
    headers[0] =
        (struct header){STR("content-type"), STR("application/x-www-form-urlencoded")};
    headers[1] = (struct header){STR("cookie"), cookie};
    headers[2] = (struct header){STR(FORM_TOKEN_HEADER), token};
    r.headers = headers;
    r.header_count = login ? 3 : 1;
    if (also.name.n) headers[r.header_count++] = also;
    r.body = str_of(form);
    return answer(k, &r);
}

struct reply kit_post(struct kit *k, const char *login, const char *target,
                      const char *form) {
    return post(k, login, target, form, (struct header){0});
}

struct reply kit_post_saying(struct kit *k, const char *target, const char *form,
                             struct header also) {
    return post(k, NULL, target, form, also);
}

struct reply kit_post_part(struct kit *k, const char *login, const char *target,
                           const char *form) {
    return post(k, login, target, form, (struct header){STR("hx-request"), STR("true")});
}

struct reply kit_api(struct kit *k, const char *login, enum method method,
                     const char *target, const char *json) {
    struct request r = blank(k, method, target);
    struct header headers[KIT_HEADERS];
    struct str text;
    struct ctx *cx = kit_begin(k);
    int64_t user = id_of(cx, SQL("SELECT id FROM \"user\" WHERE login = ?1"), login);
    assert_int_equal(api_token_create(cx, r.random, user, STR("test"), 0, &text), OK);
    struct str bearer = str_format(k->mem, "Bearer %.*s", STR_ARG(text));
    kit_commit(k);
    headers[0] = (struct header){STR("authorization"), bearer};
    headers[1] = (struct header){STR("content-type"), STR("application/json")};
    r.headers = headers;
    r.header_count = 2;
    r.body = str_of(json ? json : "");
    return answer(k, &r);
}

bool reply_has(const struct reply *r, const char *text) {
    return str_has(r->body, str_of(text));
}

struct str reply_header_of(const struct reply *r, const char *name) {
    for (int i = 0; i < r->header_count; i++)
        if (str_is(r->headers[i].name, name)) return r->headers[i].value;
    return STR("");
}

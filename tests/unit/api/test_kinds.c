/* Every kind of record there is goes the whole way: made from values of its fields' types,
 * read, changed, deleted, and brought back. */
#include "../samples.h"

#include "api/described.h"
#include "base/json.h"
#include "base/json_write.h"
#include "records/data/undo.h"

static struct kit *k;
static struct samples made;

static struct reply ask(enum method method, struct str path, struct str body, int status) {
    struct reply r = kit_api(k, "admin", method, str_z(k->mem, path), str_z(k->mem, body));
    if (r.status != status)
        fail_msg("%.*s: %d %.*s", STR_ARG(path), r.status, STR_ARG(r.body));
    return r;
}

/* Whether the reply holds each member that was sent, with the same value. */
static void expect_members(const struct entity *e, const struct reply *r, struct str sent) {
    struct json *want, *got;
    assert_int_equal(json_parse(k->mem, sent, NULL, &want, NULL), OK);
    assert_int_equal(json_parse(k->mem, r->body, NULL, &got, NULL), OK);
    assert_true(want->count > 0);
    JSON_EACH(member, want) {
        const struct field *f = field_named(e, member->name);
        if (f && f->audited) { /* given only where it is asked for by name */
            assert_null(json_get(got, str_z(k->mem, member->name)));
            continue;
        }
        struct buf a = buf_in(k->mem, 0), b = buf_in(k->mem, 0);
        struct json_writer wa = json_writer(&a), wb = json_writer(&b);
        json_write_tree(&wa, member);
        json_write_tree(&wb, json_get(got, str_z(k->mem, member->name)));
        if (!str_eq(buf_str(&a), buf_str(&b)))
            fail_msg("%.*s: %.*s", STR_ARG(member->name), STR_ARG(r->body));
    }
}

static int64_t last_batch(void) {
    struct ctx *cx = kit_begin(k);
    int64_t batch = 0;
    assert_int_equal(
        store_int(cx->db, SQL("SELECT max(batch) FROM journal"), BIND_NONE, &batch), OK);
    kit_commit(k);
    return batch;
}

static void undo_last(void) {
    int64_t batch = last_batch();
    struct ctx *cx = kit_begin(k);
    struct undo_result result;
    assert_int_equal(undo_batch(cx, batch, &result), OK);
    assert_true(result.undone > 0);
    kit_commit(k);
}

static void go_the_whole_way(const struct entity *e) {
    struct str sent = samples_body(&made, e), none = STR("");
    struct str kind = str_format(k->mem, "/api/v1/%.*s", STR_ARG(e->name));
    struct reply r = ask(POST, kind, sent, 201);
    struct str one = str_dup(k->mem, reply_header_of(&r, "Location"));
    r = ask(GET, one, none, 200);
    expect_members(e, &r, sent);
    ask(PATCH, one, STR("{\"external_id\":\"e-1\"}"), 200);
    k->now_ms++;
    ask(DELETE, one, none, 204);
    ask(GET, one, none, 404);
    undo_last();
    r = ask(GET, one, none, 200);
    expect_members(e, &r, sent);
    assert_true(reply_has(&r, "e-1"));
    if (!made.linked[e->at].n) made.linked[e->at] = str_from(one, one.n - ID_CHARS);
}

static void be_refused(const struct entity *e) {
    struct str sent = samples_body(&made, e);
    ask(POST, str_format(k->mem, "/api/v1/%.*s", STR_ARG(e->name)), sent, 422);
}

static const struct entity *kind_at(int i) {
    struct ctx *cx = kit_begin(k);
    const struct entity *e = i < cx->catalog->count ? cx->catalog->entities[i] : NULL;
    kit_commit(k);
    return e;
}

static const struct entity *kind_named(const char *name) {
    struct ctx *cx = kit_begin(k);
    const struct entity *e = entity_at(cx->catalog, name);
    kit_commit(k);
    return e;
}

static void test_kinds__all_go_the_whole_way(void **state) {
    (void)state;
    k = kit_create();
    samples_begin(&made, k, "متن");
    for (int i = 0; samples_first[i]; i++)
        go_the_whole_way(kind_named(samples_first[i]));
    const struct entity *e;
    for (int i = 0; (e = kind_at(i)) != NULL; i++) {
        if (made.linked[i].n) continue;
        if (samples_by_rule(e))
            be_refused(e);
        else
            go_the_whole_way(e);
    }
    kit_free(k);
}

/* What is described is there: no described request is answered with 404 or 405 of the
 * router. */
static void test_described__every_operation_has_its_route(void **state) {
    (void)state;
    k = kit_create();
    for (int i = 0; i < KIND_OPERATIONS; i++) {
        const char *path = kind_operations[i].path;
        struct str at = str_format(k->mem, "/api/v1/party%s", path);
        if (str_has(at, STR("/{id}"))) at = STR("/api/v1/party/0SA5JE3DM0000");
        struct reply r =
            kit_api(k, "admin", kind_operations[i].method, str_z(k->mem, at), "{\"x\":1}");
        assert_int_not_equal(r.status, 405);
        assert_true(r.status != 404 || str_has(at, STR("0SA5"))
                    || str_has(at, STR("external")));
    }
    for (int i = 0; i < OTHER_OPERATIONS; i++) {
        struct reply r = kit_api(k, "admin", GET, other_operations[i].path, NULL);
        assert_int_equal(r.status, 200);
    }
    kit_free(k);
}

static void test_docs__are_read_in_both_languages(void **state) {
    (void)state;
    k = kit_create();
    struct reply r = kit_get(k, "sara", "/api/docs");
    assert_int_equal(r.status, 200);
    assert_true(reply_has(&r, "رابط برنامه‌نویسی")
                && reply_has(&r, "id=\"conflict\""));
    struct ctx *cx = kit_begin(k);
    assert_int_equal(
        store_exec(cx->writer, SQL("UPDATE \"user\" SET language = 'en'"), BIND_NONE), OK);
    kit_commit(k);
    r = kit_get(k, "reza", "/api/docs/party");
    assert_true(reply_has(&r, "/api/v1/party/by-external-id/{external_id}"));
    assert_true(reply_has(&r, "Date of birth"));
    r = kit_get(k, "reza", "/api/docs/user");
    assert_int_equal(r.status, 403);
    kit_free(k);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kinds__all_go_the_whole_way),
        cmocka_unit_test(test_described__every_operation_has_its_route),
        cmocka_unit_test(test_docs__are_read_in_both_languages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

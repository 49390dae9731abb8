/* Every kind of record there is goes the whole way: made from values of its fields' types,
 * read, changed, deleted, and brought back. */
#include "../kit.h"

#include "api/body.h"
#include "api/described.h"
#include "base/json_write.h"
#include "records/data/undo.h"
#include "records/fields/field_type.h"

static struct kit *k;
static struct str linked[META_ENTITIES]; /* a record of each kind, by its place */

static const struct {
    const char *type, *json;
} samples[] = {
    {"text", "\"متن\""},
    {"long_text", "\"شرح\\nدوم\""},
    {"integer", "7"},
    {"decimal", "1"},
    {"money", "2500000"},
    {"percent", "5"},
    {"yes_no", "true"},
    {"date", "\"2025-11-22\""},
    {"time", "\"14:30\""},
    {"date_time", "\"2025-11-22T08:30:00.000Z\""},
    {"duration", "90"},
    {"phone", "\"+989121234567\""},
    {"email", "\"a@example.ir\""},
    {"url", "\"https://example.ir/\""},
    {"national_id", "\"0499370899\""},
    {"sheba", "\"IR820540102680020817909002\""},
    {"card", "\"6037701689095443\""},
    {"rating", "4"},
    {"tags", "[\"ویژه\"]"},
    {"address", "{\"city\":\"شیراز\",\"street\":\"زند\"}"},
    {"identifier", "\"0SA5JE3DM0000\""},
};

/* Numbers come back with all their decimals: 5 of scale 2 as 5.00. */
static struct str with_decimals(struct ctx *cx, const struct field *f, struct str number) {
    static const char zeros[] = ".000000000";
    if (!f->scale) return number;
    return str_join(cx->mem, number, str_n(zeros, (size_t)f->scale + 1));
}

/* What a field takes as JSON, or empty: it is then left out. */
static struct str sample(struct ctx *cx, const struct field *f) {
    struct buf b = buf_in(cx->mem, 0);
    bool list = str_is(str_of(f->type->json_type), "array");
    struct str text =
        f->choices ? f->choices->choices[0].key : (f->to ? linked[f->to->at] : STR(""));
    if (text.n) {
        if (list) buf_byte(&b, '[');
        buf_json(&b, text);
        if (list) buf_byte(&b, ']');
        return buf_str(&b);
    }
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
        if (str_is(str_of(f->type->name), samples[i].type))
            return with_decimals(cx, f, str_of(samples[i].json));
    return STR("");
}

/* Where the rules of a kind ask for more than the type of a field does. */
static const struct {
    const char *kind, *field, *json;
} particular[] = {
    {"user", "login", "\"maryam\""},
    {"contact_point", "value", "\"+982188776655\""},
    {"quote_line", "discount_amount", "1000"},
    {"sales_order_line", "discount_amount", "1000"},
    {"sales_target", "of_team", "null"},
    {"qualification", "result", "\"unfit\""},
    {"score_rule", "condition", "\"created_at is not empty\""},
    {"routing_rule", "condition", "\"city is not empty\""},
};

static struct str bundle; /* a product that may consist of others, as JSON */

static struct str value_of(struct ctx *cx, const struct field *f) {
    if (str_is(f->entity->name, "bundle_part") && str_is(f->name, "bundle")) return bundle;
    for (size_t i = 0; i < sizeof particular / sizeof *particular; i++)
        if (str_is(f->entity->name, particular[i].kind)
            && str_is(f->name, particular[i].field))
            return str_of(particular[i].json);
    return sample(cx, f);
}

static struct str body_for(struct ctx *cx, const struct entity *e) {
    struct buf b = buf_in(k->mem, 0);
    struct json_writer w = json_writer(&b);
    json_begin_object(&w);
    for (int i = 0; i < e->field_count; i++) {
        bool takes = api_takes(e->fields[i]) && i != FIELD_EXTERNAL_ID; /* changed later */
        struct str value = takes ? value_of(cx, e->fields[i]) : STR("");
        if (!value.n) continue;
        json_name_str(&w, e->fields[i]->name);
        json_write_raw(&w, value);
    }
    json_end_object(&w);
    return buf_str(&b);
}

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
    struct ctx *cx = kit_begin(k);
    struct str sent = body_for(cx, e), none = STR("");
    kit_commit(k);
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
    if (!linked[e->at].n) linked[e->at] = str_from(one, one.n - ID_CHARS);
}

/* What rules alone make is refused from outside. */
static bool made_by_rule(const struct entity *e) {
    static const char *const kinds[] = {"subscription_change"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (str_is(e->name, kinds[i])) return true;
    return false;
}

static void be_refused(const struct entity *e) {
    struct ctx *cx = kit_begin(k);
    struct str sent = body_for(cx, e);
    kit_commit(k);
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

static void make_bundle(void) {
    struct reply r = kit_api(k, "admin", POST, "/api/v1/product",
                             "{\"name\":\"b\",\"code\":\"b\",\"kind\":\"bundle\"}");
    struct json *made;
    assert_int_equal(r.status, 201);
    assert_int_equal(json_parse(k->mem, r.body, NULL, &made, NULL), OK);
    bundle = str_format(k->mem, "\"%.*s\"", STR_ARG(json_text(json_get(made, "id"))));
}

static void test_kinds__all_go_the_whole_way(void **state) {
    (void)state;
    static const char *const first[] = {"role", "team", "user", "file", "party"};
    k = kit_create();
    make_bundle();
    memset(linked, 0, sizeof linked);
    for (size_t i = 0; i < sizeof first / sizeof *first; i++)
        go_the_whole_way(kind_named(first[i]));
    const struct entity *e;
    for (int i = 0; (e = kind_at(i)) != NULL; i++) {
        if (linked[i].n) continue;
        if (made_by_rule(e))
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

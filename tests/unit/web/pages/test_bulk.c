/* One act on many rows of a list, as whole requests and steps of a job. */
#include "../../kit.h"

#include "entities.h"
#include "modules/platform/platform.h"
#include "records/rules/rights.h"

enum { MANY = 130, STEPS_MOST = 20 };

static void add_parties(struct kit *k, const char *login, int count) {
    struct ctx *cx = kit_begin_as(k, login);
    for (int i = 0; i < count; i++) {
        struct record r = record_new(cx, entity_at(cx->catalog, "party"));
        r.values[PARTY_NAME] = v_text(str_format(cx->mem, "customer %03d", i));
        assert_int_equal(record_create(cx, &r), OK);
    }
    kit_commit(k);
}

/* sara reads everybody's customers and changes only her own. */
static void let_sara_read_all(struct kit *k) {
    struct ctx *cx = kit_begin(k);
    int64_t role = 0;
    assert_int_equal(store_int(cx->db,
                               SQL("SELECT role FROM \"user\" WHERE login = 'sara'"),
                               BIND_NONE, &role),
                     OK);
    assert_int_equal(
        role_set_scope(cx, role, entity_at(cx->catalog, "party"), ACT_READ, SCOPE_ALL), OK);
    assert_int_equal(
        role_set_scope(cx, role, entity_at(cx->catalog, "party"), ACT_EDIT, SCOPE_OWN), OK);
    assert_int_equal(access_changed(cx), OK);
    kit_commit(k);
}

static int in_city(struct kit *k, const char *city) {
    struct ctx *cx = kit_begin(k);
    int64_t n = 0;
    assert_int_equal(store_int(cx->db, SQL("SELECT count(*) FROM party WHERE city = ?1"),
                               BIND(v_text(str_of(city))), &n),
                     OK);
    kit_commit(k);
    return (int)n;
}

static void work(struct kit *k) {
    bool more = true;
    int64_t due = 0;
    for (int i = 0; i < STEPS_MOST; i++) {
        assert_int_equal(store_begin(k->store), OK);
        assert_int_equal(app_work(k->app, k->now_ms, &more, &due), OK);
        assert_int_equal(store_commit(k->store), OK);
        app_done(k->app);
    }
}

/* Where the reply leads, kept beyond the next request. */
static const char *led_to(struct kit *k, const struct reply *r) {
    assert_int_equal(r->status, 303);
    return str_z(k->mem, str_dup(k->mem, reply_header_of(r, "Location")));
}

static void test_bulk__all_that_a_filter_finds_and_all_of_it_back(void **state) {
    (void)state;
    struct kit *k = kit_create();
    add_parties(k, "admin", MANY);
    struct reply r =
        kit_post(k, "admin", "/party/bulk",
                 "all=1&filter=name+%5E+customer&field=city&value=Qom&act=set");
    const char *page = led_to(k, &r);
    assert_true(str_starts(str_of(page), STR("/bulk/")));
    assert_true(in_city(k, "Qom") < MANY); /* a step at a time */
    r = kit_get(k, "admin", page);
    assert_true(reply_has(&r, "/stop\""));
    work(k);
    assert_int_equal(in_city(k, "Qom"), MANY);
    r = kit_get(k, "admin", page);
    assert_false(reply_has(&r, "/stop\""));
    r = kit_post(k, "admin", str_z(k->mem, str_format(k->mem, "%s/undo", page)), "");
    work(k);
    assert_int_equal(in_city(k, "Qom"), 0);
    kit_free(k);
}

/* The filter asks for what the act changes: no row is passed over. */
static void test_bulk__rows_that_leave_the_filter_shift_no_other(void **state) {
    (void)state;
    struct kit *k = kit_create();
    add_parties(k, "admin", MANY);
    kit_post(k, "admin", "/party/bulk",
             "all=1&filter=city+is+empty&field=city&value=Qom&act=set");
    work(k);
    assert_int_equal(in_city(k, "Qom"), MANY);
    kit_free(k);
}

static void test_bulk__who_has_no_right_is_told_and_the_others_go_through(void **state) {
    (void)state;
    struct kit *k = kit_create();
    add_parties(k, "admin", 7);
    add_parties(k, "sara", 5);
    let_sara_read_all(k);
    struct reply r =
        kit_post(k, "sara", "/party/bulk", "all=1&filter=&field=city&value=Qom&act=set");
    const char *page = led_to(k, &r);
    assert_int_equal(in_city(k, "Qom"), 5);
    r = kit_get(k, "sara", page);
    assert_true(reply_has(&r, "<dd>۵</dd>"));
    assert_true(reply_has(&r, "<dd>۷</dd>"));
    assert_true(reply_has(&r, "اجازهٔ تغییر این پرونده را ندارید"));
    r = kit_get(k, "nima", page);
    assert_int_equal(r.status, 404);
    kit_free(k);
}

/* Each reason with its number, on the act's own page and where all work is listed. */
static void test_bulk__each_reason_is_told_with_its_number(void **state) {
    (void)state;
    struct kit *k = kit_create();
    add_parties(k, "admin", 7);
    add_parties(k, "sara", 5);
    let_sara_read_all(k);
    struct reply r = kit_post(k, "sara", "/party/bulk",
                              "all=1&filter=&field=stage&value=lapsed&act=set");
    const char *const shown[] = {led_to(k, &r), "/jobs"};
    for (int i = 0; i < 2; i++) {
        r = kit_get(k, "sara", shown[i]);
        assert_true(reply_has(&r, "۷ پرونده: اجازهٔ تغییر این پرونده را ندارید"));
        assert_true(reply_has(&r, "۵ پرونده: برای بازگشت به مرحلهٔ پیشین"));
    }
    kit_free(k);
}

static void test_bulk__deleting_all_can_be_taken_back(void **state) {
    (void)state;
    struct kit *k = kit_create();
    add_parties(k, "admin", MANY);
    struct reply r = kit_post(k, "admin", "/party/bulk", "all=1&filter=&act=delete");
    const char *page = led_to(k, &r);
    work(k);
    r = kit_get(k, "admin", "/party");
    assert_true(reply_has(&r, "m-empty"));
    kit_post(k, "admin", str_z(k->mem, str_format(k->mem, "%s/undo", page)), "");
    work(k);
    r = kit_get(k, "admin", "/party/exact");
    assert_true(reply_has(&r, "۱۳۰ ردیف"));
    kit_free(k);
}

static void test_bulk__stopped_it_leaves_the_rest_alone(void **state) {
    (void)state;
    struct kit *k = kit_create();
    add_parties(k, "admin", MANY);
    struct reply r =
        kit_post(k, "admin", "/party/bulk", "all=1&filter=&field=city&value=Qom&act=set");
    struct str page = str_of(led_to(k, &r));
    int done = in_city(k, "Qom");
    struct str stop =
        str_format(k->mem, "/jobs/%.*s/stop", STR_ARG(str_from(page, strlen("/bulk/"))));
    r = kit_post(k, "admin", str_z(k->mem, stop), "");
    assert_int_equal(r.status, 303);
    work(k);
    assert_int_equal(in_city(k, "Qom"), done);
    r = kit_get(k, "admin", page.p);
    assert_true(reply_has(&r, "/undo\""));
    kit_free(k);
}

static void test_bulk__asks_for_rows_and_a_value_that_fits(void **state) {
    (void)state;
    static const char *const forms[] = {
        "field=city&value=Qom&act=set",                /* no row */
        "all=1&filter=&value=Qom&act=set",             /* no field */
        "all=1&filter=&field=email&value=at&act=set",  /* no e-mail */
        "all=1&filter=%28&field=city&value=Q&act=set", /* no filter */
    };
    struct kit *k = kit_create();
    add_parties(k, "admin", 3);
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        struct reply r = kit_post(k, "admin", "/party/bulk", forms[i]);
        if (r.status != 422) fail_msg("%s: %d", forms[i], r.status);
    }
    assert_int_equal(in_city(k, "Qom"), 0);
    kit_free(k);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bulk__all_that_a_filter_finds_and_all_of_it_back),
        cmocka_unit_test(test_bulk__rows_that_leave_the_filter_shift_no_other),
        cmocka_unit_test(test_bulk__who_has_no_right_is_told_and_the_others_go_through),
        cmocka_unit_test(test_bulk__each_reason_is_told_with_its_number),
        cmocka_unit_test(test_bulk__deleting_all_can_be_taken_back),
        cmocka_unit_test(test_bulk__stopped_it_leaves_the_rest_alone),
        cmocka_unit_test(test_bulk__asks_for_rows_and_a_value_that_fits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

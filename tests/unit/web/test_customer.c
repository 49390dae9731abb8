#include "../kit.h"

#include "entities.h"
#include "persian/jalali.h"

enum { BUDGET = 17 }; /* statements that a customer page needs beyond an empty page */

static int64_t id_of(struct ctx *cx, struct sql sql, const char *value) {
    int64_t id = 0;
    assert_int_equal(store_int(cx->db, sql, BIND(v_text(str_of(value))), &id), OK);
    return id;
}

/* A customer of a user's. */
static int64_t add_party(struct kit *k, const char *login, const char *name) {
    struct ctx *cx = kit_begin_as(k, login);
    struct record r = record_new(cx, entity_at(cx->catalog, "party"));
    r.values[PARTY_NAME] = v_text(str_of(name));
    r.values[PARTY_PHONE] = v_text(STR("+989121234567"));
    assert_int_equal(record_create(cx, &r), OK);
    int64_t id = record_id(&r); /* the record goes with its transaction */
    kit_commit(k);
    return id;
}

static void add_interaction(struct kit *k, int64_t party, int n) {
    struct ctx *cx = kit_begin_as(k, "sara");
    struct record r = record_new(cx, entity_at(cx->catalog, "interaction"));
    r.values[FIELD_PARTY] = v_int(party);
    r.values[INTERACTION_SUBJECT] = v_text(str_format(cx->mem, "call no %d.", n));
    r.values[INTERACTION_AT] = v_int(k->now_ms - (int64_t)n * MS_PER_DAY);
    assert_int_equal(record_create(cx, &r), OK);
    kit_commit(k);
}

static void add_task(struct kit *k, int64_t party, const char *subject) {
    struct ctx *cx = kit_begin_as(k, "sara");
    struct record r = record_new(cx, entity_at(cx->catalog, "task"));
    r.values[TASK_PARTY] = v_int(party);
    r.values[TASK_SUBJECT] = v_text(str_of(subject));
    r.values[TASK_DUE_AT] = v_int(k->now_ms + MS_PER_DAY);
    assert_int_equal(record_create(cx, &r), OK);
    kit_commit(k);
}

static const char *url(struct kit *k, const char *kind, int64_t id, const char *tail) {
    struct id_text text = id_text(id);
    return str_z(k->mem, str_format(k->mem, "/%s/%s%s", kind, text.z, tail));
}

static int64_t statements(struct kit *k, const char *login, const char *target) {
    kit_get(k, login, target); /* what is kept between requests is there afterwards */
    int64_t before = store_statements(k->store);
    struct reply r = kit_get(k, login, target);
    assert_int_equal(r.status, 200);
    return store_statements(k->store) - before;
}

/* ---- Looking ---- */

static void test_customer__one_look_shows_who_what_and_what_next(void **state) {
    (void)state;
    struct kit *k = kit_create();
    int64_t party = add_party(k, "sara", "شرکت نمونه");
    add_interaction(k, party, 1);
    add_task(k, party, "فرستادن قرارداد");
    struct reply r = kit_get(k, "sara", url(k, "party", party, ""));
    assert_int_equal(r.status, 200);
    assert_true(reply_has(&r, "شرکت نمونه"));
    assert_true(reply_has(&r, "tel:+989121234567"));
    assert_true(reply_has(&r, "call no 1."));
    assert_true(reply_has(&r, "فرستادن قرارداد"));
    assert_true(reply_has(&r, "id=\"composer\""));
    kit_free(k);
}

static void test_customer__of_another_team_is_not_there(void **state) {
    (void)state;
    struct kit *k = kit_create();
    int64_t party = add_party(k, "sara", "شرکت نمونه");
    const char *form = "kind=call&body=x";
    assert_int_equal(kit_get(k, "nima", url(k, "party", party, "")).status, 404);
    assert_int_equal(kit_get(k, "nima", url(k, "party", party, "/timeline")).status, 404);
    assert_int_equal(
        kit_post(k, "nima", url(k, "party", party, "/interaction"), form).status, 404);
    kit_free(k);
}

static void test_customer__asks_few_statements_however_much_there_is(void **state) {
    (void)state;
    struct kit *k = kit_create();
    int64_t party = add_party(k, "sara", "شرکت نمونه");
    add_interaction(k, party, 1);
    int64_t few = statements(k, "sara", url(k, "party", party, ""));
    for (int i = 2; i < 30; i++)
        add_interaction(k, party, i);
    for (int i = 0; i < 10; i++)
        add_task(k, party, "کار");
    int64_t many = statements(k, "sara", url(k, "party", party, ""));
    int64_t empty = statements(k, "sara", "/health");
    assert_true(many - empty <= BUDGET);
    assert_true(many <= few);
    kit_free(k);
}

static void test_customer__the_timeline_goes_on_where_it_ended(void **state) {
    (void)state;
    struct kit *k = kit_create();
    int64_t party = add_party(k, "sara", "شرکت نمونه");
    for (int i = 0; i < 35; i++)
        add_interaction(k, party, i);
    struct reply r = kit_get(k, "sara", url(k, "party", party, ""));
    assert_true(reply_has(&r, "call no 28."));
    assert_false(reply_has(&r, "call no 29."));
    size_t at = str_find(r.body, STR("?kind=&amp;before="));
    assert_true(at != (size_t)-1);
    struct str rest = str_from(r.body, at), query = {"", 0};
    str_cut(&rest, '"', &query);
    const char *older =
        str_z(k->mem, str_join(k->mem, str_of(url(k, "party", party, "")), query));
    char *amp = strstr(older, "&amp;");
    for (; amp; amp = strstr(amp, "&amp;"))
        memmove(amp + 1, amp + 5, strlen(amp + 5) + 1), amp++;
    r = kit_get(k, "sara", older);
    assert_true(reply_has(&r, "call no 29."));
    assert_true(reply_has(&r, "call no 34."));
    assert_false(reply_has(&r, "call no 28."));
    kit_free(k);
}

static void test_customer__a_broken_cursor_is_a_calm_page(void **state) {
    (void)state;
    struct kit *k = kit_create();
    int64_t party = add_party(k, "sara", "شرکت نمونه");
    struct reply r = kit_get(k, "sara", url(k, "party", party, "?before=%F0%9F&day=x"));
    assert_true(r.status == 422 || r.status == 400);
    kit_free(k);
}

/* ---- Recording ---- */

static void test_customer__a_call_and_its_next_step_come_in_one_post(void **state) {
    (void)state;
    struct kit *k = kit_create();
    int64_t party = add_party(k, "sara", "شرکت نمونه");
    const char *form =
        "kind=call&direction=outbound&outcome=call_back&mood=happy&duration=5&at="
        "&body=%D9%82%DB%8C%D9%85%D8%AA+%D8%AE%D9%88%D8%A7%D8%B3%D8%AA"
        "&next=&due_at=1405-01-08+10:00";
    struct reply r = kit_post(k, "sara", url(k, "party", party, "/interaction"), form);
    assert_int_equal(r.status, 303);
    struct ctx *cx = kit_begin(k);
    int64_t due = 0, said = 0;
    assert_int_equal(store_int(cx->db,
                               SQL("SELECT count(*) FROM interaction WHERE party = ?1"
                                   " AND subject = 'قیمت خواست' AND mood = 'happy'"),
                               BIND(v_int(party)), &said),
                     OK);
    assert_int_equal(said, 1);
    assert_int_equal(
        store_int(cx->db,
                  SQL("SELECT due_at FROM task WHERE party = ?1 AND kind = 'call'"
                      " AND subject = 'پیگیری: قیمت خواست'"),
                  BIND(v_int(party)), &due),
        OK);
    int64_t day = jalali_to_day((struct jalali){1405, 1, 8});
    assert_int_equal(due, instant_at(day, 10 * 60, 210));
    kit_commit(k);
    kit_free(k);
}

static void test_customer__a_date_that_does_not_exist_keeps_what_was_typed(void **state) {
    (void)state;
    struct kit *k = kit_create();
    int64_t party = add_party(k, "sara", "شرکت نمونه");
    const char *form = "kind=visit&body=hello+there&next=again&due_at=1403/12/31";
    struct reply r = kit_post(k, "sara", url(k, "party", party, "/interaction"), form);
    assert_int_equal(r.status, 422);
    assert_true(reply_has(&r, "hello there"));
    assert_true(reply_has(&r, "1403/12/31"));
    assert_true(reply_has(&r, "class=\"m-problem\""));
    assert_false(r.keep);
    kit_free(k);
}

static void test_customer__a_form_sent_twice_records_once(void **state) {
    (void)state;
    struct kit *k = kit_create();
    int64_t party = add_party(k, "sara", "شرکت نمونه"), count = 0;
    const char *form = "kind=note&body=hello&_once=mark-1";
    for (int i = 0; i < 2; i++)
        assert_int_equal(
            kit_post(k, "sara", url(k, "party", party, "/interaction"), form).status, 303);
    struct ctx *cx = kit_begin(k);
    assert_int_equal(
        store_int(cx->db, SQL("SELECT count(*) FROM interaction"), BIND_NONE, &count), OK);
    assert_int_equal(count, 1);
    kit_commit(k);
    kit_free(k);
}

/* ---- Tasks ---- */

static int64_t task_of(struct kit *k, const char *subject) {
    struct ctx *cx = kit_begin(k);
    int64_t id = id_of(cx, SQL("SELECT id FROM task WHERE subject = ?1"), subject);
    kit_commit(k);
    return id;
}

static void test_customer__a_task_is_done_by_one_press_and_undone_by_another(void **state) {
    (void)state;
    struct kit *k = kit_create();
    int64_t party = add_party(k, "sara", "شرکت نمونه");
    add_task(k, party, "کار یک");
    int64_t task = task_of(k, "کار یک");
    assert_int_equal(kit_post(k, "sara", url(k, "task", task, "/done"), "").status, 303);
    struct reply r = kit_get(k, "sara", url(k, "party", party, ""));
    assert_false(reply_has(&r, url(k, "task", task, "/done")));
    assert_int_equal(kit_post(k, "sara", url(k, "task", task, "/reopen"), "").status, 303);
    r = kit_get(k, "sara", url(k, "party", party, ""));
    assert_true(reply_has(&r, url(k, "task", task, "/done")));
    assert_int_equal(kit_post(k, "nima", url(k, "task", task, "/done"), "").status, 404);
    kit_free(k);
}

static void test_customer__a_moved_task_keeps_its_hour(void **state) {
    (void)state;
    struct kit *k = kit_create();
    int64_t party = add_party(k, "sara", "شرکت نمونه"), due = 0;
    add_task(k, party, "کار یک");
    int64_t task = task_of(k, "کار یک");
    assert_int_equal(kit_post(k, "sara", url(k, "task", task, "/when"), "day=%2B3").status,
                     303);
    struct ctx *cx = kit_begin(k);
    assert_int_equal(store_int(cx->db, SQL("SELECT due_at FROM task WHERE id = ?1"),
                               BIND(v_int(task)), &due),
                     OK);
    assert_int_equal(due, k->now_ms + 3 * (int64_t)MS_PER_DAY);
    kit_commit(k);
    struct reply r = kit_post(k, "sara", url(k, "task", task, "/when"), "to=1403/12/31");
    assert_int_equal(r.status, 422);
    kit_free(k);
}

static void test_customer__tasks_stand_under_their_days(void **state) {
    (void)state;
    struct kit *k = kit_create();
    int64_t party = add_party(k, "sara", "شرکت نمونه");
    add_task(k, party, "کار فردا");
    struct reply r = kit_get(k, "sara", "/tasks?view=week");
    assert_true(reply_has(&r, "کار فردا"));
    assert_true(reply_has(&r, "فردا · شنبه، 1 فروردین 1405") || reply_has(&r, "فردا · "));
    r = kit_get(k, "sara", "/tasks?view=late");
    assert_false(reply_has(&r, "کار فردا"));
    r = kit_get(k, "nima", "/tasks?view=week&who=all");
    assert_false(reply_has(&r, "کار فردا"));
    kit_free(k);
}

/* What another system calls the customer stands small beside who made the record. */
static void test_customer__shows_what_another_system_calls_them(void **state) {
    (void)state;
    struct kit *k = kit_create();
    int64_t party = add_party(k, "sara", "Maryam");
    const char *path = url(k, "party", party, "");
    struct reply r = kit_get(k, "sara", path);
    assert_false(reply_has(&r, "کد خارجی"));
    struct ctx *cx = kit_begin_as(k, "sara");
    struct record record;
    assert_int_equal(record_get(cx, entity_at(cx->catalog, "party"), party, &record), OK);
    record.values[FIELD_EXTERNAL_ID] = v_text(STR("A<17"));
    assert_int_equal(record_change(cx, &record, NULL), OK);
    kit_commit(k);
    r = kit_get(k, "sara", path);
    assert_true(reply_has(&r, "کد خارجی: <bdi>A&lt;17</bdi>"));
    kit_post(k, "sara", "/me", "language=en&digits=latin&calendar=gregorian");
    r = kit_get(k, "sara", path);
    assert_true(reply_has(&r, "External ID: <bdi>A&lt;17</bdi>"));
    kit_free(k);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_customer__shows_what_another_system_calls_them),
        cmocka_unit_test(test_customer__one_look_shows_who_what_and_what_next),
        cmocka_unit_test(test_customer__of_another_team_is_not_there),
        cmocka_unit_test(test_customer__asks_few_statements_however_much_there_is),
        cmocka_unit_test(test_customer__the_timeline_goes_on_where_it_ended),
        cmocka_unit_test(test_customer__a_broken_cursor_is_a_calm_page),
        cmocka_unit_test(test_customer__a_call_and_its_next_step_come_in_one_post),
        cmocka_unit_test(test_customer__a_date_that_does_not_exist_keeps_what_was_typed),
        cmocka_unit_test(test_customer__a_form_sent_twice_records_once),
        cmocka_unit_test(test_customer__a_task_is_done_by_one_press_and_undone_by_another),
        cmocka_unit_test(test_customer__a_moved_task_keeps_its_hour),
        cmocka_unit_test(test_customer__tasks_stand_under_their_days),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Ringing: who is rung, for how long, and that of two who accept one wins. */
#include "../../each_kit.h"

#include "entities.h"
#include "modules/requests/candidates.h"
#include "modules/requests/intake.h"
#include "modules/requests/ring.h"
#include "modules/requests/talk.h"
#include "records/rules/rights.h"

enum { SECONDS = 30 };

static int64_t request;
static int forms;

static int64_t user_of(struct ctx *cx, const char *login) {
    int64_t id = 0;
    assert_int_equal(store_int(cx->db, SQL("SELECT id FROM \"user\" WHERE login = ?1"),
                               BIND(v_text(str_of(login))), &id),
                     OK);
    return id;
}

static void come(const char *login) {
    struct ctx *cx = kit_begin_as(k, login);
    assert_int_equal(person_here(cx), OK);
    kit_commit(k);
}

static int64_t make_form(struct ctx *cx, int number) {
    struct record r = record_new(cx, entity_at(cx->catalog, "request_form"));
    struct record sara;
    assert_int_equal(
        record_get_plain(cx, entity_at(cx->catalog, "user"), user_of(cx, "sara"), &sara),
        OK);
    r.values[REQUEST_FORM_NAME] = v_text(str_format(k->mem, "Ask us %d", number));
    r.values[REQUEST_FORM_ASKS] = v_text(STR("|phone|"));
    r.values[REQUEST_FORM_REPRESENTATIVE] = v_int(record_id(&sara));
    r.values[REQUEST_FORM_WITHIN] = sara.values[FIELD_TEAM];
    r.values[REQUEST_FORM_RING] = v_int(SECONDS);
    assert_int_equal(record_create(cx, &r), OK);
    return record_id(&r);
}

static void ask(void) {
    struct ctx *cx = kit_begin(k);
    struct record form, r = record_new(cx, entity_at(cx->catalog, "request"));
    int64_t id = make_form(cx, ++forms);
    assert_int_equal(
        record_get_plain(cx, entity_at(cx->catalog, "request_form"), id, &form), OK);
    r.values[REQUEST_NAME] = v_text(STR("Maryam"));
    r.values[REQUEST_PHONE] = v_text(STR("+989121112233"));
    r.values[REQUEST_FORM] = v_int(id);
    assert_int_equal(intake_keep(cx, &form, &r, SPAM_NONE), OK);
    request = record_id(&r);
    kit_commit(k);
}

/* At whom it rings; 0: at nobody. */
static int64_t rings_at(void) {
    struct live l = {0};
    struct ctx *cx = kit_begin(k);
    enum err e = live_get(cx, request, &l);
    kit_commit(k);
    return e == OK && l.state == LIVE_RINGS ? l.person : 0;
}

static void assert_rings_at(const char *login) {
    struct ctx *cx = kit_begin(k);
    int64_t want = login ? user_of(cx, login) : 0;
    kit_commit(k);
    assert_int_equal(rings_at(), want);
}

static void work(void) {
    bool more = true;
    int64_t due;
    for (int i = 0; more && i < 50; i++) {
        assert_int_equal(store_begin(k->store), OK);
        assert_int_equal(app_work(k->app, k->now_ms, &more, &due), OK);
        app_done(k->app);
        assert_int_equal(store_commit(k->store), OK);
    }
}

static void wait_seconds(int64_t seconds) {
    k->now_ms += seconds * MS_PER_SECOND;
    work();
}

static enum err accept_as(const char *login) {
    struct ctx *cx = kit_begin_as(k, login);
    struct record r;
    assert_int_equal(record_get_plain(cx, entity_at(cx->catalog, "request"), request, &r),
                     OK);
    enum err e = ring_accept(cx, &r);
    kit_commit(k);
    return e;
}

static void test_ring__goes_on_to_the_next_when_nobody_answers(void **state) {
    (void)state;
    come("sara");
    come("reza");
    ask();
    assert_rings_at("sara");
    wait_seconds(SECONDS - 1);
    assert_rings_at("sara");
    wait_seconds(1);
    assert_rings_at("reza");
    wait_seconds(SECONDS);
    assert_rings_at(NULL);
    struct offer *offers;
    int count;
    assert_int_equal(ring_offers(kit_begin(k), request, &offers, &count), OK);
    kit_commit(k);
    assert_int_equal(count, 2);
}

static void test_ring__leaves_out_who_is_not_here(void **state) {
    (void)state;
    come("reza");
    ask();
    assert_rings_at("reza");
    k->now_ms += PRESENT_MS;
    ask();
    assert_rings_at(NULL);
}

static void test_ring__is_passed_on_by_a_press_and_the_next_has_all_the_time(void **state) {
    (void)state;
    come("sara");
    come("reza");
    ask();
    wait_seconds(SECONDS - 5);
    struct ctx *cx = kit_begin_as(k, "sara");
    struct record r;
    assert_int_equal(record_get_plain(cx, entity_at(cx->catalog, "request"), request, &r),
                     OK);
    assert_int_equal(ring_pass(cx, &r), OK);
    kit_commit(k);
    assert_rings_at("reza");
    wait_seconds(SECONDS - 1);
    assert_rings_at("reza");
    wait_seconds(1);
    assert_rings_at(NULL);
}

static void test_accept__is_won_by_one_and_the_other_is_told_by_whom(void **state) {
    (void)state;
    come("sara");
    ask();
    assert_int_equal(accept_as("sara"), OK);
    assert_int_equal(accept_as("sara"), OK);
    assert_int_equal(accept_as("reza"), ERR_CONFLICT);
    wait_seconds(SECONDS * 2);
    assert_rings_at(NULL);
    struct ctx *cx = kit_begin_as(k, "reza");
    struct record r;
    assert_int_equal(record_get_plain(cx, entity_at(cx->catalog, "request"), request, &r),
                     OK);
    assert_int_equal(ring_accept(cx, &r), ERR_CONFLICT);
    assert_non_null(cx->problems);
    kit_commit(k);
    assert_int_equal(accept_as("nima"), ERR_CONFLICT);
}

static void test_accept__takes_deal_and_lead_along(void **state) {
    (void)state;
    come("sara");
    come("reza");
    ask();
    wait_seconds(SECONDS);
    assert_int_equal(accept_as("reza"), OK);
    struct ctx *cx = kit_begin(k);
    int64_t reza = user_of(cx, "reza"), party, deal, of;
    assert_int_equal(store_int(cx->db, SQL("SELECT owner FROM request WHERE id = ?1"),
                               BIND(v_int(request)), &of),
                     OK);
    assert_int_equal(of, reza);
    assert_int_equal(store_int(cx->db, SQL("SELECT customer FROM request WHERE id = ?1"),
                               BIND(v_int(request)), &party),
                     OK);
    assert_int_equal(store_int(cx->db, SQL("SELECT deal FROM request WHERE id = ?1"),
                               BIND(v_int(request)), &deal),
                     OK);
    assert_int_equal(store_int(cx->db, SQL("SELECT owner FROM party WHERE id = ?1"),
                               BIND(v_int(party)), &of),
                     OK);
    assert_int_equal(of, reza);
    assert_int_equal(store_int(cx->db,
                               SQL("SELECT owner FROM deal WHERE party = ?1 AND id = ?2"),
                               BIND(v_int(party), v_int(deal)), &of),
                     OK);
    assert_int_equal(of, reza);
    kit_commit(k);
}

static void test_ring__of_the_night_begins_with_the_morning(void **state) {
    (void)state;
    k->now_ms += 9 * (int64_t)MS_PER_HOUR;
    ask();
    assert_rings_at(NULL);
    k->now_ms += (int64_t)MS_PER_DAY * 30;
    come("sara");
    work();
    assert_rings_at("sara");
}

static void test_here__rings_what_waits_one_at_a_time_and_only_once(void **state) {
    (void)state;
    int64_t first;
    ask();
    first = request;
    ask();
    assert_int_equal(ring_here(kit_begin_as(k, "nima")), OK); /* of another team */
    kit_commit(k);
    assert_rings_at(NULL);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(ring_here(kit_begin_as(k, "reza")), OK);
        kit_commit(k);
        assert_rings_at(NULL); /* the second waits until the first is over */
    }
    wait_seconds(SECONDS);
    assert_int_equal(ring_here(kit_begin_as(k, "reza")), OK);
    kit_commit(k);
    assert_rings_at("reza");
    request = first;
    assert_rings_at(NULL);
}

static void test_talk__ends_as_one_interaction_and_its_first_answer_counts(void **state) {
    (void)state;
    struct record r;
    come("sara");
    ask();
    assert_int_equal(accept_as("sara"), OK);
    struct ctx *cx = kit_begin_as(k, "sara");
    assert_int_equal(record_get_plain(cx, entity_at(cx->catalog, "request"), request, &r),
                     OK);
    assert_int_equal(talk_say(cx, &r, STR("  ")), ERR_INVALID);
    cx->problems = cx->last_problem = NULL;
    assert_int_equal(talk_say(cx, &r, STR("Hello")), OK);
    assert_int_equal(r.values[REQUEST_ANSWERED_AT].kind, V_INT);
    assert_int_equal(talk_end(cx, &r), OK);
    assert_int_equal(talk_say(cx, &r, STR("late")), ERR_INVALID);
    bool kept = false;
    assert_int_equal(store_exists(cx->db,
                                  SQL("SELECT 1 FROM interaction WHERE party = ?1"
                                      " AND kind = 'chat' AND body LIKE '%Hello%'"),
                                  BIND(r.values[REQUEST_CUSTOMER]), &kept),
                     OK);
    assert_true(kept);
    kit_commit(k);
}

static void test_talk__of_a_visitor_has_its_pace(void **state) {
    (void)state;
    struct record r;
    ask();
    struct ctx *cx = kit_begin(k);
    cx->actor = &actor_nobody;
    assert_int_equal(record_get_plain(cx, entity_at(cx->catalog, "request"), request, &r),
                     OK);
    for (int i = 0; i < TALK_MINUTE_MOST; i++)
        assert_int_equal(talk_say(cx, &r, STR("hello")), OK);
    assert_int_equal(talk_say(cx, &r, STR("hello")), ERR_INVALID);
    cx->now_ms += MS_PER_MINUTE;
    assert_int_equal(talk_say(cx, &r, STR("hello")), OK);
    kit_commit(k);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        KIT_TEST(test_ring__goes_on_to_the_next_when_nobody_answers),
        KIT_TEST(test_ring__leaves_out_who_is_not_here),
        KIT_TEST(test_ring__is_passed_on_by_a_press_and_the_next_has_all_the_time),
        KIT_TEST(test_accept__is_won_by_one_and_the_other_is_told_by_whom),
        KIT_TEST(test_accept__takes_deal_and_lead_along),
        KIT_TEST(test_ring__of_the_night_begins_with_the_morning),
        KIT_TEST(test_here__rings_what_waits_one_at_a_time_and_only_once),
        KIT_TEST(test_talk__ends_as_one_interaction_and_its_first_answer_counts),
        KIT_TEST(test_talk__of_a_visitor_has_its_pace),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

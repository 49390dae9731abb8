/* What a plan wants is made once, two weeks ahead; what nobody made by the end of its day was missed. */
#include "../../each_kit.h"

#include "entities.h"
#include "modules/field/plans.h"

static int64_t make_plan(struct ctx *cx, struct str unit, int64_t every) {
    struct record party = record_new(cx, entity_at(cx->catalog, "party"));
    struct record plan = record_new(cx, entity_at(cx->catalog, "visit_plan"));
    party.values[PARTY_NAME] = v_text(STR("فروشگاه آفتاب"));
    assert_int_equal(record_create(cx, &party), OK);
    plan.values[FIELD_PARTY] = v_int(record_id(&party));
    plan.values[VISIT_PLAN_PURPOSE] = v_text(STR("سرکشی"));
    plan.values[VISIT_PLAN_UNIT] = v_text(unit);
    plan.values[VISIT_PLAN_EVERY] = v_int(every);
    assert_int_equal(record_create(cx, &plan), OK);
    return record_id(&plan);
}

static void work(struct ctx *cx) {
    enum { STEPS_MOST = 50 };
    struct job job = {0};
    bool more = true;
    for (int i = 0; i < STEPS_MOST && more; i++)
        assert_int_equal(plans_step(cx, &job, &more), OK);
    assert_false(more);
}

static int64_t visits(struct ctx *cx, struct sql sql, int64_t plan) {
    int64_t n;
    assert_int_equal(store_int(cx->db, sql, BIND(v_int(plan)), &n), OK);
    return n;
}

static int64_t all_of(struct ctx *cx, int64_t plan) {
    return visits(cx, SQL("SELECT count(*) FROM field_visit WHERE plan = ?1"), plan);
}

static int64_t days_of(struct ctx *cx, int64_t plan) {
    return visits(cx, SQL("SELECT count(DISTINCT day) FROM field_visit WHERE plan = ?1"),
                  plan);
}

static int64_t missed_of(struct ctx *cx, int64_t plan) {
    return visits(cx,
                  SQL("SELECT count(*) FROM field_visit WHERE plan = ?1"
                      " AND state = 'missed'"),
                  plan);
}

static void test_plans__visits_of_two_weeks_are_made_once(void **state) {
    (void)state;
    struct ctx *cx = kit_begin(k);
    int64_t weekly = make_plan(cx, VISIT_UNIT_WEEK, 1);
    int64_t daily = make_plan(cx, VISIT_UNIT_DAY, 1);
    work(cx);
    int64_t weeks = all_of(cx, weekly), days = all_of(cx, daily);
    assert_in_range(weeks, 1, 3);
    assert_in_range(days, 2, PLANS_DAYS_AHEAD + 1);
    assert_int_equal(days_of(cx, daily), days);
    work(cx);
    assert_int_equal(all_of(cx, weekly), weeks);
    assert_int_equal(all_of(cx, daily), days);
    kit_commit(k);
}

static void test_plans__another_rhythm_makes_no_day_twice(void **state) {
    (void)state;
    struct ctx *cx = kit_begin(k);
    int64_t id = make_plan(cx, VISIT_UNIT_DAY, 1);
    struct record plan;
    work(cx);
    assert_int_equal(record_get_plain(cx, entity_at(cx->catalog, "visit_plan"), id, &plan),
                     OK);
    plan.values[VISIT_PLAN_EVERY] = v_int(2);
    assert_int_equal(record_change(cx, &plan, NULL), OK);
    work(cx);
    assert_int_equal(days_of(cx, id), all_of(cx, id));
    plan.values[VISIT_PLAN_PAUSED] = v_int(1);
    assert_int_equal(record_change(cx, &plan, NULL), OK);
    assert_int_equal(plan.values[VISIT_PLAN_NEXT_ON].kind, V_NULL);
    kit_commit(k);
}

static void test_plans__a_day_that_is_over_was_missed(void **state) {
    (void)state;
    struct ctx *cx = kit_begin(k);
    int64_t id = make_plan(cx, VISIT_UNIT_WEEK, 1);
    work(cx);
    assert_int_equal(missed_of(cx, id), 0);
    cx->now_ms += (PLANS_DAYS_AHEAD + 20) * (int64_t)MS_PER_DAY;
    int64_t before = all_of(cx, id);
    work(cx);
    assert_int_equal(missed_of(cx, id), before);
    assert_true(all_of(cx, id) > missed_of(cx, id));
    kit_commit(k);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        KIT_TEST(test_plans__visits_of_two_weeks_are_made_once),
        KIT_TEST(test_plans__another_rhythm_makes_no_day_twice),
        KIT_TEST(test_plans__a_day_that_is_over_was_missed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

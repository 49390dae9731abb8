/* What comes due is done once: the task before notice ends, then another term or the end. */
#include "../../each_kit.h"

#include "entities.h"
#include "modules/contracts/terms.h"
#include "persian/jalali.h"

static int64_t make_party(struct ctx *cx) {
    struct record r = record_new(cx, entity_at(cx->catalog, "party"));
    r.values[PARTY_NAME] = v_text(STR("شرکت آفتاب"));
    assert_int_equal(record_create(cx, &r), OK);
    return record_id(&r);
}

static int64_t make_contract(struct ctx *cx, struct str renewal) {
    struct record r = record_new(cx, entity_at(cx->catalog, "contract"));
    r.values[FIELD_PARTY] = v_int(make_party(cx));
    r.values[CONTRACT_STATE] = v_text(CONTRACT_STATE_ACTIVE);
    r.values[CONTRACT_START_ON] = v_int(cx_today(cx));
    r.values[CONTRACT_MONTHS] = v_int(12);
    r.values[CONTRACT_RENEWAL] = v_text(renewal);
    assert_int_equal(record_create(cx, &r), OK);
    return record_id(&r);
}

static void work_on(struct ctx *cx, int64_t day) {
    struct job job = {0};
    bool more;
    cx->now_ms = instant_at(day, 600, cx->zone_minutes);
    for (int i = 0; i < 3; i++)
        assert_int_equal(terms_step(cx, &job, &more), OK);
    assert_false(more);
}

static struct record contract_of(struct ctx *cx, int64_t id) {
    struct record r;
    assert_int_equal(record_get_plain(cx, entity_at(cx->catalog, "contract"), id, &r), OK);
    return r;
}

static int64_t tasks(struct ctx *cx) {
    int64_t n;
    assert_int_equal(store_int(cx->db, SQL("SELECT count(*) FROM task"), BIND_NONE, &n),
                     OK);
    return n;
}

static void test_terms__a_task_comes_once_before_notice_ends(void **state) {
    (void)state;
    struct ctx *cx = kit_begin(k);
    int64_t id = make_contract(cx, CONTRACT_RENEWAL_AGREEMENT);
    struct record r = contract_of(cx, id);
    int64_t notice = record_int(&r, CONTRACT_NOTICE_ON), before = tasks(cx), due = 0;
    assert_int_equal(record_int(&r, CONTRACT_END_ON) - notice, 30);
    assert_int_equal(terms_next(cx, &due), OK);
    assert_int_equal(due, instant_at(notice - TERMS_REMIND_DAYS, 0, cx->zone_minutes));
    work_on(cx, notice - TERMS_REMIND_DAYS - 1);
    assert_int_equal(tasks(cx), before);
    work_on(cx, notice - TERMS_REMIND_DAYS);
    assert_int_equal(tasks(cx), before + 1);
    work_on(cx, notice);
    assert_int_equal(tasks(cx), before + 1);
    kit_commit(k);
}

static void test_terms__one_by_agreement_ends(void **state) {
    (void)state;
    struct ctx *cx = kit_begin(k);
    int64_t id = make_contract(cx, CONTRACT_RENEWAL_AGREEMENT);
    struct record r = contract_of(cx, id);
    work_on(cx, record_int(&r, CONTRACT_END_ON));
    r = contract_of(cx, id);
    assert_true(str_eq(record_str(&r, CONTRACT_STATE), CONTRACT_STATE_ACTIVE));
    work_on(cx, record_int(&r, CONTRACT_END_ON) + 1);
    r = contract_of(cx, id);
    assert_true(str_eq(record_str(&r, CONTRACT_STATE), CONTRACT_STATE_ENDED));
    assert_true(r.values[CONTRACT_DUE_ON].kind == V_NULL);
    kit_commit(k);
}

/* From the last day of a common Esfand on: the leap year's is met, too. */
static void test_terms__an_automatic_one_goes_on_from_its_start(void **state) {
    (void)state;
    struct ctx *cx = kit_begin(k);
    int64_t id = make_contract(cx, CONTRACT_RENEWAL_AUTOMATIC);
    struct record r = contract_of(cx, id);
    int64_t today = cx_today(cx);
    assert_int_equal(record_int(&r, CONTRACT_END_ON), today + 364);
    work_on(cx, today + 365);
    r = contract_of(cx, id);
    assert_true(str_eq(record_str(&r, CONTRACT_STATE), CONTRACT_STATE_ACTIVE));
    assert_int_equal(record_int(&r, CONTRACT_TERMS_RUN), 2);
    assert_int_equal(record_int(&r, CONTRACT_END_ON), today + 2 * 365 - 1);
    kit_commit(k);
}

/* From the thirtieth of a leap Esfand: its terms end with the 29th of common years and the clock runs
 * day by day, several times a day. Each term has one task, and each is gone through once. */
static void test_terms__a_clock_that_runs_renews_once_a_term(void **state) {
    (void)state;
    enum { TERMS = 6, TIMES_A_DAY = 2 };
    struct ctx *cx = kit_begin(k);
    int64_t leap = jalali_to_day((struct jalali){1403, 12, 30});
    struct record r = record_new(cx, entity_at(cx->catalog, "contract"));
    r.values[FIELD_PARTY] = v_int(make_party(cx));
    r.values[CONTRACT_STATE] = v_text(CONTRACT_STATE_ACTIVE);
    r.values[CONTRACT_START_ON] = v_int(leap);
    r.values[CONTRACT_MONTHS] = v_int(12);
    r.values[CONTRACT_RENEWAL] = v_text(CONTRACT_RENEWAL_AUTOMATIC);
    cx->now_ms = instant_at(leap, 600, cx->zone_minutes);
    assert_int_equal(record_create(cx, &r), OK);
    int64_t id = record_id(&r), before = tasks(cx);
    for (int term = 1; term <= TERMS; term++) {
        int year = 1403 + term;
        int64_t last =
            jalali_to_day((struct jalali){year, 12, jalali_is_leap(year) ? 30 : 29});
        r = contract_of(cx, id);
        assert_int_equal(record_int(&r, CONTRACT_TERMS_RUN), term);
        assert_int_equal(record_int(&r, CONTRACT_END_ON), last - 1);
        int64_t notice = record_int(&r, CONTRACT_NOTICE_ON);
        for (int64_t day = notice - TERMS_REMIND_DAYS - 1; day <= last; day++)
            for (int i = 0; i < TIMES_A_DAY; i++) {
                work_on(cx, day);
                assert_int_equal(tasks(cx) - before,
                                 term - (day < notice - TERMS_REMIND_DAYS));
            }
    }
    kit_commit(k);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        KIT_TEST(test_terms__a_task_comes_once_before_notice_ends),
        KIT_TEST(test_terms__one_by_agreement_ends),
        KIT_TEST(test_terms__an_automatic_one_goes_on_from_its_start),
        KIT_TEST(test_terms__a_clock_that_runs_renews_once_a_term),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

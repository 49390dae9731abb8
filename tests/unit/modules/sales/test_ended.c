#include "../../kit.h"
#include "entities.h"
#include "modules/sales/ended.h"
#include "modules/sales/lessons.h"
#include "modules/sales/pipelines.h"
#include "persian/jalali.h"
#include "records/data/record.h"

static int64_t day_at(int year, int month, int day) {
    return jalali_to_day((struct jalali){year, month, day});
}

/* ---- Spans ---- */

static void test_span__holds_its_day_and_knows_the_one_before(void **state) {
    (void)state;
    struct span month = span_at(CALENDAR_JALALI, SPAN_MONTH, day_at(1405, 1, 31));
    assert_int_equal(month.first, day_at(1405, 1, 1));
    assert_int_equal(month.before, day_at(1405, 2, 1));
    assert_int_equal(month.earlier, day_at(1404, 12, 1));
    struct span quarter = span_at(CALENDAR_JALALI, SPAN_QUARTER, day_at(1404, 12, 29));
    assert_int_equal(quarter.first, day_at(1404, 10, 1));
    assert_int_equal(quarter.before, day_at(1405, 1, 1));
    assert_int_equal(quarter.earlier, day_at(1404, 7, 1));
    struct span year = span_at(CALENDAR_JALALI, SPAN_YEAR, day_at(1403, 12, 30));
    assert_int_equal(year.first, day_at(1403, 1, 1));
    assert_int_equal(year.before, day_at(1404, 1, 1));
    assert_int_equal(year.earlier, day_at(1402, 1, 1));
}

/* ---- Arithmetic ---- */

static void test_ended__rate_is_rounded_once(void **state) {
    (void)state;
    struct ended_group g = {0};
    assert_int_equal(ended_rate(&g, ENDED_NOW), -1);
    ended_add(&g.sums[ENDED_NOW][ENDED_WON], 1, (struct total){0});
    ended_add(&g.sums[ENDED_NOW][ENDED_LOST], 7, (struct total){0});
    assert_int_equal(ended_rate(&g, ENDED_NOW), 13); /* 12.5 */
    assert_int_equal(ended_rate(&g, ENDED_BEFORE), -1);
    assert_int_equal(ended_share(2, 3), 67);
    assert_int_equal(ended_share(2, 0), 0);
}

static void test_ended__tells_no_sum_that_64_bits_do_not_hold(void **state) {
    (void)state;
    struct ended_group a = {0}, b = {0};
    ended_add(&a.sums[0][0], 1, (struct total){INT64_MAX / TOTAL_BILLION, 0});
    assert_int_equal(ended_amount(&a.sums[0][0]).kind, V_INT);
    ended_add(&b.sums[0][0], 1, (struct total){INT64_MAX / 2, 0});
    ended_join(&a, &b);
    ended_join(&a, &b);
    ended_join(&a, &b);
    assert_int_equal(a.sums[0][0].count, 4);
    assert_int_equal(ended_amount(&a.sums[0][0]).kind, V_NULL);
}

/* ---- Reading ---- */

struct world {
    struct kit *k;
    struct ctx *cx;
    int64_t parties[2];
    struct span span;
};

static void put_party(struct world *w, int at, struct str city) {
    struct record r = record_new(w->cx, entity_at(w->cx->catalog, "party"));
    r.values[PARTY_NAME] = v_text(STR("شرکت بهار"));
    r.values[PARTY_KIND] = v_text(PARTY_KIND_ORGANISATION);
    r.values[PARTY_CITY] = city.n ? v_text(city) : v_null();
    assert_int_equal(record_create(w->cx, &r), OK);
    w->parties[at] = record_id(&r);
}

static void put_deal(struct world *w, int party, struct str outcome, int64_t closed_on,
                     int64_t amount, const char *asked) {
    struct record r = record_new(w->cx, entity_at(w->cx->catalog, "deal"));
    r.values[FIELD_PARTY] = v_int(w->parties[party]);
    r.values[DEAL_NAME] = v_text(STR("دستگاه"));
    r.values[DEAL_OUTCOME] = v_text(outcome);
    r.values[DEAL_AMOUNT] = v_int(amount);
    r.values[DEAL_CLOSED_ON] = closed_on ? v_int(closed_on) : v_null();
    r.values[DEAL_LOSS] =
        str_eq(outcome, DEAL_OUTCOME_LOST) ? v_text(LOSS_REASON_PRICE) : v_null();
    if (asked) r.values[DEAL_ASKED] = v_text(str_of(asked));
    w->cx->verbatim = true;
    assert_int_equal(record_create(w->cx, &r), OK);
    w->cx->verbatim = false;
}

static struct world begin(void) {
    struct world w = {.k = kit_create()};
    w.cx = kit_begin_as(w.k, "admin");
    put_party(&w, 0, STR("یزد"));
    put_party(&w, 1, STR(""));
    w.span = span_at(CALENDAR_JALALI, SPAN_QUARTER, day_at(1404, 8, 15));
    return w;
}

static void test_ended__edges_of_the_span_count_once(void **state) {
    (void)state;
    struct world w = begin();
    put_deal(&w, 0, DEAL_OUTCOME_WON, w.span.first, 10, NULL);
    put_deal(&w, 0, DEAL_OUTCOME_LOST, w.span.before - 1, 5, NULL);
    put_deal(&w, 1, DEAL_OUTCOME_LOST, w.span.first - 1, 3, NULL);
    put_deal(&w, 1, DEAL_OUTCOME_LOST, w.span.earlier, 4, NULL);
    put_deal(&w, 1, DEAL_OUTCOME_LOST, w.span.earlier - 1, 100, NULL);
    put_deal(&w, 1, DEAL_OUTCOME_LOST, w.span.before, 100, NULL);
    put_deal(&w, 0, DEAL_OUTCOME_OPEN, 0, 100, NULL);
    const struct ended_ask ask = {
        {0}, w.span, entity_at(w.cx->catalog, "party")->fields[PARTY_CITY], true};
    struct ended e;
    assert_int_equal(ended_load(w.cx, &ask, &e), OK);
    assert_int_equal(e.count, 2);
    assert_true(str_is(e.groups[0].key.s, "یزد"));
    assert_int_equal(ended_amount(&e.groups[0].sums[ENDED_NOW][ENDED_WON]).i, 10);
    assert_int_equal(ended_amount(&e.groups[0].sums[ENDED_NOW][ENDED_LOST]).i, 5);
    assert_int_equal(e.groups[1].key.kind, V_NULL);
    assert_int_equal(ended_amount(&e.groups[1].sums[ENDED_BEFORE][ENDED_LOST]).i, 7);
    assert_int_equal(e.groups[1].sums[ENDED_NOW][ENDED_LOST].count, 0);
    assert_int_equal(e.whole.sums[ENDED_BEFORE][ENDED_LOST].count, 2);
    kit_commit(w.k);
    kit_free(w.k);
}

static void test_lessons__each_feature_bears_what_hangs_on_it(void **state) {
    (void)state;
    struct world w = begin();
    put_deal(&w, 0, DEAL_OUTCOME_OPEN, 0, 10, "|الف|ب|");
    put_deal(&w, 1, DEAL_OUTCOME_LOST, w.span.first, 30, "|ب|");
    put_deal(&w, 1, DEAL_OUTCOME_LOST, w.span.earlier, 500, "|ب|");
    put_deal(&w, 1, DEAL_OUTCOME_WON, w.span.first, 7, "|الف|");
    struct asked_list list;
    const struct deal_reach all = {0};
    assert_int_equal(asked_load(w.cx, &all, &w.span, &list), OK);
    assert_int_equal(list.count, 2);
    assert_true(str_is(list.rows[0].feature, "ب"));
    assert_int_equal(ended_amount(&list.rows[0].open).i, 10);
    assert_int_equal(ended_amount(&list.rows[0].lost).i, 30);
    assert_int_equal(ended_amount(&list.rows[1].won).i, 7);
    kit_commit(w.k);
    kit_free(w.k);
}

static void test_lessons__a_table_has_the_largest_first(void **state) {
    (void)state;
    struct world w = begin();
    put_deal(&w, 0, DEAL_OUTCOME_LOST, w.span.first, 10, "|الف|");
    put_deal(&w, 1, DEAL_OUTCOME_LOST, w.span.first, 30, "|ب|");
    put_deal(&w, 1, DEAL_OUTCOME_OPEN, 0, 5, "|الف|");
    struct lesson_ask ask = {{0},
                             w.span,
                             LESSON_ASKED,
                             entity_at(w.cx->catalog, "party")->fields[PARTY_CITY],
                             true};
    struct lesson l;
    assert_int_equal(lesson_load(w.cx, &ask, &l), OK);
    assert_int_equal(l.row_count, 2);
    assert_int_equal(l.column_count, 2);
    assert_int_equal(l.rows[0].kind, V_NULL);
    assert_true(str_is(l.columns[0].s, "ب"));
    assert_int_equal(ended_amount(&l.cells[0][0]).i, 30);
    assert_int_equal(ended_amount(&l.cells[0][1]).i, 5);
    assert_int_equal(ended_amount(&l.cells[1][1]).i, 10);
    assert_false(l.more);
    ask.about = LESSON_LOSS;
    assert_int_equal(lesson_load(w.cx, &ask, &l), OK);
    assert_int_equal(l.column_count, 1);
    assert_int_equal(ended_amount(&l.cells[1][0]).i, 10);
    kit_commit(w.k);
    kit_free(w.k);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_span__holds_its_day_and_knows_the_one_before),
        cmocka_unit_test(test_ended__rate_is_rounded_once),
        cmocka_unit_test(test_ended__tells_no_sum_that_64_bits_do_not_hold),
        cmocka_unit_test(test_ended__edges_of_the_span_count_once),
        cmocka_unit_test(test_lessons__each_feature_bears_what_hangs_on_it),
        cmocka_unit_test(test_lessons__a_table_has_the_largest_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "../../test.h"
#include "entities.h"
#include "modules/sales/forecast.h"
#include "persian/jalali.h"

static int64_t day(int year, int month, int d) {
    return jalali_to_day((struct jalali){year, month, d});
}

enum { LEAD = 1, TALKS, WON, OTHER };
enum { LEAD_AT, TALKS_AT, WON_AT, STAGES };

static void stages_in(struct stage out[STAGES]) {
    out[LEAD_AT] = (struct stage){
        .id = LEAD, .outcome = DEAL_OUTCOME_OPEN, .forecast = FORECAST_KIND_BEST};
    out[TALKS_AT] = (struct stage){
        .id = TALKS, .outcome = DEAL_OUTCOME_OPEN, .forecast = FORECAST_KIND_COMMIT};
    out[WON_AT] =
        (struct stage){.id = WON, .outcome = DEAL_OUTCOME_WON, .forecast = STR("")};
}

/* The last day of Esfand in a leap year and in another; the first of Farvardin. */
static void test_forecast__stands_in_the_month_of_its_day(void **state) {
    (void)state;
    const struct {
        int64_t today, close_on;
        int want;
    } rows[] = {
        {day(1404, 12, 29), day(1404, 12, 29), FORECAST_FIRST},
        {day(1404, 12, 29), day(1405, 1, 1), FORECAST_FIRST + 1},
        {day(1404, 12, 1), day(1404, 11, 30), FORECAST_LATE},
        {day(1403, 12, 30), day(1403, 12, 1), FORECAST_FIRST},
        {day(1403, 12, 30), day(1404, 1, 1), FORECAST_FIRST + 1},
        {day(1403, 12, 30), day(1404, 5, 31), FORECAST_FIRST + 5},
        {day(1403, 12, 30), day(1404, 6, 1), FORECAST_LATER},
        {day(1405, 8, 30), day(1600, 1, 1), FORECAST_LATER},
        {day(1405, 6, 31), day(1405, 7, 30), FORECAST_FIRST + 1},
    };
    struct forecast f;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        forecast_begin(&f, CALENDAR_JALALI, rows[i].today);
        assert_int_equal(forecast_row_of(&f, v_int(rows[i].close_on)), rows[i].want);
        assert_int_equal(forecast_row_of(&f, v_null()), FORECAST_UNDATED);
    }
    forecast_begin(&f, CALENDAR_JALALI, day(1405, 1, 31));
    assert_int_equal(f.won_from, day(1404, 11, 1));
}

static void test_forecast__adds_what_is_open_by_kind_and_what_ended_apart(void **state) {
    (void)state;
    struct stage stages[STAGES];
    struct forecast f;
    const int64_t today = day(1405, 8, 15);
    const struct forecast_share shares[] = {
        {v_int(today), LEAD, 10, 2, {0, 45}},
        {v_int(today), LEAD, 10, 1, {0, 45}},
        {v_int(today), TALKS, 75, 1, {2, 0}},
        {v_null(), TALKS, 75, 1, {1, 0}},
        {v_null(), WON, 0, 7, {5, 0}},
        {v_int(today), OTHER, 50, 9, {9, 9}}, /* of another pipeline */
    };
    stages_in(stages);
    forecast_begin(&f, CALENDAR_JALALI, today);
    for (size_t i = 0; i < sizeof shares / sizeof *shares; i++)
        forecast_add(&f, stages, STAGES, &shares[i]);
    const struct forecast_row *now = &f.rows[FORECAST_FIRST];
    assert_int_equal(now->all.count, 4);
    assert_int_equal(now->kinds[FORECAST_BEST].count, 3);
    assert_int_equal(forecast_amount(&now->kinds[FORECAST_BEST]).i, 90);
    assert_int_equal(forecast_weighed(&now->kinds[FORECAST_BEST]).i, 9); /* not 5 + 5 */
    assert_int_equal(forecast_weighed(&now->kinds[FORECAST_COMMIT]).i, 1500000000);
    assert_int_equal(now->kinds[FORECAST_PIPELINE].count, 0);
    assert_int_equal(f.whole.all.count, 5);
    assert_int_equal(forecast_amount(&f.whole.all).i, 3000000090);
    assert_int_equal(f.stages[WON_AT].count, 7);
    assert_int_equal(forecast_amount(&f.stages[TALKS_AT]).i, 3000000000);
}

static void test_forecast__that_64_bits_do_not_hold_is_not_told(void **state) {
    (void)state;
    struct stage stages[STAGES];
    struct forecast f;
    const struct forecast_share most = {v_null(), LEAD, 100, 1, {INT64_MAX / 2, 0}};
    stages_in(stages);
    forecast_begin(&f, CALENDAR_JALALI, day(1405, 8, 15));
    forecast_add(&f, stages, STAGES, &most);
    assert_int_equal(forecast_amount(&f.whole.all).kind, V_NULL);
    assert_int_equal(forecast_weighed(&f.whole.all).kind, V_NULL);
    assert_int_equal(f.whole.all.count, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_forecast__stands_in_the_month_of_its_day),
        cmocka_unit_test(test_forecast__adds_what_is_open_by_kind_and_what_ended_apart),
        cmocka_unit_test(test_forecast__that_64_bits_do_not_hold_is_not_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "../kit.h"

#include "entities.h"
#include "modules/people/agenda.h"
#include "modules/platform/platform.h"
#include "records/rules/rights.h"
#include "records/rules/settings.h"

static void add_task(struct kit *k, const char *login, const char *subject,
                     int64_t due_ms) {
    struct ctx *cx = kit_begin_as(k, login);
    struct record r = record_new(cx, entity_at(cx->catalog, "task"));
    r.values[TASK_SUBJECT] = v_text(str_of(subject));
    r.values[TASK_DUE_AT] = v_int(due_ms);
    assert_int_equal(record_create(cx, &r), OK);
    kit_commit(k);
}

static int count_of(const struct reply *r, const char *text) {
    int n = 0;
    struct str rest = r->body;
    for (size_t at; (at = str_find(rest, str_of(text))) != (size_t)-1; n++)
        rest = str_from(rest, at + 1);
    return n;
}

static void test_calendar__a_month_is_whole_weeks_of_its_calendar(void **state) {
    (void)state;
    static const struct {
        const char *target, *first, *last, *absent;
    } rows[] = {
        /* Esfand of a common year has 29 days, of a leap year 30. */
        {"/calendar?at=1404-12-01", "data-day=\"1404-12-01\"", "data-day=\"1404-12-29\"",
         "data-day=\"1404-12-30\""},
        {"/calendar?at=1403-12-15", "data-day=\"1403-12-01\"", "data-day=\"1403-12-30\"",
         "data-day=\"1403-12-31\""},
        {"/calendar?at=1405-01-31", "data-day=\"1405-01-01\"", "data-day=\"1405-01-31\"",
         "data-day=\"1405-01-32\""},
    };
    struct kit *k = kit_create();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct reply r = kit_get(k, "sara", rows[i].target);
        assert_int_equal(r.status, 200);
        assert_true(reply_has(&r, rows[i].first));
        assert_true(reply_has(&r, rows[i].last));
        assert_false(reply_has(&r, rows[i].absent));
        assert_int_equal(count_of(&r, " data-day=") % 7, 0);
    }
    kit_free(k);
}

static void test_calendar__shows_the_days_and_hours_of_work(void **state) {
    (void)state;
    struct kit *k = kit_create();
    struct reply r = kit_get(k, "sara", "/calendar?view=day&at=1404-12-27"); /* Wednesday */
    assert_false(reply_has(&r, "m-holiday"));
    assert_true(reply_has(&r, "<span>۸:۰۰</span>"));
    assert_false(reply_has(&r, "<span>۷:۰۰</span>"));
    struct ctx *cx = kit_begin(k);
    assert_int_equal(settings_save(cx, "work.days", STR("0,1")), OK);
    assert_int_equal(settings_save(cx, "work.start", STR("07:00")), OK);
    assert_int_equal(access_changed(cx), OK);
    kit_commit(k);
    r = kit_get(k, "sara", "/calendar?view=day&at=1404-12-27");
    assert_true(reply_has(&r, "m-holiday"));
    assert_true(reply_has(&r, "<span>۷:۰۰</span>"));
    kit_free(k);
}

static void test_calendar__holidays_are_named(void **state) {
    (void)state;
    struct kit *k = kit_create();
    struct reply r = kit_get(k, "sara", "/calendar?at=1405-01-01");
    assert_true(reply_has(&r, "m-square-holiday"));
    assert_true(reply_has(&r, "نوروز"));
    kit_free(k);
}

static void
test_calendar__shows_ones_own_and_for_those_who_ask_all_one_may_see(void **state) {
    (void)state;
    struct kit *k = kit_create();
    add_task(k, "sara", "کار سارا", k->now_ms);
    add_task(k, "nima", "کار نیما", k->now_ms);
    struct reply r = kit_get(k, "sara", "/calendar?view=week");
    assert_true(reply_has(&r, "کار سارا"));
    assert_false(reply_has(&r, "کار نیما"));
    r = kit_get(k, "sara", "/calendar?view=week&who=all");
    assert_false(reply_has(&r, "کار نیما"));
    r = kit_get(k, "admin", "/calendar?view=day&who=all");
    assert_true(reply_has(&r, "کار سارا"));
    assert_true(reply_has(&r, "کار نیما"));
    kit_free(k);
}

static void test_calendar__shows_a_colleague_or_a_team(void **state) {
    (void)state;
    struct kit *k = kit_create();
    add_task(k, "sara", "کار سارا", k->now_ms);
    add_task(k, "reza", "کار رضا", k->now_ms);
    add_task(k, "nima", "کار نیما", k->now_ms);
    struct ctx *cx = kit_begin_as(k, "sara");
    struct id_text user = id_text(cx->actor->user), team = id_text(cx->actor->team);
    kit_commit(k);
    struct str of_user = str_format(k->mem, "/calendar?view=week&who=%s", user.z);
    struct reply r = kit_get(k, "reza", str_z(k->mem, of_user));
    assert_true(reply_has(&r, "کار سارا"));
    assert_false(reply_has(&r, "کار رضا"));
    struct str of_team = str_format(k->mem, "/calendar?view=week&who=team-%s", team.z);
    r = kit_get(k, "admin", str_z(k->mem, of_team));
    assert_true(reply_has(&r, "کار سارا"));
    assert_true(reply_has(&r, "کار رضا"));
    assert_false(reply_has(&r, "کار نیما"));
    r = kit_get(k, "nima", str_z(k->mem, of_team));
    assert_false(reply_has(&r, "کار سارا"));
    kit_free(k);
}

/* Too much for one look is read day by day, and what is left out is said. */
static void test_calendar__no_day_looks_empty_because_another_is_full(void **state) {
    (void)state;
    struct kit *k = kit_create();
    for (int i = 0; i < AGENDA_MOST + 1; i++)
        add_task(k, "sara", "نخستین", k->now_ms - MS_PER_DAY);
    add_task(k, "sara", "فردای آن", k->now_ms);
    struct reply r = kit_get(k, "sara", "/calendar");
    assert_true(reply_has(&r, "فردای آن"));
    assert_true(reply_has(&r, "بیش از"));
    kit_free(k);
}

static void test_calendar__a_day_that_cannot_be_read_is_today(void **state) {
    (void)state;
    static const char *const targets[] = {"/calendar?at=%FF", "/calendar?at=1403-12-31",
                                          "/calendar?view=x&at=99999999999999999999",
                                          "/calendar?at=1600-12-29",
                                          "/calendar?at=0001-01-01"};
    struct kit *k = kit_create();
    for (size_t i = 0; i < sizeof targets / sizeof *targets; i++)
        assert_int_equal(kit_get(k, "sara", targets[i]).status == 500, 0);
    kit_free(k);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_calendar__a_month_is_whole_weeks_of_its_calendar),
        cmocka_unit_test(test_calendar__shows_the_days_and_hours_of_work),
        cmocka_unit_test(test_calendar__holidays_are_named),
        cmocka_unit_test(
            test_calendar__shows_ones_own_and_for_those_who_ask_all_one_may_see),
        cmocka_unit_test(test_calendar__shows_a_colleague_or_a_team),
        cmocka_unit_test(test_calendar__no_day_looks_empty_because_another_is_full),
        cmocka_unit_test(test_calendar__a_day_that_cannot_be_read_is_today),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "../test.h"

#include "base/clock.h"
#include "records/ctx.h"
#include "records/meta/meta.h"

static struct ctx cx;
static const struct field amount = {.name = {"amount", 6}};

static int open_context(void **state) {
    (void)state;
    cx = (struct ctx){.mem = arena_create(), .zone_minutes = 210};
    return 0;
}

static int close_context(void **state) {
    (void)state;
    arena_free(cx.mem);
    return 0;
}

static void test_ctx__problems_keep_their_order(void **state) {
    (void)state;
    assert_int_equal(problem(&cx, &amount, MSG_FIELD_WHOLE), ERR_INVALID);
    assert_int_equal(problem_text(&cx, STR("name"), STR("first")), ERR_INVALID);
    problem_text(&cx, STR("name"), STR("second"));
    problem(&cx, NULL, MSG_FIELD_BIG);
    assert_str(problem_of(&cx, STR("name")), "first");
    assert_str(problem_of(&cx, STR("amount")), "عدد بدون اعشار بنویسید.");
    assert_str(problem_of(&cx, STR("")), "این مقدار بیش از اندازه بزرگ است.");
    assert_str(problem_of(&cx, STR("other")), "");
    int count = 0;
    for (struct problem *p = cx.problems; p; p = p->next)
        count++;
    assert_int_equal(count, 4);
    assert_str(cx.problems->field, "amount");
    assert_ptr_equal(cx.last_problem->next, NULL);
}

static void test_ctx__a_problem_speaks_the_users_language(void **state) {
    (void)state;
    cx.lang = LANG_EN;
    problem_with(&cx, &amount, MSG_FIELD_SHORT, MSG_PARTS({"least", cx_number(&cx, 3)}));
    assert_str(problem_of(&cx, STR("amount")), "Please write at least ۳ characters.");
}

static void test_ctx__a_failure_keeps_its_causes(void **state) {
    (void)state;
    assert_int_equal(failure(&cx, ERR_STORE, "row %d is locked", 5), ERR_STORE);
    assert_str(cx.log, "row 5 is locked");
    assert_int_equal(failure(&cx, ERR_IO, "import stopped"), ERR_IO);
    assert_str(cx.log, "import stopped: row 5 is locked");
    for (int i = 0; i < 200; i++)
        failure(&cx, ERR_IO, "again and again");
    assert_true(cx.log.n <= 1000);
}

static void test_ctx__today_is_the_zones(void **state) {
    (void)state;
    int64_t day = 20000;
    cx.now_ms = instant_at(day, 23 * 60, 210);
    assert_int_equal(cx_today(&cx), day);
    cx.now_ms = instant_at(day + 1, 0, 210);
    assert_int_equal(cx_today(&cx), day + 1);
}

static void test_ctx__identifiers_ascend(void **state) {
    (void)state;
    struct id_maker maker = {.device = 3};
    cx.ids = &maker;
    cx.now_ms = 1700000000000;
    int64_t first = cx_new_id(&cx), second = cx_new_id(&cx);
    assert_true(second > first);
    assert_int_equal(id_time_ms(first), cx.now_ms);
}

static void test_ctx__numbers_wear_the_users_digits(void **state) {
    (void)state;
    assert_str(cx_number(&cx, -1234567), "−۱٬۲۳۴٬۵۶۷");
    assert_str(cx_digits_of(&cx, STR("a 09")), "a ۰۹");
    cx.digits = DIGITS_LATIN;
    assert_str(cx_number(&cx, -1234567), "-1,234,567");
    assert_str(cx_number(&cx, INT64_MIN), "-9,223,372,036,854,775,808");
    assert_str(cx_digits_of(&cx, STR("a 09")), "a 09");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_ctx__problems_keep_their_order, open_context,
                                        close_context),
        cmocka_unit_test_setup_teardown(test_ctx__a_problem_speaks_the_users_language,
                                        open_context, close_context),
        cmocka_unit_test_setup_teardown(test_ctx__a_failure_keeps_its_causes, open_context,
                                        close_context),
        cmocka_unit_test_setup_teardown(test_ctx__today_is_the_zones, open_context,
                                        close_context),
        cmocka_unit_test_setup_teardown(test_ctx__identifiers_ascend, open_context,
                                        close_context),
        cmocka_unit_test_setup_teardown(test_ctx__numbers_wear_the_users_digits,
                                        open_context, close_context),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

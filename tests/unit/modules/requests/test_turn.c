#include "../../test.h"

#include "modules/requests/turn.h"

static int64_t turn(const struct candidate *all, int count) {
    const struct candidate *first = turn_of(all, count);
    return first ? first->user : 0;
}

static void test_turn__goes_to_who_waited_longest(void **state) {
    (void)state;
    const struct candidate all[] = {{.user = 5, .last_ms = 300},
                                    {.user = 9, .last_ms = 100},
                                    {.user = 7, .last_ms = 100},
                                    {.user = 3, .last_ms = 200}};
    assert_int_equal(turn(all, 4), 7);
    assert_int_equal(turn(all, 1), 5);
    assert_int_equal(turn(all, 0), 0);
}

static void test_turn__asks_presence_skill_and_load_before_it(void **state) {
    (void)state;
    const struct candidate all[] = {
        {.user = 1, .fits = 2, .load = 0},
        {.user = 2, .here = true, .fits = 0, .load = 1},
        {.user = 3, .here = true, .fits = 1, .load = 9},
        {.user = 4, .here = true, .fits = 1, .load = 8, .last_ms = 500}};
    assert_int_equal(turn(all, 4), 4);
    assert_int_equal(turn(all, 3), 3);
    assert_int_equal(turn(all, 2), 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_turn__goes_to_who_waited_longest),
        cmocka_unit_test(test_turn__asks_presence_skill_and_load_before_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

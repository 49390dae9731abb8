/* When a message is tried again. */
#include "channels/delivery.h"

#include "../test.h"

#include "base/clock.h"

static void wait__grows_and_ends_after_a_day(void **state) {
    int64_t before = 0, sum = 0;
    (void)state;
    for (int tries = 1; tries < DELIVERY_TRIES; tries++) {
        assert_true(delivery_wait_ms(tries) > before);
        before = delivery_wait_ms(tries);
        sum += before;
    }
    assert_in_range(sum, 18 * MS_PER_HOUR, 30 * MS_PER_HOUR);
    assert_int_equal(delivery_wait_ms(DELIVERY_TRIES), 0);
    assert_int_equal(delivery_wait_ms(0), 0);
    assert_int_equal(delivery_wait_ms(-1), 0);
    assert_int_equal(delivery_wait_ms(1000), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wait__grows_and_ends_after_a_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

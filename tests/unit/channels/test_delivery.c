/* When a message is tried again, and when no more. */
#include "channels/delivery.h"

#include "../each_kit.h"

#include "base/clock.h"
#include "channels/outbox.h"

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

static void put(int64_t file) {
    struct ctx *cx = kit_begin(k);
    struct outgoing m = {.way = LETTER_EMAIL,
                         .purpose = LETTER_TRANSACTIONAL,
                         .mark = STR("one"),
                         .to = STR("sara@example.ir"),
                         .subject = STR("Hello"),
                         .text = STR("Hello"),
                         .file_name = STR("quote.pdf"),
                         .file = file};
    assert_int_equal(outbox_put(cx, &m), OK);
    kit_commit(k);
}

/* How many a server that has just begun takes up. */
static int claimed(void) {
    struct claimed *out;
    int count;
    int64_t due_ms;
    struct ctx *cx = kit_begin(k);
    assert_int_equal(delivery_claim(cx, 1, true, 10, &out, &count, &due_ms), OK);
    kit_commit(k);
    return count;
}

static struct outgoing only(struct ctx *cx) {
    struct outgoing *rows;
    int count;
    assert_int_equal(outbox_list(cx, 0, 0, &rows, &count), OK);
    assert_int_equal(count, 1);
    return rows[0];
}

static void claim__is_no_more_where_it_was_never_settled(void **state) {
    (void)state;
    put(0);
    for (int i = 0; i < DELIVERY_TRIES; i++)
        assert_int_equal(claimed(), 1);
    assert_int_equal(claimed(), 0);
    struct ctx *cx = kit_begin(k);
    assert_int_equal(only(cx).state, OUTGOING_GIVEN_UP);
    kit_commit(k);
}

static void again__is_refused_without_its_file(void **state) {
    (void)state;
    put(77); /* a pile nobody has */
    struct ctx *cx = kit_begin(k);
    assert_int_equal(outbox_again(cx, only(cx).id), ERR_INVALID);
    assert_non_null(cx->problems);
    assert_int_equal(outbox_again(cx, 1), ERR_ABSENT);
    kit_commit(k);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wait__grows_and_ends_after_a_day),
        KIT_TEST(claim__is_no_more_where_it_was_never_settled),
        KIT_TEST(again__is_refused_without_its_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* What a bundle is worth, how its price falls on its parts, and how they are told. */
#include "../../test.h"
#include "base/arena.h"
#include "modules/trade/bundle.h"
#include "modules/trade/lines.h"

enum { CASES = 2000 };

static int64_t below(uint64_t *state, int64_t n) {
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (int64_t)((*state >> 33) % (uint64_t)n);
}

static void test_split__adds_up_to_the_price_and_takes_no_more_than_its_part(void **state) {
    (void)state;
    uint64_t dice = 1405;
    for (int n = 0; n < CASES; n++) {
        struct part parts[7];
        struct bundle b = {parts, (int)below(&dice, 7) + 1};
        int64_t price = below(&dice, 1000000000), worth, sum = 0;
        for (int i = 0; i < b.count; i++)
            parts[i] = (struct part){.quantity = below(&dice, 5000) + 1,
                                     .price = v_int(below(&dice, 1000000))};
        assert_true(bundle_worth(&b, &worth));
        if (!worth) continue;
        assert_true(bundle_split(&b, price));
        for (int i = 0; i < b.count; i++) {
            int64_t own, fair;
            assert_true(
                times_rounded(parts[i].quantity, parts[i].price.i, QUANTITY_ONE, &own));
            assert_true(times_rounded(own, price, worth, &fair));
            assert_in_range(parts[i].share + 1, fair, fair + 2);
            sum += parts[i].share;
        }
        assert_int_equal(sum, price);
    }
}

static void test_split__needs_the_price_of_every_part(void **state) {
    (void)state;
    struct part parts[] = {{.quantity = QUANTITY_ONE, .price = v_int(100)},
                           {.quantity = QUANTITY_ONE, .price = v_null()}};
    struct bundle b = {parts, 2};
    int64_t worth;
    assert_false(bundle_split(&b, 50));
    assert_false(bundle_worth(&(struct bundle){0}, &worth));
    parts[1].price = v_int(INT64_MAX);
    assert_false(bundle_split(&b, 50));
    parts[1].price = v_int(300);
    assert_true(bundle_split(&b, 200));
    assert_int_equal(parts[0].share, 50);
    assert_int_equal(parts[1].share, 150);
}

static void test_told__is_a_line_for_each_part(void **state) {
    (void)state;
    struct arena *mem = arena_create();
    struct part parts[] = {{.quantity = 2500, .name = STR("کاغذ")},
                           {.quantity = QUANTITY_ONE, .name = STR("چاپگر")}};
    struct str told = bundle_told(mem, &(struct bundle){parts, 2});
    assert_true(str_is(told, "2.5 × کاغذ\n1 × چاپگر"));
    assert_int_equal(bundle_told(mem, &(struct bundle){0}).n, 0);
    arena_free(mem);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_split__adds_up_to_the_price_and_takes_no_more_than_its_part),
        cmocka_unit_test(test_split__needs_the_price_of_every_part),
        cmocka_unit_test(test_told__is_a_line_for_each_part),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

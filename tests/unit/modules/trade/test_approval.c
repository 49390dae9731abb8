/* Who is asked when more is given away than one may. */
#include "../../test.h"
#include "modules/trade/approval.h"

/* One piece at 1000 in the list, for so much. */
static struct offered offer_at(int64_t price, int64_t cost) {
    struct offered o = {.figure = {.quantity = QUANTITY_ONE, .price = price},
                        .list_price = 1000,
                        .cost = cost};
    struct sums sum;
    int at;
    assert_int_equal(lines_figure(&o.figure, 1, (struct whole){0}, &sum, &at), LINES_FINE);
    return o;
}

static void test_chain__goes_up_to_who_may(void **state) {
    (void)state;
    const struct allowance leader = {1, 2000}, manager = {2, 5000},
                           chief = {3, PERCENT_ALL};
    const struct allowance all[] = {leader, manager, chief};
    const struct {
        int64_t price, cost, limit;
        int approvers, steps;
        int64_t last; /* its role */
    } rows[] = {
        {900, 0, 1000, 3, 0, 0},   /* within one's own right */
        {850, 0, 1000, 3, 1, 1},   /* the leader may */
        {600, 0, 1000, 3, 2, 2},   /* leader, then manager */
        {600, 0, 2000, 3, 1, 2},   /* the leader asks the manager */
        {400, 0, 1000, 3, 3, 3},   /* all of them */
        {400, 0, 1000, 2, 3, 0},   /* none may: administrators at last */
        {950, 960, 1000, 3, 3, 3}, /* below cost: who may give all */
        {950, 960, PERCENT_ALL, 3, 0, 0}, {400, 0, 0, 0, 1, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct allowance steps[APPROVAL_STEPS];
        struct offered o = offer_at(rows[i].price, rows[i].cost);
        int count = approval_chain(&o, 1, rows[i].limit, all, rows[i].approvers, steps);
        assert_int_equal(count, rows[i].steps);
        if (count) assert_int_equal(steps[count - 1].role, rows[i].last);
    }
}

static void test_chain__looks_at_every_line(void **state) {
    (void)state;
    struct allowance steps[APPROVAL_STEPS];
    const struct allowance leader = {1, 2000};
    const struct offered lines[] = {offer_at(1000, 0), offer_at(850, 0)};
    assert_int_equal(approval_chain(lines, 1, 1000, &leader, 1, steps), 0);
    assert_int_equal(approval_chain(lines, 2, 1000, &leader, 1, steps), 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_chain__goes_up_to_who_may),
        cmocka_unit_test(test_chain__looks_at_every_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* What must be true of the figures of any quote, tried on thousands of them, and the roundings one
 * by one. */
#include "../../test.h"
#include "modules/trade/lines.h"

enum { CASES = 5000, LINES = 12 };

/* ---- Quotes by chance ---- */

struct chance {
    uint64_t state;
};

static int64_t below(struct chance *c, int64_t n) {
    c->state = c->state * 6364136223846793005u + 1442695040888963407u;
    uint64_t x = c->state ^ c->state >> 29;
    return (int64_t)((x >> 3) % (uint64_t)n);
}

/* Small, middling and large ones. */
static int64_t amount(struct chance *c) {
    static const int64_t most[] = {10, 1000, 1000000, 1000000000, 1000000000000};
    return below(c, most[below(c, 5)]);
}

static struct line line_by_chance(struct chance *c) {
    static const int64_t taxes[] = {0, 900, 1000, 2500};
    struct line l = {.quantity = below(c, 20000),
                     .price = amount(c),
                     .percent = below(c, 3) ? 0 : below(c, 5001),
                     .tax_percent = taxes[below(c, 4)]};
    int64_t gross = 0;
    assert_true(times_rounded(l.quantity, l.price, QUANTITY_ONE, &gross));
    if (below(c, 4) == 0) l.amount = below(c, gross / 2 + 1);
    return l;
}

static int lines_by_chance(struct chance *c, struct line *lines, struct whole *whole) {
    int count = (int)below(c, LINES) + 1;
    for (int i = 0; i < count; i++)
        lines[i] = line_by_chance(c);
    *whole = (struct whole){below(c, 2) ? 0 : below(c, PERCENT_ALL + 1),
                            below(c, 3) ? 0 : amount(c)};
    return count;
}

static void figure(struct line *lines, int count, struct whole whole, struct sums *sum) {
    int at;
    assert_int_equal(lines_figure(lines, count, whole, sum, &at), LINES_FINE);
}

/* ---- What is true of all ---- */

static void test_sums__are_those_of_the_lines(void **state) {
    (void)state;
    struct chance c = {1404};
    for (int n = 0; n < CASES; n++) {
        struct line lines[LINES];
        struct whole whole;
        struct sums sum, added = {0};
        int count = lines_by_chance(&c, lines, &whole);
        figure(lines, count, whole, &sum);
        for (int i = 0; i < count; i++) {
            added.gross += lines[i].gross;
            added.reduction += lines[i].reduction + lines[i].share;
            added.net += lines[i].net;
            added.tax += lines[i].tax;
            added.total += lines[i].total;
            added.spread += lines[i].share;
        }
        assert_memory_equal(&added, &sum, sizeof sum);
        assert_int_equal(sum.gross - sum.reduction, sum.net);
        assert_int_equal(sum.net + sum.tax, sum.total);
    }
}

static void test_figures__are_never_below_zero(void **state) {
    (void)state;
    struct chance c = {7};
    for (int n = 0; n < CASES; n++) {
        struct line lines[LINES];
        struct whole whole;
        struct sums sum;
        int count = lines_by_chance(&c, lines, &whole);
        figure(lines, count, whole, &sum);
        for (int i = 0; i < count; i++) {
            assert_true(lines[i].net >= 0 && lines[i].tax >= 0 && lines[i].share >= 0);
            assert_true(lines[i].share <= lines[i].gross - lines[i].reduction);
        }
    }
}

/* Nobody is more than a rial away from what is due to them. */
static void test_shares__are_in_proportion(void **state) {
    (void)state;
    struct chance c = {99};
    for (int n = 0; n < CASES; n++) {
        struct line lines[LINES];
        struct whole whole;
        struct sums sum;
        int count = lines_by_chance(&c, lines, &whole);
        figure(lines, count, whole, &sum);
        int64_t base = sum.net + sum.spread;
        for (int i = 0; i < count && base; i++) {
            int64_t floor, rest;
            assert_true(times_divided(lines[i].net + lines[i].share, sum.spread, base,
                                      &floor, &rest));
            assert_in_range(lines[i].share - floor, 0, rest > 0);
        }
    }
}

static int by_all(const void *a, const void *b) {
    return memcmp(a, b, sizeof(struct line));
}

static void test_order__changes_nothing(void **state) {
    (void)state;
    struct chance c = {31};
    for (int n = 0; n < CASES; n++) {
        struct line lines[LINES], turned[LINES];
        struct whole whole;
        struct sums sum, again;
        int count = lines_by_chance(&c, lines, &whole);
        for (int i = 0; i < count; i++)
            turned[i] = lines[count - 1 - i];
        figure(lines, count, whole, &sum);
        figure(turned, count, whole, &again);
        assert_memory_equal(&sum, &again, sizeof sum);
        qsort(lines, (size_t)count, sizeof *lines, by_all);
        qsort(turned, (size_t)count, sizeof *turned, by_all);
        assert_memory_equal(lines, turned, (size_t)count * sizeof *lines);
    }
}

/* The three roundings of a line - what it comes to, its discount, its tax - each give or take one
 * rial, and tax is at most a fourth of what it is on here. */
static void test_splitting__changes_only_roundings(void **state) {
    (void)state;
    struct chance c = {53};
    for (int n = 0; n < CASES; n++) {
        struct line one = line_by_chance(&c), two[2];
        struct sums whole, parts;
        one.amount = 0;
        two[0] = two[1] = one;
        two[0].quantity = below(&c, one.quantity + 1);
        two[1].quantity = one.quantity - two[0].quantity;
        figure(&one, 1, (struct whole){0}, &whole);
        figure(two, 2, (struct whole){0}, &parts);
        assert_in_range(whole.gross - parts.gross + 1, 0, 2);
        assert_in_range(whole.net - parts.net + 2, 0, 4);
        assert_in_range(whole.tax - parts.tax + 2, 0, 4);
    }
}

static void test_more_discount__never_costs_more(void **state) {
    (void)state;
    struct chance c = {71};
    for (int n = 0; n < CASES; n++) {
        struct line lines[LINES];
        struct whole whole;
        struct sums sum, less;
        int count = lines_by_chance(&c, lines, &whole);
        figure(lines, count, whole, &sum);
        whole.amount += amount(&c);
        figure(lines, count, whole, &less);
        assert_true(less.net <= sum.net);
    }
}

/* ---- One by one ---- */

static void test_line__is_rounded_half_up(void **state) {
    (void)state;
    const struct {
        struct line line;
        int64_t gross, reduction, net, tax, total;
    } rows[] = {
        {{.quantity = 1000, .price = 1000000, .tax_percent = 1000},
         1000000,
         0,
         1000000,
         100000,
         1100000},
        {{.quantity = 1500, .price = 3, .tax_percent = 1000}, 5, 0, 5, 1, 6}, /* 4.5; 0.5 */
        {{.quantity = 1499, .price = 1}, 1, 0, 1, 0, 1},
        {{.quantity = 3000, .price = 333, .percent = 3333}, 999, 333, 666, 0, 666},
        {{.quantity = 2000, .price = 50, .percent = 1000, .amount = 90}, 100, 100, 0, 0, 0},
        {{.quantity = 0, .price = 7, .tax_percent = 1000}, 0, 0, 0, 0, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct line l = rows[i].line;
        struct sums sum;
        figure(&l, 1, (struct whole){0}, &sum);
        assert_int_equal(l.gross, rows[i].gross);
        assert_int_equal(l.reduction, rows[i].reduction);
        assert_int_equal(l.net, rows[i].net);
        assert_int_equal(l.tax, rows[i].tax);
        assert_int_equal(l.total, rows[i].total);
    }
}

static void test_spread__gives_the_rest_to_the_largest_remainders(void **state) {
    (void)state;
    struct line lines[] = {{.quantity = 1000, .price = 10},
                           {.quantity = 1000, .price = 20},
                           {.quantity = 1000, .price = 70}};
    struct sums sum;
    figure(lines, 3, (struct whole){.amount = 7}, &sum); /* 0.7, 1.4, 4.9 */
    assert_int_equal(lines[0].share, 1);
    assert_int_equal(lines[1].share, 1);
    assert_int_equal(lines[2].share, 5);
    figure(lines, 3, (struct whole){.amount = 1000}, &sum); /* at most all of it */
    assert_int_equal(sum.net, 0);
    assert_int_equal(sum.spread, 100);
}

static void test_nothing__comes_to_nothing(void **state) {
    (void)state;
    struct sums sum, none = {0};
    figure(NULL, 0, (struct whole){1000, 500}, &sum);
    assert_memory_equal(&sum, &none, sizeof sum);
}

static void test_what_is_too_big__is_refused(void **state) {
    (void)state;
    const int64_t most = LINES_MONEY_MOST;
    const struct {
        struct line lines[2];
        enum lines_fault fault;
        int at;
    } rows[] = {
        {{{.quantity = 1000, .price = most}}, LINES_FINE, -1},
        {{{.quantity = 1001, .price = most}}, LINES_TOO_BIG, 0},
        {{{.quantity = INT64_MAX, .price = INT64_MAX}}, LINES_TOO_BIG, 0},
        {{{.quantity = 1000, .price = most, .tax_percent = 1}}, LINES_TOO_BIG, 0},
        {{{0}, {.quantity = 1000, .price = most, .amount = 1, .percent = PERCENT_ALL}},
         LINES_TOO_BIG,
         1},
        {{{.quantity = 1000, .price = most}, {.quantity = 1000, .price = 1}},
         LINES_TOO_BIG,
         1},
        {{{0}, {.quantity = 1000, .price = 5, .amount = 6}}, LINES_REDUCED_OVER, 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct line lines[2] = {rows[i].lines[0], rows[i].lines[1]};
        struct sums sum;
        int at;
        assert_int_equal(lines_figure(lines, 2, (struct whole){0}, &sum, &at),
                         rows[i].fault);
        assert_int_equal(at, rows[i].at);
    }
}

/* ---- What was given away ---- */

static void test_line_within__measures_from_the_list(void **state) {
    (void)state;
    const struct {
        struct line line;
        int64_t list, limit, given;
        bool want;
    } rows[] = {
        {{.quantity = 2000, .price = 1000, .percent = 1000}, 1000, 1000, 1000, true},
        {{.quantity = 2000, .price = 1000, .percent = 1001},
         1000,
         1000,
         1000,
         true}, /* rounding */
        {{.quantity = 2000, .price = 1000, .percent = 1100}, 1000, 1000, 1100, false},
        {{.quantity = 1000, .price = 8000}, 10000, 1000, 2000, false}, /* typed lower */
        {{.quantity = 1000, .price = 12000, .amount = 1000}, 10000, 0, 833, false},
        {{.quantity = 1000, .price = 12000}, 10000, 0, 0, true},
        {{.quantity = 1000, .price = 5000}, 0, 0, 0, true}, /* in no list */
        {{.quantity = 0, .price = 5000}, 9000, 0, 0, true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct line l = rows[i].line;
        struct sums sum;
        figure(&l, 1, (struct whole){0}, &sum);
        assert_int_equal(line_within(&l, rows[i].list, rows[i].limit), rows[i].want);
        assert_int_equal(line_given(&l, rows[i].list), rows[i].given);
    }
}

static void test_line_below__counts_every_discount(void **state) {
    (void)state;
    struct line lines[] = {{.quantity = 2000, .price = 100}};
    struct sums sum;
    figure(lines, 1, (struct whole){0}, &sum);
    assert_false(line_below(&lines[0], 100));
    assert_true(line_below(&lines[0], 101));
    figure(lines, 1, (struct whole){.amount = 1}, &sum);
    assert_true(line_below(&lines[0], 100));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sums__are_those_of_the_lines),
        cmocka_unit_test(test_figures__are_never_below_zero),
        cmocka_unit_test(test_shares__are_in_proportion),
        cmocka_unit_test(test_order__changes_nothing),
        cmocka_unit_test(test_splitting__changes_only_roundings),
        cmocka_unit_test(test_more_discount__never_costs_more),
        cmocka_unit_test(test_line__is_rounded_half_up),
        cmocka_unit_test(test_spread__gives_the_rest_to_the_largest_remainders),
        cmocka_unit_test(test_nothing__comes_to_nothing),
        cmocka_unit_test(test_what_is_too_big__is_refused),
        cmocka_unit_test(test_line_within__measures_from_the_list),
        cmocka_unit_test(test_line_below__counts_every_discount),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "modules/scoring/logit.h"

#include "../../test.h"

static double far(double a, double b) {
    return a > b ? a - b : b - a;
}

static void assert_near(double is, double should, double by) {
    if (far(is, should) <= by) return;
    print_error("%.17g is not %.17g\n", is, should);
    fail();
}

static void exp_of__is_right_to_the_last_bits(void **state) {
    static const struct {
        double x, y;
    } rows[] = {{0, 1},
                {1, 2.718281828459045},
                {0.5, 1.6487212707001282},
                {-0.3, 0.7408182206817179},
                {-10, 4.5399929762484854e-05},
                {20, 485165195.4097903},
                {100, 2.6881171418161356e+43}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_near(exp_of(rows[i].x) / rows[i].y, 1, 4e-16);
    assert_true(exp_of(-100000) == 0);
    assert_true(exp_of(100000) == exp_of(700));
}

static void logistic__is_even_at_nothing_and_never_leaves_its_bounds(void **state) {
    (void)state;
    assert_true(logistic(0) == 0.5);
    assert_near(logistic(2), 0.8807970779778823, 1e-15);
    assert_near(logistic(-2), 0.11920292202211755, 1e-15);
    assert_true(logistic(1e9) == 1 && logistic(-1e9) == 0);
}

/* ---- Fits ---- */

enum { ROWS_MOST = 60000, FACTORS_MOST = 3 };

struct sample {
    struct arena *mem;
    unsigned char *levels;
    bool *came;
    struct logit_data data;
};

static struct sample sample(int factors, const int *level_count) {
    struct sample s = {.mem = arena_create()};
    s.levels = NEWS(s.mem, ROWS_MOST * FACTORS_MOST, unsigned char);
    s.came = NEWS(s.mem, ROWS_MOST, bool);
    s.data = (struct logit_data){.factors = factors, .levels = s.levels, .came = s.came};
    for (int i = 0; i < factors; i++)
        s.data.level_count[i] = level_count[i];
    return s;
}

static void add(struct sample *s, const unsigned char *levels, bool came, int times) {
    for (int i = 0; i < times; i++) {
        assert_true(s->data.count < ROWS_MOST);
        memcpy(s->levels + s->data.count * s->data.factors, levels,
               (size_t)s->data.factors);
        s->came[s->data.count++] = came;
    }
}

/* With one factor each level has the log odds of its own share, and the base is their mean: of 40 with
 * 30 that came, and of 60 with 20. */
static void logit_fit__of_one_factor_gives_each_level_its_log_odds(void **state) {
    struct sample s = sample(1, (int[]){2});
    struct logit m;
    const double log_3 = 1.0986122886681098, log_half = -0.6931471805599453;
    (void)state;
    add(&s, (unsigned char[]){1}, true, 30), add(&s, (unsigned char[]){1}, false, 10);
    add(&s, (unsigned char[]){2}, true, 20), add(&s, (unsigned char[]){2}, false, 40);
    assert_true(logit_fit(s.mem, &s.data, 1e-9, &m));
    assert_near(m.base, 0.4 * log_3 + 0.6 * log_half, 1e-7);
    assert_near(m.base + m.weights[0][1], log_3, 1e-7);
    assert_near(m.base + m.weights[0][2], log_half, 1e-7);
    assert_true(m.weights[0][0] == 0);
    arena_free(s.mem);
}

/* The figures were worked out by another program in another way: by numeric differences of the
 * penalised likelihood itself. */
static void logit_fit__equals_figures_worked_out_elsewhere(void **state) {
    static const struct {
        unsigned char levels[2];
        int came, missed;
    } cells[] = {{{1, 1}, 12, 4}, {{1, 2}, 7, 9}, {{2, 1}, 10, 10},
                 {{2, 2}, 3, 14}, {{3, 1}, 6, 2}, {{3, 2}, 5, 5},
                 {{0, 1}, 4, 6},  {{1, 0}, 8, 3}, {{0, 0}, 2, 5}};
    static const double a[] = {0, 0.424868085, -0.682204853, 0.387347328},
                        b[] = {0, 0.451304375, -0.566754331};
    struct sample s = sample(2, (int[]){3, 2});
    struct logit m;
    (void)state;
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        add(&s, cells[i].levels, true, cells[i].came);
        add(&s, cells[i].levels, false, cells[i].missed);
    }
    assert_true(logit_fit(s.mem, &s.data, 1, &m));
    assert_near(m.base, -0.029425120, 1e-6);
    for (int l = 1; l <= 3; l++)
        assert_near(m.weights[0][l], a[l], 1e-6);
    for (int l = 1; l <= 2; l++)
        assert_near(m.weights[1][l], b[l], 1e-6);
    arena_free(s.mem);
}

static double chance(uint64_t *dice) {
    *dice = *dice * 6364136223846793005u + 1442695040888963407u;
    return (double)(*dice >> 11) / 9007199254740992.0;
}

/* Levels are as frequent as each other, so the true weights of a factor come to nothing. */
static void logit_fit__finds_the_weights_by_which_chance_was_led(void **state) {
    static const double truth[3][5] = {
        {0, 1.2, -0.4, -0.8}, {0, 0.5, -0.5}, {0, -1.5, 0, 0.5, 1}};
    static const int counts[] = {3, 2, 4};
    struct sample s = sample(3, counts);
    struct logit m;
    uint64_t dice = 1405;
    (void)state;
    for (int row = 0; row < ROWS_MOST; row++) {
        unsigned char levels[3];
        double odds = -0.3;
        for (int i = 0; i < 3; i++) {
            levels[i] = (unsigned char)(1 + (int)(chance(&dice) * counts[i]));
            if (chance(&dice) < 0.2) levels[i] = 0;
            odds += truth[i][levels[i]];
        }
        add(&s, levels, chance(&dice) < logistic(odds), 1);
    }
    assert_true(logit_fit(s.mem, &s.data, 1, &m));
    assert_near(m.base, -0.3, 0.05);
    for (int i = 0; i < 3; i++)
        for (int l = 1; l <= counts[i]; l++)
            assert_near(m.weights[i][l], truth[i][l], 0.06);
    assert_near(logit_of(&m, (unsigned char[]){1, 0, 3}, 3),
                m.base + m.weights[0][1] + m.weights[2][3], 1e-15);
    arena_free(s.mem);
}

/* Levels that foretell surely would have weights without end, but for the penalty. */
static void logit_fit__settles_where_a_level_foretells_surely(void **state) {
    struct sample s = sample(2, (int[]){2, 3});
    struct logit m;
    (void)state;
    add(&s, (unsigned char[]){1, 1}, true, 500);
    add(&s, (unsigned char[]){2, 1}, false, 500);
    assert_true(logit_fit(s.mem, &s.data, 1, &m));
    assert_true(m.weights[0][1] > 2 && m.weights[0][1] < 10);
    assert_near(m.weights[0][1], -m.weights[0][2], 1e-9);
    assert_true(m.weights[1][3] == m.weights[1][2]); /* never seen */
    arena_free(s.mem);
}

static void logit_fit__of_one_outcome_alone_does_not_settle(void **state) {
    struct sample s = sample(1, (int[]){1});
    struct logit m;
    (void)state;
    add(&s, (unsigned char[]){1}, true, 200);
    assert_false(logit_fit(s.mem, &s.data, 1, &m));
    arena_free(s.mem);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exp_of__is_right_to_the_last_bits),
        cmocka_unit_test(logistic__is_even_at_nothing_and_never_leaves_its_bounds),
        cmocka_unit_test(logit_fit__of_one_factor_gives_each_level_its_log_odds),
        cmocka_unit_test(logit_fit__equals_figures_worked_out_elsewhere),
        cmocka_unit_test(logit_fit__finds_the_weights_by_which_chance_was_led),
        cmocka_unit_test(logit_fit__settles_where_a_level_foretells_surely),
        cmocka_unit_test(logit_fit__of_one_outcome_alone_does_not_settle),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "../../test.h"
#include "modules/sales/targets.h"

enum { SARA = 11, NIMA = 12, NORTH = 21, TEHRAN = 22, RAY = 23, ROWS = 20 };

static const struct team_above teams[] = {{TEHRAN, NORTH}, {RAY, TEHRAN}};
enum { TEAMS = sizeof teams / sizeof *teams };

static struct target_row *row(struct targets *t, int64_t user, int64_t team) {
    for (int i = 0; i < t->count; i++)
        if (t->rows[i].user == user && t->rows[i].team == team) return &t->rows[i];
    fail();
    return NULL;
}

static struct target_share won(int64_t owner, int64_t team, int64_t amount) {
    return (struct target_share){
        .owner = owner, .team = team, .won = true, .count = 1, .amount = {0, amount}};
}

static void test_targets__count_for_the_owner_and_every_team_above(void **state) {
    (void)state;
    struct target_row rows[TARGET_ROWS];
    struct targets t = {.rows = rows};
    struct target_share open = {SARA, RAY, false, 25, 2, {0, 1001}};
    struct target_share shares[] = {won(SARA, RAY, 100), won(NIMA, NORTH, 40), won(0, 0, 7),
                                    open};
    for (size_t i = 0; i < sizeof shares / sizeof *shares; i++)
        targets_add(&t, teams, TEAMS, &shares[i]);
    assert_int_equal(target_won(row(&t, SARA, 0)).i, 100);
    assert_int_equal(target_outlook(row(&t, SARA, 0)).i, 350); /* 100 + 250.25 */
    assert_int_equal(target_won(row(&t, 0, RAY)).i, 100);
    assert_int_equal(target_won(row(&t, 0, TEHRAN)).i, 100);
    assert_int_equal(target_won(row(&t, 0, NORTH)).i, 140);
    assert_int_equal(target_won(&t.whole).i, 147);
    assert_int_equal(t.whole.won, 3);
    assert_int_equal(t.whole.open, 2);
    assert_int_equal(t.count, 5);
}

/* A team that lies in itself, by way of another, ends somewhere. */
static void test_targets__a_ring_of_teams_ends(void **state) {
    (void)state;
    struct target_row rows[TARGET_ROWS];
    struct targets t = {.rows = rows};
    const struct team_above ring[] = {{NORTH, RAY}, {RAY, NORTH}};
    struct target_share share = won(0, RAY, 5);
    targets_add(&t, ring, 2, &share);
    assert_int_equal(target_won(&t.whole).i, 5);
    assert_int_equal(t.count, 2);
}

static void test_targets__rank_by_what_is_reached(void **state) {
    (void)state;
    struct target_row rows[] = {
        {.user = 1, .target = 200, .amount = {0, 100}},
        {.user = 2, .amount = {0, 900}},
        {.user = 3, .target = 50, .amount = {0, 49}},
        {.user = 4, .target = 0, .amount = {0, 901}},
    };
    struct targets t = {.rows = rows, .count = 4};
    const int64_t want[] = {3, 1, 4, 2};
    targets_rank(&t);
    for (int i = 0; i < t.count; i++)
        assert_int_equal(rows[i].user, want[i]);
    assert_int_equal(target_reached(&rows[0]), 98);
    assert_int_equal(target_reached(&rows[2]), -1);
}

static void test_targets__pace_is_even_over_working_days(void **state) {
    (void)state;
    const struct {
        int days, gone;
        int64_t target, want;
    } cases[] = {
        {22, 0, 1000, 0},    {22, 22, 1000, 1000},
        {22, 11, 1001, 501}, /* 500.5 */
        {3, 1, 100, 33},     {3, 2, 100, 67},
        {0, 0, 100, 0},      {26, 25, 999999999999999999, 961538461538461538}, /* …37.5 */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct targets t = {.days = cases[i].days, .gone = cases[i].gone};
        struct target_row r = {.target = cases[i].target};
        assert_int_equal(target_pace(&t, &r).i, cases[i].want);
    }
}

static void test_targets__what_64_bits_do_not_hold_is_not_told(void **state) {
    (void)state;
    struct target_row rows[ROWS];
    struct targets t = {.rows = rows};
    struct target_share share = {.won = true, .count = 1, .amount = {INT64_MAX / 2, 0}};
    for (int i = 0; i < 3; i++)
        targets_add(&t, NULL, 0, &share);
    assert_int_equal(target_won(&t.whole).kind, V_NULL);
    assert_int_equal(target_outlook(&t.whole).kind, V_NULL);
    assert_int_equal(target_reached(&t.whole), -1);
    struct target_row rich = {.target = 3, .amount = {INT64_MAX / TOTAL_BILLION - 1, 0}};
    assert_int_equal(target_reached(&rich), -1);
    rich.target = 1000;
    assert_true(target_reached(&rich) > INT64_MAX / 2000);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_targets__count_for_the_owner_and_every_team_above),
        cmocka_unit_test(test_targets__a_ring_of_teams_ends),
        cmocka_unit_test(test_targets__rank_by_what_is_reached),
        cmocka_unit_test(test_targets__pace_is_even_over_working_days),
        cmocka_unit_test(test_targets__what_64_bits_do_not_hold_is_not_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_place.c - distances on the Earth, and the order in which places are gone round. */
#include "../../test.h"
#include "modules/field/shortest.h"

static struct place at(double latitude, double longitude) {
    return (struct place){true, (int64_t)(latitude * PLACE_DEGREE),
                          (int64_t)(longitude * PLACE_DEGREE)};
}

/* Tehran to others, by the same formula in another program (the sphere of the IUGG). */
static void test_place__distances_are_those_of_the_great_circle(void **state) {
    (void)state;
    const struct {
        struct place a, b;
        int64_t metres, within;
    } rows[] = {
        {at(0, 0), at(0, 1), 111195, 1},
        {at(0, 0), at(1, 0), 111195, 1},
        {at(60, 0), at(60, 1), 55597, 1},
        {at(0, 0), at(0, 180), 20015115, 2},
        {at(90, 0), at(-90, 0), 20015115, 2},
        {at(0, 179.5), at(0, -179.5), 111195, 1},
        {at(35.6892, 51.3890), at(32.6546, 51.6680), 338421, 400},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int64_t metres = place_metres(rows[i].a, rows[i].b);
        assert_in_range(metres, rows[i].metres - rows[i].within,
                        rows[i].metres + rows[i].within);
        assert_int_equal(metres, place_metres(rows[i].b, rows[i].a));
    }
}

static void test_place__near_ones_are_told_to_the_metre(void **state) {
    (void)state;
    assert_int_equal(place_metres(at(35.7, 51.4), at(35.7, 51.4)), 0);
    assert_int_equal(place_metres(at(35.7, 51.4), at(35.7009, 51.4)), 100);
    assert_int_equal(place_metres(at(35.7, 51.4), at(35.70001, 51.4)), 1);
}

static void test_place__nowhere_is_told(void **state) {
    (void)state;
    assert_true(place_exists(90 * PLACE_DEGREE, -180 * (int64_t)PLACE_DEGREE));
    assert_false(place_exists(90 * PLACE_DEGREE + 1, 0));
    assert_false(place_exists(0, 180 * (int64_t)PLACE_DEGREE + 1));
    assert_false(place_exists(INT64_MIN, INT64_MAX));
}

/* ---- The order ---- */

enum { FEW = 7 };

/* The shortest way of all, by trying every order. */
static int64_t try_all(const struct place *stops, int *order, int from, int count) {
    int64_t best = INT64_MAX;
    if (from == count) return way_metres(stops, order, count);
    for (int i = from; i < count; i++) {
        int other = order[from];
        order[from] = order[i], order[i] = other;
        int64_t length = try_all(stops, order, from + 1, count);
        if (length < best) best = length;
        order[i] = order[from], order[from] = other;
    }
    return best;
}

static void scatter(struct place *stops, int count, unsigned seed) {
    for (int i = 0; i < count; i++) {
        seed = seed * 1103515245u + 12345u;
        stops[i].known = true;
        stops[i].latitude = 35600000 + seed / 65536 % 200000;
        seed = seed * 1103515245u + 12345u;
        stops[i].longitude = 51200000 + seed / 65536 % 300000;
    }
}

static void expect_each_once(const int *order, int count) {
    bool seen[SHORTEST_STOPS] = {false};
    for (int i = 0; i < count; i++) {
        assert_in_range(order[i], 0, count - 1);
        assert_false(seen[order[i]]);
        seen[order[i]] = true;
    }
}

/* Within a twentieth of the shortest, and most often the shortest. */
static void test_shortest__is_close_to_the_best_of_all(void **state) {
    (void)state;
    enum { ROUNDS = 60 };
    int best_found = 0;
    for (int round = 0; round < ROUNDS; round++) {
        struct place stops[FEW];
        int order[FEW], all[FEW] = {0, 1, 2, 3, 4, 5, 6}, count = 2 + round % (FEW - 1);
        scatter(stops, count, (unsigned)round + 1);
        shortest_order(stops, count, false, order);
        expect_each_once(order, count);
        int64_t found = way_metres(stops, order, count);
        int64_t best = try_all(stops, all, 0, count);
        assert_true(found >= best);
        assert_true(found <= best + best / 20);
        best_found += found == best;
    }
    assert_true(best_found >= ROUNDS * 9 / 10);
}

static void test_shortest__begins_where_one_stands(void **state) {
    (void)state;
    struct place stops[FEW];
    int order[FEW], rest[FEW] = {0, 1, 2, 3, 4, 5, 6};
    for (unsigned seed = 1; seed < 20; seed++) {
        scatter(stops, FEW, seed);
        shortest_order(stops, FEW, true, order);
        expect_each_once(order, FEW);
        assert_int_equal(order[0], 0);
        int64_t best = try_all(stops, rest, 1, FEW);
        assert_true(way_metres(stops, order, FEW) <= best + best / 10);
    }
}

static void test_shortest__many_and_none(void **state) {
    (void)state;
    struct place stops[SHORTEST_STOPS] = {{0}};
    int order[SHORTEST_STOPS];
    shortest_order(stops, 0, false, order);
    scatter(stops, 1, 1);
    shortest_order(stops, 1, true, order);
    assert_int_equal(order[0], 0);
    for (int i = 0; i < SHORTEST_STOPS; i++) /* on a line, mixed up */
        stops[i] = (struct place){true, 35000000, 51000000 + i * 7 % SHORTEST_STOPS * 1000};
    shortest_order(stops, SHORTEST_STOPS, false, order);
    expect_each_once(order, SHORTEST_STOPS);
    int64_t line = place_metres(stops[0], (struct place){true, 35000000, 51059000});
    assert_in_range(way_metres(stops, order, SHORTEST_STOPS), line - 60, line + 60);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_place__distances_are_those_of_the_great_circle),
        cmocka_unit_test(test_place__near_ones_are_told_to_the_metre),
        cmocka_unit_test(test_place__nowhere_is_told),
        cmocka_unit_test(test_shortest__is_close_to_the_best_of_all),
        cmocka_unit_test(test_shortest__begins_where_one_stands),
        cmocka_unit_test(test_shortest__many_and_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

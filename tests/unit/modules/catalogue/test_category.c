/* Categories as a tree: what is below each, how many products, and no end in a circle. */
#include "../../test.h"

#include "modules/catalogue/category.h"

static void test_tree__counts_what_is_below(void **state) {
    (void)state;
    struct category all[] = {{.id = 3, .parent = 2, .own = 4},
                             {.id = 1, .own = 1},
                             {.id = 2, .parent = 1, .own = 2},
                             {.id = 5},
                             {.id = 4, .parent = 1, .own = 8}};
    category_tree(all, 5);
    const int64_t order[] = {1, 2, 3, 4, 5}, sums[] = {15, 6, 4, 8, 0};
    const int depths[] = {0, 1, 2, 1, 0}, after[] = {4, 3, 3, 4, 5};
    for (int i = 0; i < 5; i++) {
        assert_int_equal(all[i].id, order[i]);
        assert_int_equal(all[i].all, sums[i]);
        assert_int_equal(all[i].depth, depths[i]);
        assert_int_equal(all[i].after, after[i]);
    }
    assert_int_equal(all[0].children, 2);
}

static void test_tree__loses_none_in_a_circle_or_without_a_parent(void **state) {
    (void)state;
    struct category all[] = {{.id = 1, .parent = 2, .own = 1},
                             {.id = 2, .parent = 1, .own = 1},
                             {.id = 3, .parent = 3, .own = 1},
                             {.id = 4, .parent = 99, .own = 1},
                             {.id = 5, .parent = 2, .own = 1}};
    int64_t seen = 0, at_top = 0;
    category_tree(all, 5);
    for (int i = 0; i < 5; i++) {
        seen |= 1 << all[i].id;
        if (!all[i].depth) at_top += all[i].all;
    }
    assert_int_equal(seen, 0x3E);
    assert_int_equal(at_top, 5);
}

static void test_tree__of_nothing_is_nothing(void **state) {
    (void)state;
    struct category none = {.id = 7};
    category_tree(&none, 0);
    assert_int_equal(none.id, 7);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tree__counts_what_is_below),
        cmocka_unit_test(test_tree__loses_none_in_a_circle_or_without_a_parent),
        cmocka_unit_test(test_tree__of_nothing_is_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

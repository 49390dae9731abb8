/* each_kit.h - for programs in which every test has an organisation of its own, `k`; its tests
 * stand in the table as KIT_TEST(name). */
#ifndef TESTS_EACH_KIT_H
#define TESTS_EACH_KIT_H

#include "kit.h"

static struct kit *k;

static int open_kit(void **state) {
    (void)state;
    k = kit_create();
    return 0;
}

static int close_kit(void **state) {
    (void)state;
    kit_free(k);
    return 0;
}

#define KIT_TEST(name) cmocka_unit_test_setup_teardown(name, open_kit, close_kit)

#endif

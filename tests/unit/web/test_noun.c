/* A noun before a word that says more of it. */
#include "../test.h"

#include "base/arena.h"
#include "web/noun.h"

static void test_noun__is_bound_by_how_it_ends(void **state) {
    (void)state;
    static const struct {
        const char *noun, *bound;
    } rows[] = {{"معامله", "معاملهٔ"}, {"فروشگاه", "فروشگاه"},
                {"گروه", "گروه"},     {"کالا", "کالای"},
                {"مشتری", "مشتری"},   {"گفت‌وگو", "گفت‌وگوی"},
                {"سفارش", "سفارش"}};
    struct ctx cx = {.mem = arena_create(), .lang = LANG_FA};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_str(noun_bound(&cx, str_of(rows[i].noun)), rows[i].bound);
    assert_str(noun_new(&cx, STR("معامله")), "معاملهٔ تازه");
    cx.lang = LANG_EN;
    assert_str(noun_new(&cx, STR("Deal")), "New Deal");
    arena_free(cx.mem);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_noun__is_bound_by_how_it_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Colours: how they are written, how bright they are, and that what stands on them is read. */
#include "../test.h"

#include "base/colour.h"
#include <math.h>

static void test_colour__is_six_digits_in_either_case(void **state) {
    (void)state;
    static const char *const wrong[] = {"",         "#",       "1D6FA5",  "#1D6FA",
                                        "#1D6FA55", "#1D6FAG", "#1D6FA ", "＃1D6FA5"};
    struct colour c;
    assert_true(colour_parse(STR("#1d6FA5"), &c));
    assert_int_equal(c.red, 0x1d);
    assert_int_equal(c.green, 0x6f);
    assert_int_equal(c.blue, 0xa5);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(colour_parse(str_of(wrong[i]), &c));
}

/* As WCAG 2.2 defines it, without a short way. */
static double linear(int part) {
    double c = part / 255.0;
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double luminance(struct colour c) {
    return 0.2126 * linear(c.red) + 0.7152 * linear(c.green) + 0.0722 * linear(c.blue);
}

static double contrast(double a, double b) {
    return a > b ? (a + 0.05) / (b + 0.05) : (b + 0.05) / (a + 0.05);
}

static void test_colour__is_as_bright_as_defined_and_bears_its_ink(void **state) {
    (void)state;
    for (int i = 0; i < 18 * 18 * 18; i++) {
        struct colour c = {i / 324 * 15, i / 18 % 18 * 15, i % 18 * 15};
        double bright = luminance(c);
        assert_true(fabs(colour_luminance(c) - bright) < 0.002);
        assert_true(contrast(bright, colour_dark(c) ? 1 : 0) > 4.5);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_colour__is_six_digits_in_either_case),
        cmocka_unit_test(test_colour__is_as_bright_as_defined_and_bears_its_ink),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

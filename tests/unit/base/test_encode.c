#include "../test.h"

#include "base/encode.h"

static int set_up(void **state) {
    static struct buf b;
    b = buf_in(arena_create(), 0);
    *state = &b;
    return 0;
}

static int tear_down(void **state) {
    struct buf *b = *state;
    arena_free(b->mem);
    return 0;
}

static void test_encode__base64_has_its_padding(void **state) {
    static const char *const cases[][2] = {
        {"", ""},        {"f", "Zg=="},        {"fo", "Zm8="},
        {"foo", "Zm9v"}, {"foob", "Zm9vYg=="}, {"\xFB\xFF", "+/8="}};
    struct buf *b = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        b->n = 0;
        buf_base64(b, str_of(cases[i][0]));
        assert_str(buf_str(b), cases[i][1]);
    }
}

/* The test vectors of RFC 4648, without their padding. */
static void test_encode__base64url_agrees_with_the_rfc(void **state) {
    static const char *const cases[][2] = {
        {"", ""},
        {"f", "Zg"},
        {"fo", "Zm8"},
        {"foo", "Zm9v"},
        {"foob", "Zm9vYg"},
        {"fooba", "Zm9vYmE"},
        {"foobar", "Zm9vYmFy"},
        {"\xFB\xFF", "-_8"},
    };
    struct buf *b = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        b->n = 0;
        buf_base64url(b, str_of(cases[i][0]));
        assert_str(buf_str(b), cases[i][1]);
        b->n = 0;
        assert_true(buf_from_base64url(b, str_of(cases[i][1])));
        assert_str(buf_str(b), cases[i][0]);
    }
}

static void test_encode__other_base64_is_refused(void **state) {
    static const char *const bad[] = {"Z", "Zm9vY", "Zg==", "Zh", "Zm9", "Z+9v", "Zm 9"};
    struct buf *b = *state;
    b->n = 0;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(buf_from_base64url(b, str_of(bad[i])));
    assert_false(buf_from_base64url(b, str_n("Zm9\0", 4)));
    assert_int_equal(b->n, 0);
}

static void test_encode__hex_is_in_small_letters(void **state) {
    struct buf *b = *state;
    b->n = 0;
    buf_hex(b, str_n("\0\x7f\xff", 3));
    assert_str(buf_str(b), "007fff");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_encode__base64url_agrees_with_the_rfc),
        cmocka_unit_test(test_encode__base64_has_its_padding),
        cmocka_unit_test(test_encode__other_base64_is_refused),
        cmocka_unit_test(test_encode__hex_is_in_small_letters),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}

#include "host/host.h"
#include "host/password.h"
#include "test.h"

static void test_password__is_verified_by_its_hash(void **state) {
    (void)state;
    struct arena *mem = arena_create();
    struct str hash = host_native.password_hash(mem, STR("گذرواژه‌ی خوب"));
    assert_true(str_starts(hash, STR("$argon2id$v=19$m=65536,t=2,p=1$")));
    assert_true(host_native.password_verify(hash, STR("گذرواژه‌ی خوب")));
    assert_false(host_native.password_verify(hash, STR("گذرواژه‌ی خوب ")));
    assert_false(host_native.password_verify(hash, STR("")));
    arena_free(mem);
}

static void test_password__a_text_that_is_no_hash_fits_nothing(void **state) {
    (void)state;
    static const char *const bad[] = {"", "$argon2id$", "plain",
                                      "$argon2id$v=19$m=65536,t=2,p=1$"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(password_verify(str_of(bad[i]), str_of(bad[i])));
    char longer[500];
    memset(longer, '$', sizeof longer);
    assert_false(password_verify(str_n(longer, sizeof longer), STR("x")));
}

static void test_password__has_a_limit(void **state) {
    (void)state;
    struct arena *mem = arena_create();
    char *text = arena_alloc(mem, PASSWORD_BYTES + 1);
    struct str hash = password_hash(mem, str_n(text, PASSWORD_BYTES));
    assert_true(hash.n > 0);
    assert_true(password_verify(hash, str_n(text, PASSWORD_BYTES)));
    assert_int_equal(password_hash(mem, str_n(text, PASSWORD_BYTES + 1)).n, 0);
    assert_false(password_verify(hash, str_n(text, PASSWORD_BYTES + 1)));
    arena_free(mem);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_password__is_verified_by_its_hash),
        cmocka_unit_test(test_password__a_text_that_is_no_hash_fits_nothing),
        cmocka_unit_test(test_password__has_a_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "../test.h"

#include "base/buf.h"
#include "base/encode.h"
#include "base/hmac.h"

static void assert_seal(struct str key, struct str text, const char *hex) {
    struct arena *mem = arena_create();
    struct sha256_digest digest = hmac_sha256(key, text);
    struct buf b = buf_in(mem, 0);
    buf_hex(&b, sha256_str(&digest));
    assert_str(buf_str(&b), hex);
    arena_free(mem);
}

/* Test cases 1, 2, 3 and 6 of RFC 4231. */
static void test_hmac__agrees_with_the_published_examples(void **state) {
    (void)state;
    char key[131], text[50];
    memset(key, 0x0b, sizeof key);
    assert_seal(str_n(key, 20), STR("Hi There"),
                "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    assert_seal(STR("Jefe"), STR("what do ya want for nothing?"),
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    memset(key, 0xaa, sizeof key);
    memset(text, 0xdd, sizeof text);
    assert_seal(str_n(key, 20), str_n(text, sizeof text),
                "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe");
    assert_seal(str_n(key, sizeof key),
                STR("Test Using Larger Than Block-Size Key - Hash Key First"),
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

static void test_hmac__says_something_of_nothing(void **state) {
    (void)state;
    assert_seal(STR(""), STR(""),
                "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hmac__agrees_with_the_published_examples),
        cmocka_unit_test(test_hmac__says_something_of_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

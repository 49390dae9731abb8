#include "../test.h"

#include "base/buf.h"
#include "base/encode.h"
#include "base/sha256.h"

static void assert_digest(struct sha256_digest digest, const char *hex) {
    struct arena *mem = arena_create();
    struct buf b = buf_in(mem, 0);
    buf_hex(&b, sha256_str(&digest));
    assert_str(buf_str(&b), hex);
    arena_free(mem);
}

/* The examples NIST publishes with FIPS 180-4, and the empty message of its byte tests. */
static void test_sha256__agrees_with_the_published_examples(void **state) {
    (void)state;
    assert_digest(sha256(STR("abc")),
                  "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_digest(sha256(STR("")),
                  "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assert_digest(sha256(STR("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
                  "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    assert_digest(sha256(STR("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
                             "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu")),
                  "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1");
}

static void test_sha256__a_million_letters_in_uneven_parts(void **state) {
    (void)state;
    char letters[1000];
    memset(letters, 'a', sizeof letters);
    struct sha256 h;
    sha256_init(&h);
    for (size_t left = 1000000, n = 1; left; left -= n) {
        n = (n * 7 + 3) % sizeof letters + 1;
        if (n > left) n = left;
        sha256_add(&h, str_n(letters, n));
    }
    assert_digest(sha256_done(&h),
                  "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sha256__agrees_with_the_published_examples),
        cmocka_unit_test(test_sha256__a_million_letters_in_uneven_parts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

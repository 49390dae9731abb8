#include "../../test.h"

#include "base/arena.h"
#include "modules/requests/challenge.h"

enum { FORM = 7, SHOWN_MS = 1000000 };
#define KEY STR("a key of this organisation")

static struct arena *mem;

static int begin(void **state) {
    (void)state;
    mem = arena_create();
    return 0;
}

static int end(void **state) {
    (void)state;
    arena_free(mem);
    return 0;
}

static struct str made(void) {
    return challenge_make(mem, KEY, FORM, SHOWN_MS, STR("nonce"));
}

static void assert_reads(struct str key, int64_t form, struct str challenge, int64_t now_ms,
                         enum challenge_state want) {
    int64_t shown = -1;
    assert_int_equal(challenge_read(mem, key, form, challenge, now_ms, &shown), want);
    assert_int_equal(shown, want == CHALLENGE_FORGED ? -1 : SHOWN_MS);
}

static void test_challenge__is_good_until_it_is_old(void **state) {
    (void)state;
    assert_reads(KEY, FORM, made(), SHOWN_MS, CHALLENGE_GOOD);
    assert_reads(KEY, FORM, made(), SHOWN_MS + CHALLENGE_AGE_MS, CHALLENGE_GOOD);
    assert_reads(KEY, FORM, made(), SHOWN_MS + CHALLENGE_AGE_MS + 1, CHALLENGE_OLD);
}

static void test_challenge__is_forged_where_anything_differs(void **state) {
    (void)state;
    assert_reads(STR("another key"), FORM, made(), SHOWN_MS, CHALLENGE_FORGED);
    assert_reads(STR(""), FORM, made(), SHOWN_MS, CHALLENGE_FORGED);
    assert_reads(KEY, FORM + 1, made(), SHOWN_MS, CHALLENGE_FORGED);
    assert_reads(KEY, FORM, made(), SHOWN_MS - 1, CHALLENGE_FORGED);
    const char *others[] = {"",
                            ".",
                            "..",
                            "1000000.nonce",
                            "1000000.nonce.",
                            "x.nonce.seal",
                            "99999999999999999999.nonce.seal"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_reads(KEY, FORM, str_of(others[i]), SHOWN_MS, CHALLENGE_FORGED);
}

static void test_challenge__any_changed_letter_breaks_the_seal(void **state) {
    (void)state;
    struct str good = made();
    for (size_t i = 0; i < good.n; i++) {
        char bad[CHALLENGE_BYTES];
        memcpy(bad, good.p, good.n);
        bad[i] = bad[i] == '5' ? '6' : '5';
        assert_reads(KEY, FORM, str_n(bad, good.n), SHOWN_MS, CHALLENGE_FORGED);
    }
}

static void test_zero_bits__are_counted_from_the_first(void **state) {
    (void)state;
    const struct {
        unsigned char bytes[4];
        int want;
    } rows[] = {
        {{0x80}, 0}, {{0x40}, 1}, {{0x01}, 7}, {{0, 0x80}, 8}, {{0, 0, 0x7f}, 17},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct sha256_digest digest = {{0}};
        memcpy(digest.bytes, rows[i].bytes, sizeof rows[i].bytes);
        assert_int_equal(zero_bits(&digest), rows[i].want);
    }
    assert_int_equal(zero_bits(&(struct sha256_digest){{0}}), 8 * SHA256_BYTES);
}

static struct str solve(struct str challenge) {
    for (int i = 0;; i++) {
        struct str answer = str_format(mem, "%d", i);
        if (challenge_solved(challenge, answer)) return answer;
    }
}

static void test_riddle__is_solved_by_trying_and_for_one_challenge(void **state) {
    (void)state;
    struct str answer = solve(made());
    struct str other = challenge_make(mem, KEY, FORM, SHOWN_MS, STR("other"));
    assert_true(challenge_solved(made(), answer));
    assert_false(challenge_solved(other, answer));
    assert_false(challenge_solved(made(), STR("")));
    assert_false(challenge_solved(STR(""), answer));
    assert_false(challenge_solved(made(), str_format(mem, "%033d", 0)));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_challenge__is_good_until_it_is_old),
        cmocka_unit_test(test_challenge__is_forged_where_anything_differs),
        cmocka_unit_test(test_challenge__any_changed_letter_breaks_the_seal),
        cmocka_unit_test(test_zero_bits__are_counted_from_the_first),
        cmocka_unit_test(test_riddle__is_solved_by_trying_and_for_one_challenge),
    };
    return cmocka_run_group_tests(tests, begin, end);
}

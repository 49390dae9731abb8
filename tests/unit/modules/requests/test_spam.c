#include "../../test.h"

#include "modules/requests/spam.h"

enum { SLOW = SPAM_FAST_MS };

static void test_judge__says_why(void **state) {
    (void)state;
    const struct {
        struct spam_evidence e;
        enum spam_verdict want;
    } rows[] = {
        {{.took_ms = SLOW}, SPAM_NONE},
        {{.took_ms = SLOW, .trapped = true}, SPAM_TRAP},
        {{.challenge = CHALLENGE_FORGED}, SPAM_FORGED},
        {{.took_ms = SLOW - 1}, SPAM_FAST},
        {{.took_ms = 0, .solved = true}, SPAM_FAST},
        {{.took_ms = CHALLENGE_AGE_MS + 1, .challenge = CHALLENGE_OLD}, SPAM_OLD},
        {{.took_ms = CHALLENGE_AGE_MS + 1, .challenge = CHALLENGE_OLD, .trapped = true},
         SPAM_TRAP},
        {{.took_ms = SLOW, .used = true}, SPAM_NONE},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(spam_judge(&rows[i].e), rows[i].want);
}

static void test_judge__a_crowd_passes_one_by_one_with_its_riddle_solved(void **state) {
    (void)state;
    const struct {
        int64_t from_address, by_form;
        bool solved, used;
        enum spam_verdict want;
    } rows[] = {
        {SPAM_FREE - 1, SPAM_FREE_FORM - 1, false, false, SPAM_NONE},
        {SPAM_FREE, 0, false, false, SPAM_CROWD},
        {SPAM_FREE, 0, true, false, SPAM_NONE},
        {SPAM_FREE, 0, true, true, SPAM_CROWD},
        {0, SPAM_FREE_FORM, false, false, SPAM_CROWD},
        {0, SPAM_FREE_FORM, true, false, SPAM_NONE},
        {SPAM_MOST - 1, 0, true, false, SPAM_NONE},
        {SPAM_MOST, 0, true, false, SPAM_LATER},
        {0, SPAM_MOST_FORM, true, false, SPAM_LATER},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct spam_evidence e = {.took_ms = SLOW,
                                        .from_address = rows[i].from_address,
                                        .by_form = rows[i].by_form,
                                        .solved = rows[i].solved,
                                        .used = rows[i].used};
        assert_int_equal(spam_judge(&e), rows[i].want);
    }
}

/* Were they kept apart, a robot could fill the disk. */
static void test_judge__takes_nothing_beyond_the_most_not_even_what_is_bad(void **state) {
    (void)state;
    const struct spam_evidence e = {.trapped = true, .from_address = SPAM_MOST};
    assert_int_equal(spam_judge(&e), SPAM_LATER);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_judge__says_why),
        cmocka_unit_test(test_judge__a_crowd_passes_one_by_one_with_its_riddle_solved),
        cmocka_unit_test(test_judge__takes_nothing_beyond_the_most_not_even_what_is_bad),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

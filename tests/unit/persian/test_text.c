#include "../test.h"

#include "persian/jalali.h"
#include "persian/text.h"

static void test_text__each_verb_gives_the_standard_form_or_a_reason(void **state) {
    (void)state;
    static const struct {
        const char *verb, *line, *out, *reason;
    } rows[] = {
        {"clean", "  علي  كريمي ", "علی کریمی", "ok"},
        {"fold", "می\u200Cروم", "میروم", "ok"},
        {"sort-key", "آب", ":=", "ok"},
        {"jalali", "2025-03-21", "1404-01-01", "ok"},
        {"jalali", "فردا", "1404-01-02", "ok"},
        {"gregorian", "۱۴۰۳/۱۲/۳۰", "2025-03-20", "ok"},
        {"gregorian", "1403/12/31", "1403/12/31", "no such day or time"},
        {"phone", "0912 123 4567", "+989121234567", "ok"},
        {"phone", "021 88776655 داخلی 12", "+982188776655;ext=12", "ok"},
        {"phone", "12", "12", "wrong number of digits"},
        {"national-id", "۰۴۹۹۳۷۰۸۹۹", "0499370899", "ok"},
        {"legal-id", "10380285692", "10380285692", "check digit does not match"},
        {"sheba", "ir820540102680020817909002", "IR820540102680020817909002", "ok"},
        {"card", "", "", "number is empty"},
    };
    struct arena *mem = arena_create();
    int64_t today = jalali_to_day((struct jalali){1404, 1, 1});
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct text_verb *verb = text_verb_find(str_of(rows[i].verb));
        struct str out, reason;
        assert_non_null(verb);
        bool good = verb->run(mem, str_of(rows[i].line), today, &out, &reason);
        assert_str(out, rows[i].out);
        assert_str(reason, rows[i].reason);
        assert_int_equal(good, str_is(reason, "ok"));
    }
    arena_free(mem);
}

enum { ROUNDS = 20000, LINE_MOST = 40 };

/* Lines of pieces that mean something to one verb or another, with a broken byte. */
static struct str any_line(uint32_t *seed, char *line) {
    static const char *const pieces[] = {"1405", "/", "9",  " ",    "+",   "فردا",
                                         "شنبه", "-", "IR", "ماه",  "98",  "0",
                                         "\xFF", ":", "۳",  "next", "ext", "\n"};
    size_t n = 0;
    for (int i = 0; i < 8; i++) {
        *seed = *seed * 1664525 + 1013904223;
        struct str piece = str_of(pieces[(*seed >> 16) % (sizeof pieces / sizeof *pieces)]);
        if (n + piece.n > LINE_MOST) break;
        memcpy(line + n, piece.p, piece.n);
        n += piece.n;
    }
    return str_n(line, n);
}

static void test_text__any_line_gets_an_answer_and_its_form_is_stable(void **state) {
    (void)state;
    struct arena *mem = arena_create();
    uint32_t seed = 7;
    char room[LINE_MOST];
    for (int round = 0; round < ROUNDS; round++) {
        struct str line = any_line(&seed, room);
        for (size_t i = 0; i < text_verbs_count; i++) {
            struct str once = STR(""), twice = STR(""), reason = STR("");
            bool good = text_verbs[i].run(mem, line, 20000, &once, &reason);
            assert_true(reason.n > 0);
            if (!good) assert_true(str_eq(once, line));
            if (!good || str_is(str_of(text_verbs[i].name), "sort-key")) continue;
            text_verbs[i].run(mem, once, 20000, &twice, &reason);
            if (!str_eq(once, twice) || !str_is(reason, "ok"))
                fail_msg("%s of %.*s: %.*s, %.*s", text_verbs[i].name, STR_ARG(line),
                         STR_ARG(once), STR_ARG(reason));
        }
        arena_reset(mem);
    }
    arena_free(mem);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text__each_verb_gives_the_standard_form_or_a_reason),
        cmocka_unit_test(test_text__any_line_gets_an_answer_and_its_form_is_stable),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

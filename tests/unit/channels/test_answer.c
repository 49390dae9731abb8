/* What servers say of a letter, in whatever bytes, and what is told of it. */
#include "channels/answer.h"

#include "../test.h"

static void mail__ends_by_what_was_said(void **state) {
    static const struct {
        const char *lines;
        bool taken;
        enum letter_end end;
        const char *said;
    } rows[] = {
        {"220 x\r\n250 ok\r\n250 2.0.0 queued as 7\r\n221 bye\r\n", true, LETTER_TAKEN,
         "250 2.0.0 queued as 7"},
        {"250 ok\r\n550 nobody\r\n221 bye\r\n", false, LETTER_REFUSED, "550 nobody"},
        {"250 ok\r\n451 later\r\n", false, LETTER_LATER, "451 later"},
        {"550 \xd3\xe1\xc7\xe3\r\n", false, LETTER_REFUSED, "550 ����"},
        {"220 x\r\n", false, LETTER_LATER, ""},
        {"", true, LETTER_TAKEN, ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct letter_outcome o =
            answer_of_mail(*state, str_of(rows[i].lines), rows[i].taken);
        assert_int_equal(o.end, rows[i].end);
        assert_str(o.said, rows[i].said);
    }
}

static void gateway__ends_by_its_status(void **state) {
    static const struct {
        long status;
        enum letter_end end;
    } rows[] = {{200, LETTER_TAKEN},   {204, LETTER_TAKEN}, {302, LETTER_REFUSED},
                {400, LETTER_REFUSED}, {408, LETTER_LATER}, {429, LETTER_LATER},
                {503, LETTER_LATER}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(answer_of_gateway(*state, rows[i].status, STR("")).end,
                         rows[i].end);
}

/* However long it is, and wherever the reading of it ended. */
static void gateway__is_told_in_whole_letters(void **state) {
    struct arena *mem = *state;
    struct str text = STR("");
    for (int i = 0; i < 400; i++)
        text = str_join(mem, text, STR("ش"));
    struct str said = answer_of_gateway(mem, 400, str_first(text, 799)).said;
    assert_true(utf8_valid(said) && str_starts(said, STR("400 شش")));
    assert_int_equal(utf8_length(said), ANSWER_LETTERS);
    assert_str(answer_of_gateway(mem, 400, STR("a\xd8")).said, "400 a�");
}

static int begin(void **state) {
    *state = arena_create();
    return 0;
}

static int end(void **state) {
    arena_free(*state);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mail__ends_by_what_was_said),
        cmocka_unit_test(gateway__ends_by_its_status),
        cmocka_unit_test(gateway__is_told_in_whole_letters),
    };
    return cmocka_run_group_tests(tests, begin, end);
}

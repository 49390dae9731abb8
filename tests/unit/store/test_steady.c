/* What hardly ever changes may be presumed to be what it was; that it was not is told. */
#include "fixture.h"

static const char *const no_path = NULL;

static const struct sql name_of_thing = SQL_INIT("SELECT name FROM thing WHERE id = ?1");

/* The first letter of a thing's name, '-' without a row. */
static char read_letter(struct store *s, int64_t id) {
    struct rows rows;
    char told = '-';
    assert_int_equal(
        store_query_steady(store_reader(s), name_of_thing, BIND(v_int(id)), &rows), OK);
    if (rows_next(&rows)) told = rows_text(&rows, 0).p[0];
    assert_int_equal(rows_done(&rows), OK);
    return told;
}

/* The same as one request asks it: what it was told, and whether that was sure. */
static bool told(struct store *s, int64_t id, char *out) {
    assert_int_equal(store_begin_read(s), OK);
    store_presume(s);
    *out = read_letter(s, id);
    bool sure = store_sure(s);
    store_end_read(s);
    return sure;
}

static void name_it(struct store *s, int64_t id, struct str name) {
    assert_int_equal(store_exec(store_writer(s),
                                SQL("UPDATE thing SET name = ?2 WHERE id = ?1"),
                                BIND(v_int(id), v_text(name))),
                     OK);
}

static void expect_told(struct store *s, int64_t id, char expected) {
    char letter;
    bool sure = told(s, id, &letter);
    assert_int_equal(sure, letter == expected);
    assert_true(told(s, id, &letter));
    assert_int_equal(letter, expected);
}

static void presume__what_changed_is_told_and_then_known(void **state) {
    (void)state;
    struct store *s = store_of_things(no_path);
    expect_told(s, 1, '-');
    assert_int_equal(thing_add(s, 1, STR("a")), OK);
    expect_told(s, 1, 'a');
    name_it(s, 1, STR("b"));
    expect_told(s, 1, 'b');
    assert_int_equal(store_exec(store_writer(s), SQL("DELETE FROM thing"), BIND_NONE), OK);
    expect_told(s, 1, '-');
    store_close(s);
}

static void presume__the_same_question_twice_in_one_request(void **state) {
    (void)state;
    struct store *s = store_of_things(no_path);
    assert_int_equal(thing_add(s, 1, STR("a")), OK);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(store_begin_read(s), OK);
        store_presume(s);
        struct rows left_open;
        assert_int_equal(
            store_query_steady(store_reader(s), name_of_thing, BIND(v_int(1)), &left_open),
            OK);
        assert_int_equal(read_letter(s, 1), 'a');
        assert_true(rows_next(&left_open));
        assert_true(store_sure(s)); /* closes what was left open */
        store_end_read(s);
    }
    store_close(s);
}

static void presume__more_questions_than_are_kept(void **state) {
    (void)state;
    enum { MANY = 400, AT_ONCE = 20 };
    struct store *s = store_of_things(no_path);
    for (int i = 0; i < MANY; i++)
        assert_int_equal(
            store_exec(store_writer(s),
                       SQL("INSERT INTO thing (id, name) VALUES (?1, ?2 || ?1)"),
                       BIND(v_int(i), v_text(letter(i % 25)))),
            OK);
    for (int round = 0; round < 3; round++) {
        for (int first = 0; first < MANY; first += AT_ONCE) {
            assert_int_equal(store_begin_read(s), OK);
            store_presume(s);
            for (int i = first; i < first + AT_ONCE; i++)
                assert_int_equal(read_letter(s, i), letter(i % 25).p[0]);
            assert_true(store_sure(s));
            store_end_read(s);
        }
    }
    store_close(s);
}

/* A request that changes what it began with, and is undone; the next begins as it did. */
static void presume__within_a_group(void **state) {
    (void)state;
    struct store *s = store_of_things(no_path);
    assert_int_equal(thing_add(s, 1, STR("a")), OK);
    assert_int_equal(store_begin(s), OK);
    for (int i = 0; i < 6; i++) {
        assert_int_equal(store_savepoint(s), OK);
        store_presume(s);
        char was = read_letter(s, 1);
        name_it(s, 1, letter(i));
        bool sure = store_sure(s);
        assert_true(!sure || was == (i < 3 ? 'a' : letter(i - 1).p[0]));
        if (sure && i >= 2)
            assert_int_equal(store_savepoint_trust(s), OK);
        else
            store_savepoint_undo(s);
        if (!sure && i >= 2) i--; /* made again, and then it is sure */
    }
    assert_int_equal(store_commit(s), OK);
    expect_told(s, 1, 'f');
    store_close(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(presume__what_changed_is_told_and_then_known),
        cmocka_unit_test(presume__the_same_question_twice_in_one_request),
        cmocka_unit_test(presume__more_questions_than_are_kept),
        cmocka_unit_test(presume__within_a_group),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

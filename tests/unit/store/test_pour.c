#include "fixture.h"
#include "store/adding.h"

enum { ROWS = 1000, LONG_BYTES = 100000 };

static const struct column columns[] = {
    {.name = STR_INIT("note"), .kind = COLUMN_BYTES},
    {.name = STR_INIT("id"), .kind = COLUMN_INT},
    {.name = STR_INIT("name"), .kind = COLUMN_TEXT},
};
enum { WIDTH = 3 };

/* So many rows with identifiers from `first` on; one of them, `clash`, has the name of the
 * first. */
static enum err pour_things(struct store *s, int64_t first, int rows, int clash) {
    static struct value values[ROWS * WIDTH];
    static char names[ROWS][32];
    for (int i = 0; i < rows; i++) {
        snprintf(names[i], sizeof names[i], "نام %lld",
                 (long long)(i == clash ? first : first + i));
        values[i * WIDTH] = i % 2 ? v_null() : v_bytes(STR("a\0\n\\b"));
        values[i * WIDTH + 1] = v_int(first + i);
        values[i * WIDTH + 2] = v_text(str_of(names[i]));
    }
    return store_pour(store_writer(s),
                      &(struct pour){STR("thing"), columns, WIDTH, values, rows});
}

static enum err pour_one(struct store *s, struct value note, struct value id,
                         struct value name) {
    const struct value values[] = {note, id, name};
    return store_pour(store_writer(s),
                      &(struct pour){STR("thing"), columns, WIDTH, values, 1});
}

static struct store *begun(void) {
    struct store *s = store_of_things(NULL);
    assert_int_equal(store_begin(s), OK);
    return s;
}

static void assert_thing(struct store *s, int64_t id, struct value note,
                         struct value name) {
    struct rows rows;
    assert_int_equal(store_query(store_reader(s),
                                 SQL("SELECT note, name FROM thing WHERE id = ?1"),
                                 BIND(v_int(id)), &rows),
                     OK);
    assert_true(rows_next(&rows));
    assert_true(value_eq(rows_value(&rows, 0), note));
    assert_true(value_eq(rows_value(&rows, 1), name));
    assert_int_equal(rows_done(&rows), OK);
}

static void pour__gives_all_rows(void **state) {
    (void)state;
    struct store *s = begun();
    assert_int_equal(pour_things(s, -3, ROWS, -1), OK);
    assert_int_equal(things(s), ROWS);
    assert_int_equal(store_commit(s), OK);
    assert_thing(s, -3, v_bytes(STR("a\0\n\\b")), v_text(STR("نام -3")));
    assert_thing(s, -2, v_null(), v_text(STR("نام -2")));
    assert_thing(s, ROWS - 4, v_null(), v_text(STR("نام 996")));
    store_close(s);
}

static void pour__keeps_what_is_empty_long_or_far_away(void **state) {
    (void)state;
    struct store *s = begun();
    char *text = malloc(LONG_BYTES);
    assert_non_null(text);
    memset(text, 'x', LONG_BYTES);
    struct value all = v_text(str_n(text, LONG_BYTES));
    struct value none = v_text((struct str){NULL, 0});
    assert_int_equal(pour_one(s, v_bytes(STR("")), v_int(INT64_MIN), all), OK);
    assert_int_equal(pour_one(s, v_null(), v_int(INT64_MAX), none), OK);
    assert_int_equal(pour_one(s, v_null(), v_int(0), v_null()), OK);
    assert_thing(s, INT64_MIN, v_bytes(STR("")), all);
    assert_thing(s, INT64_MAX, v_null(), v_text(STR("")));
    assert_thing(s, 0, v_null(), v_null());
    assert_int_equal(store_commit(s), OK);
    free(text);
    store_close(s);
}

static void pour__of_nothing_does_nothing(void **state) {
    (void)state;
    struct store *s = begun();
    int64_t before = store_statements(s);
    assert_int_equal(pour_things(s, 1, 0, -1), OK);
    assert_int_equal(store_statements(s), before);
    assert_int_equal(store_commit(s), OK);
    store_close(s);
}

static void pour__goes_between_other_statements(void **state) {
    (void)state;
    struct store *s = begun();
    assert_int_equal(thing_send(s, 1, STR("sent before")), OK);
    assert_int_equal(pour_things(s, 2, 10, -1), OK);
    assert_int_equal(thing_send(s, 100, STR("sent after")), OK);
    assert_int_equal(things(s), 12);
    assert_int_equal(store_commit(s), OK);
    assert_int_equal(things(s), 12);
    store_close(s);
}

static void pour__that_fails_halfway_leaves_nothing(void **state) {
    (void)state;
    struct store *s = begun();
    assert_int_equal(thing_add(s, 1, STR("kept")), OK);
    assert_int_equal(store_savepoint(s), OK);
    assert_int_equal(pour_things(s, 10, ROWS, ROWS / 2), ERR_CONFLICT);
    store_savepoint_undo(s);
    assert_int_equal(things(s), 1);
    assert_int_equal(pour_things(s, 10, ROWS, -1), OK);
    assert_int_equal(store_commit(s), OK);
    assert_int_equal(things(s), ROWS + 1);
    assert_int_equal(store_begin(s), OK);
    assert_int_equal(pour_things(s, 10 + ROWS, ROWS, ROWS / 2), ERR_CONFLICT);
    store_rollback(s);
    assert_int_equal(things(s), ROWS + 1);
    store_close(s);
}

static void pour__tells_what_failed_before_it(void **state) {
    (void)state;
    struct store *s = begun();
    assert_int_equal(thing_add(s, 1, STR("one")), OK);
    enum err sent = thing_send(s, 1, STR("again"));
    if (sent == OK) sent = pour_things(s, 10, 10, -1);
    assert_int_equal(sent, ERR_CONFLICT);
    store_rollback(s);
    assert_int_equal(things(s), 0);
    store_close(s);
}

static void pour__fails_when_a_test_wants_it(void **state) {
    (void)state;
    struct store *s = begun();
    store_fail_at(s, 1);
    assert_int_equal(pour_things(s, 1, 10, -1), ERR_STORE);
    store_rollback(s);
    assert_int_equal(things(s), 0);
    store_close(s);
}

static void pour__refuses_a_text_for_a_number(void **state) {
    (void)state;
    struct store *s = begun();
    assert_int_equal(pour_one(s, v_null(), v_text(STR("a number")), v_null()), ERR_STORE);
    store_rollback(s);
    assert_int_equal(things(s), 0);
    store_close(s);
}

static void note_text(void *self, struct str sql) {
    snprintf(self, 128, "%.*s", STR_ARG(sql));
}

static void pour__is_one_statement_to_who_watches(void **state) {
    (void)state;
    struct store *s = begun();
    char seen[128] = "";
    int64_t before = store_statements(s);
    store_watch(s, note_text, seen);
    assert_int_equal(pour_things(s, 1, 10, -1), OK);
    store_watch(s, NULL, NULL);
    assert_string_equal(
        seen, "INSERT INTO \"thing\" (\"note\", \"id\", \"name\") VALUES (?1, ?2, ?3)");
    assert_int_equal(store_statements(s), before + 1);
    assert_int_equal(store_commit(s), OK);
    store_close(s);
}

/* ---- Rows that are added one by one ---- */

static const struct column thing_columns[] = {
    {.name = STR_INIT("id"), .kind = COLUMN_INT},
    {.name = STR_INIT("name"), .kind = COLUMN_TEXT},
    {.name = STR_INIT("note"), .kind = COLUMN_BYTES},
};
static const struct table thing = {
    .name = STR_INIT("thing"), .columns = thing_columns, .column_count = WIDTH};
static const struct row_form plain = {
    SQL_INIT("INSERT INTO thing (id, name, note) VALUES (?1, ?2, ?3)"), &thing, false};
static const struct row_form numbered = {
    SQL_INIT("INSERT INTO thing (id, name, note) SELECT coalesce(last, 0) + 1, ?1, ?2"
             " FROM (SELECT max(id) AS last FROM thing) AS so_far"),
    &thing, true};

static enum err add_some(struct store *s, int64_t first, int count) {
    enum err err = OK;
    for (int i = 0; i < count && err == OK; i++) {
        char name[32];
        snprintf(name, sizeof name, "نام %lld", (long long)(first + i));
        const struct value values[] = {v_int(first + i), v_text(str_of(name)), v_null()};
        err = store_add(store_writer(s), &plain, values);
    }
    return err;
}

static enum err add_numbered(struct store *s, int64_t first, int count) {
    enum err err = OK;
    for (int i = 0; i < count && err == OK; i++) {
        char name[32];
        snprintf(name, sizeof name, "نام %lld", (long long)(first + i));
        const struct value values[] = {v_text(str_of(name)), v_bytes(STR("a\0b"))};
        err = store_add(store_writer(s), &numbered, values);
    }
    return err;
}

/* So few that they go one by one, and so many that they go together. */
static const int counts[] = {1, ADDING_FEW, ADDING_FEW + 1, ROWS};
enum { COUNTS = sizeof counts / sizeof *counts };

static void add__is_seen_by_what_is_asked_next(void **state) {
    (void)state;
    for (int i = 0; i < COUNTS; i++) {
        struct store *s = begun();
        assert_int_equal(add_some(s, 1, counts[i]), OK);
        assert_int_equal(things(s), counts[i]);
        assert_thing(s, 1, v_null(), v_text(STR("نام 1")));
        assert_int_equal(store_commit(s), OK);
        assert_int_equal(things(s), counts[i]);
        store_close(s);
    }
}

static void add__counts_on_from_the_largest(void **state) {
    (void)state;
    for (int i = 0; i < COUNTS; i++) {
        struct store *s = begun();
        assert_int_equal(add_numbered(s, 1, 2), OK);
        assert_int_equal(thing_add(s, 10, STR("ten")), OK);
        assert_int_equal(add_numbered(s, 11, counts[i]), OK);
        assert_int_equal(store_commit(s), OK);
        assert_int_equal(things(s), 3 + counts[i]);
        assert_thing(s, 2, v_bytes(STR("a\0b")), v_text(STR("نام 2")));
        assert_thing(s, 11, v_bytes(STR("a\0b")), v_text(STR("نام 11")));
        store_close(s);
    }
}

static void add__goes_with_its_savepoint(void **state) {
    (void)state;
    for (int i = 0; i < COUNTS; i++) {
        struct store *s = begun();
        assert_int_equal(add_some(s, 1, 2), OK);
        assert_int_equal(store_savepoint(s), OK);
        assert_int_equal(add_some(s, 10, counts[i]), OK);
        store_savepoint_undo(s);
        assert_int_equal(store_savepoint(s), OK);
        assert_int_equal(add_some(s, 10000, counts[i]), OK);
        assert_int_equal(store_savepoint_keep(s), OK);
        assert_int_equal(things(s), 2 + counts[i]);
        store_rollback(s);
        assert_int_equal(things(s), 0);
        store_close(s);
    }
}

/* Two rows that clash break a promise; it is told at the latest when they are kept. */
static void add__that_fails_keeps_nothing(void **state) {
    (void)state;
    for (int i = 0; i < COUNTS; i++) {
        struct store *s = begun();
        enum err err = add_some(s, 1, 1);
        if (err == OK) err = add_some(s, 1, counts[i]);
        if (err == OK) err = store_commit(s);
        assert_int_equal(err, ERR_CONFLICT);
        store_rollback(s);
        assert_int_equal(things(s), 0);
        store_close(s);
    }
}

static void add__counts_as_a_statement_each(void **state) {
    (void)state;
    struct store *s = begun();
    int64_t before = store_statements(s);
    assert_int_equal(add_some(s, 1, ROWS), OK);
    assert_int_equal(store_statements(s), before + ROWS);
    assert_int_equal(store_commit(s), OK);
    assert_int_equal(store_statements(s), before + ROWS + 1);
    assert_int_equal(store_begin(s), OK);
    store_fail_at(s, ROWS / 2);
    assert_int_equal(add_some(s, 2 * ROWS, ROWS), ERR_STORE);
    store_rollback(s);
    assert_int_equal(things(s), ROWS);
    store_close(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pour__gives_all_rows),
        cmocka_unit_test(pour__keeps_what_is_empty_long_or_far_away),
        cmocka_unit_test(pour__of_nothing_does_nothing),
        cmocka_unit_test(pour__goes_between_other_statements),
        cmocka_unit_test(pour__that_fails_halfway_leaves_nothing),
        cmocka_unit_test(pour__tells_what_failed_before_it),
        cmocka_unit_test(pour__fails_when_a_test_wants_it),
        cmocka_unit_test(pour__refuses_a_text_for_a_number),
        cmocka_unit_test(pour__is_one_statement_to_who_watches),
        cmocka_unit_test(add__is_seen_by_what_is_asked_next),
        cmocka_unit_test(add__counts_on_from_the_largest),
        cmocka_unit_test(add__goes_with_its_savepoint),
        cmocka_unit_test(add__that_fails_keeps_nothing),
        cmocka_unit_test(add__counts_as_a_statement_each),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

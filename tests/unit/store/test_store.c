#include "fixture.h"
#include "store/query.h"

#include <poll.h>

static const char *const no_path = NULL;

static void open__absent_file_is_said(void **state) {
    (void)state;
    struct folder f = folder_make();
    struct store *s;
    const char *reason = NULL;
    assert_int_equal(store_open(&(struct store_options){.path = f.file}, &s, &reason),
                     ERR_ABSENT);
    assert_null(s);
    assert_non_null(reason);
    assert_int_equal(
        store_open(&(struct store_options){.path = f.file, .read_only = true}, &s, &reason),
        ERR_ABSENT);
    folder_remove(&f);
}

static void open__a_file_that_is_no_database_is_corrupt(void **state) {
    (void)state;
    struct folder f = folder_make();
    struct store *s;
    FILE *file = fopen(f.file, "w");
    for (int i = 0; i < 1000; i++)
        fputs("this is a letter to a friend\n", file);
    fclose(file);
    assert_int_equal(store_open(&(struct store_options){.path = f.file}, &s, NULL),
                     ERR_CORRUPT);
    assert_null(s);
    folder_remove(&f);
}

static void values__come_back_as_they_were(void **state) {
    (void)state;
    struct store *s = store_made(no_path);
    static const char nul[] = "a\0b";
    struct value given[] = {
        v_null(),
        v_int(INT64_MIN),
        v_int(INT64_MAX),
        v_text(STR("سلام")),
        v_text(STR("")),
        v_bytes(str_n(NULL, 0)),
        v_bytes(str_n(nul, 3)),
    };
    enum { COUNT = sizeof given / sizeof *given };
    struct rows rows;
    assert_int_equal(store_query(store_reader(s), SQL("SELECT ?1,?2,?3,?4,?5,?6,?7"),
                                 (struct bind){given, COUNT}, &rows),
                     OK);
    assert_true(rows_next(&rows));
    assert_int_equal(rows_columns(&rows), COUNT);
    for (int i = 0; i < COUNT; i++)
        assert_true(value_eq(rows_value(&rows, i), given[i]));
    assert_true(rows_null(&rows, 0));
    assert_false(rows_null(&rows, 4));
    assert_false(rows_next(&rows));
    assert_int_equal(rows_done(&rows), OK);
    store_close(s);
}

static void query__the_same_twice_at_once(void **state) {
    (void)state;
    struct store *s = store_of_things(no_path);
    for (int i = 1; i <= 5; i++)
        assert_int_equal(thing_add(s, i, letter(i)), OK);
    const struct sql sql = SQL("SELECT id FROM thing WHERE id > ?1 ORDER BY id");
    struct rows outer, inner;
    int pairs = 0;
    assert_int_equal(store_query(store_reader(s), sql, BIND(v_int(0)), &outer), OK);
    while (rows_next(&outer)) {
        int64_t id = rows_int(&outer, 0);
        assert_int_equal(store_query(store_reader(s), sql, BIND(v_int(id)), &inner), OK);
        while (rows_next(&inner)) {
            assert_true(rows_int(&inner, 0) > id);
            pairs++;
        }
        assert_int_equal(rows_done(&inner), OK);
        assert_int_equal(rows_int(&outer, 0), id);
    }
    assert_int_equal(rows_done(&outer), OK);
    assert_int_equal(pairs, 10);
    store_close(s);
}

static void query__asked_first_and_read_later(void **state) {
    (void)state;
    enum { ASKED = 8 };
    struct store *s = store_of_things(no_path);
    struct rows rows[ASKED];
    for (int i = 0; i < ASKED; i++)
        assert_int_equal(thing_add(s, i, letter(i)), OK);
    assert_int_equal(store_begin_read(s), OK);
    for (int i = 0; i < ASKED; i++)
        assert_int_equal(store_query(store_reader(s),
                                     SQL("SELECT name FROM thing WHERE id = ?1"),
                                     BIND(v_int(i)), &rows[i]),
                         OK);
    assert_int_equal(rows_done(&rows[0]), OK); /* its answer is not wanted any more */
    for (int i = ASKED - 1; i > 0; i--) {
        assert_true(rows_next(&rows[i]));
        assert_true(str_eq(rows_text(&rows[i], 0), letter(i)));
        assert_false(rows_next(&rows[i]));
        assert_int_equal(rows_done(&rows[i]), OK);
    }
    store_end_read(s);
    assert_int_equal(things(s), ASKED);
    store_close(s);
}

static void ask_number(struct store *s, struct arena *mem, int n) {
    struct query q = query_in(mem);
    struct rows rows;
    query_add(&q, SQL("SELECT "));
    query_number(&q, n);
    assert_int_equal(query_run(store_reader(s), &q, &rows), OK);
    assert_true(rows_next(&rows));
    assert_int_equal(rows_int(&rows, 0), n);
    assert_int_equal(rows_done(&rows), OK);
}

/* More than are kept prepared: a transaction to read begins well where one is given back. */
static void query__more_different_ones_than_are_kept(void **state) {
    (void)state;
    enum { DIFFERENT = 300 };
    struct store *s = store_of_things(no_path);
    struct arena *mem = arena_create();
    for (int i = 0; i < DIFFERENT; i++)
        ask_number(s, mem, i);
    assert_int_equal(store_begin_read(s), OK);
    ask_number(s, mem, DIFFERENT);
    store_end_read(s);
    arena_free(mem);
    store_close(s);
}

/* In a group the requests before and after one that failed stay. */
static void send__that_fails_is_known_when_the_savepoint_ends(void **state) {
    (void)state;
    struct store *s = store_of_things(no_path);
    assert_int_equal(store_begin(s), OK);
    for (int i = 1; i <= 3; i++) {
        int64_t id = i == 2 ? 1 : i; /* the second has the first one's */
        assert_int_equal(store_savepoint(s), OK);
        enum err err = thing_send(s, id, letter(i));
        if (err != OK)
            store_savepoint_undo(s);
        else
            err = store_savepoint_keep(s);
        assert_int_equal(err, i == 2 ? ERR_CONFLICT : OK);
    }
    assert_int_equal(store_commit(s), OK);
    assert_int_equal(things(s), 2);
    store_close(s);
}

/* Three requests of a group, of which the second has the first one's identifier; nobody waits
 * for what they write. */
static enum err write_trusted(struct store *s, enum err *out_met) {
    assert_int_equal(store_begin(s), OK);
    for (int i = 1; i <= 3; i++) {
        enum err err = store_savepoint(s);
        if (err == OK) err = thing_send(s, i == 2 ? 1 : i, letter(i));
        if (err == OK) err = store_savepoint_trust(s);
        if (err != OK) store_savepoint_undo(s);
        if (*out_met == OK) *out_met = err;
    }
    return store_commit(s);
}

/* It fails alone where it is heard of at once; else all are told, and none is there. */
static void send__that_fails_where_it_was_trusted_keeps_nothing_untold(void **state) {
    (void)state;
    struct store *s = store_of_things(no_path);
    enum err met = OK, end = write_trusted(s, &met);
    assert_int_equal(met == OK ? end : met, ERR_CONFLICT);
    assert_int_equal(things(s), end == OK ? 2 : 0);
    assert_int_equal(store_begin(s), OK); /* and the next transaction is like any other */
    assert_int_equal(thing_add(s, 9, letter(9)), OK);
    assert_int_equal(store_commit(s), OK);
    assert_int_equal(things(s), end == OK ? 3 : 1);
    store_close(s);
}

/* Undoing one that came later does not hide it. */
static void send__that_fails_where_it_was_trusted_outlives_an_undo(void **state) {
    (void)state;
    struct store *s = store_of_things(no_path);
    assert_int_equal(thing_add(s, 1, letter(1)), OK);
    assert_int_equal(store_begin(s), OK);
    assert_int_equal(store_savepoint(s), OK);
    enum err met = thing_send(s, 1, letter(2));
    if (met == OK) met = store_savepoint_trust(s);
    if (met == OK && (met = store_savepoint(s)) == OK) (void)thing_send(s, 3, letter(3));
    store_savepoint_undo(s);
    enum err end = store_commit(s);
    assert_int_equal(met == OK ? end : met, ERR_CONFLICT);
    assert_int_equal(things(s), 1);
    store_close(s);
}

static void send__that_fails_takes_the_transaction_with_it(void **state) {
    (void)state;
    struct store *s = store_of_things(no_path);
    int64_t n;
    assert_int_equal(store_begin(s), OK);
    assert_int_equal(thing_send(s, 1, STR("one")), OK);
    enum err err = thing_send(s, 1, STR("two"));
    if (err == OK)
        err = store_int(store_reader(s), SQL("SELECT count(*) FROM thing"), BIND_NONE, &n);
    assert_int_equal(err, ERR_CONFLICT);
    store_rollback(s);
    assert_int_equal(things(s), 0);
    store_close(s);
}

static void send__that_fails_is_told_by_the_commit(void **state) {
    (void)state;
    struct store *s = store_of_things(no_path);
    assert_int_equal(store_begin(s), OK);
    assert_int_equal(thing_send(s, 1, STR("one")), OK);
    enum err err = thing_send(s, 1, STR("two"));
    if (err == OK) err = store_commit(s);
    assert_int_equal(err, ERR_CONFLICT);
    store_rollback(s);
    assert_int_equal(things(s), 0);
    assert_int_equal(thing_add(s, 1, STR("again")), OK);
    assert_int_equal(things(s), 1);
    store_close(s);
}

static void send__more_than_are_on_their_way_at_once(void **state) {
    (void)state;
    enum { MANY = 1000 };
    struct store *s = store_of_things(no_path);
    assert_int_equal(store_begin(s), OK);
    for (int i = 0; i < MANY; i++)
        assert_int_equal(store_send(store_writer(s),
                                    SQL("INSERT INTO thing (id) VALUES (?1)"),
                                    BIND(v_int(i))),
                         OK);
    assert_int_equal(things(s), MANY);
    assert_int_equal(store_commit(s), OK);
    assert_int_equal(things(s), MANY);
    store_close(s);
}

static void query__other_text_at_the_same_address(void **state) {
    (void)state;
    struct store *s = store_of_things(no_path);
    char text[] = "SELECT 1";
    int64_t n;
    for (char digit = '1'; digit <= '9'; digit++) {
        text[7] = digit;
        assert_int_equal(store_int(store_reader(s), (struct sql){text}, BIND_NONE, &n), OK);
        assert_int_equal(n, digit - '0');
    }
    store_close(s);
}

static void query__more_texts_than_are_kept(void **state) {
    (void)state;
    struct store *s = store_of_things(no_path);
    char text[64];
    for (int round = 0; round < 2; round++)
        for (int i = 0; i < 700; i++) {
            int64_t n;
            snprintf(text, sizeof text, "SELECT %d + ?1", i);
            assert_int_equal(
                store_int(store_reader(s), (struct sql){text}, BIND(v_int(1)), &n), OK);
            assert_int_equal(n, i + 1);
        }
    store_close(s);
}

static void query__too_many_open_is_a_limit(void **state) {
    (void)state;
    struct store *s = store_of_things(no_path);
    static struct rows rows[400];
    enum err err = OK;
    int n = 0;
    while (n < 400 && err == OK)
        err = store_query(store_reader(s), SQL("SELECT 1"), BIND_NONE, &rows[n++]);
    assert_int_equal(err, ERR_LIMIT);
    for (int i = 0; i < n - 1; i++)
        assert_int_equal(rows_done(&rows[i]), OK);
    assert_int_equal(rows_done(&rows[n - 1]), ERR_LIMIT);
    assert_int_equal(things(s), 0);
    store_close(s);
}

static void exec__broken_unique_is_a_conflict(void **state) {
    (void)state;
    struct store *s = store_of_things(no_path);
    assert_int_equal(thing_add(s, 1, STR("one")), OK);
    assert_int_equal(thing_add(s, 2, STR("one")), ERR_CONFLICT);
    assert_non_null(strstr(store_message(s), "name"));
    assert_int_equal(thing_add(s, 1, STR("two")), ERR_CONFLICT);
    assert_int_equal(things(s), 1);
    store_close(s);
}

static void exec__wrong_sql_is_a_failure_with_a_message(void **state) {
    (void)state;
    struct store *s = store_of_things(no_path);
    struct rows rows;
    assert_int_equal(
        store_query(store_reader(s), SQL("SELECT nothing FROM thing"), BIND_NONE, &rows),
        ERR_STORE);
    assert_non_null(strstr(store_message(s), "nothing"));
    assert_false(rows_next(&rows));
    assert_int_equal(rows_done(&rows), ERR_STORE);
    store_close(s);
}

static void small_questions__without_a_row(void **state) {
    (void)state;
    struct store *s = store_of_things(no_path);
    struct arena *mem = arena_create();
    struct reader *r = store_reader(s);
    const struct sql sql = SQL("SELECT name FROM thing WHERE id = ?1");
    int64_t n = 7;
    struct str text = STR("before");
    bool there = true;
    assert_int_equal(store_int(r, sql, BIND(v_int(1)), &n), ERR_ABSENT);
    assert_int_equal(n, 0);
    assert_int_equal(store_text(r, mem, sql, BIND(v_int(1)), &text), ERR_ABSENT);
    assert_str(text, "");
    assert_int_equal(store_exists(r, sql, BIND(v_int(1)), &there), OK);
    assert_false(there);
    assert_int_equal(thing_add(s, 1, STR("یک")), OK);
    assert_int_equal(store_changes(store_writer(s)), 1);
    assert_int_equal(store_text(r, mem, sql, BIND(v_int(1)), &text), OK);
    assert_str(text, "یک");
    assert_int_equal(store_exists(r, sql, BIND(v_int(1)), &there), OK);
    assert_true(there);
    arena_free(mem);
    store_close(s);
}

static void transaction__rollback_forgets_and_closes(void **state) {
    (void)state;
    struct store *s = store_of_things(no_path);
    struct rows left_open;
    assert_int_equal(store_begin(s), OK);
    assert_int_equal(thing_add(s, 1, STR("one")), OK);
    assert_int_equal(
        store_query(store_reader(s), SQL("SELECT id FROM thing"), BIND_NONE, &left_open),
        OK);
    assert_true(rows_next(&left_open));
    store_rollback(s);
    store_rollback(s);
    assert_int_equal(things(s), 0);
    store_close(s);
}

static void savepoint__undoes_one_request_of_a_group(void **state) {
    (void)state;
    struct store *s = store_of_things(no_path);
    assert_int_equal(store_begin(s), OK);
    for (int i = 1; i <= 4; i++) {
        assert_int_equal(store_savepoint(s), OK);
        assert_int_equal(thing_add(s, i, letter(i)), OK);
        if (i % 2)
            assert_int_equal(store_savepoint_keep(s), OK);
        else
            store_savepoint_undo(s);
    }
    assert_int_equal(store_commit(s), OK);
    assert_int_equal(things(s), 2);
    store_close(s);
}

static void savepoint__inside_another_ends_alone(void **state) {
    (void)state;
    struct store *s = store_of_things(no_path);
    assert_int_equal(store_begin(s), OK);
    assert_int_equal(store_savepoint(s), OK);
    for (int i = 1; i <= 4; i++) {
        assert_int_equal(store_savepoint(s), OK);
        assert_int_equal(thing_add(s, i, letter(i)), OK);
        if (i % 2)
            assert_int_equal(store_savepoint_keep(s), OK);
        else
            store_savepoint_undo(s);
    }
    assert_int_equal(things(s), 2);
    store_savepoint_undo(s); /* takes back what was kept inside it */
    assert_int_equal(store_commit(s), OK);
    assert_int_equal(things(s), 0);
    store_close(s);
}

static void savepoint__that_cannot_be_kept_is_undone(void **state) {
    (void)state;
    struct store *s = store_of_things(no_path);
    assert_int_equal(store_begin(s), OK);
    assert_int_equal(store_savepoint(s), OK);
    assert_int_equal(thing_add(s, 1, letter(1)), OK);
    store_fail_at(s, 1);
    assert_int_equal(store_savepoint_keep(s), ERR_STORE);
    assert_int_equal(store_commit(s), OK);
    assert_int_equal(things(s), 0);
    store_close(s);
}

static void seat__is_no_other_writers(void **state) {
    (void)state;
    struct store *s[3];
    const char *path = scratch_path();
    if (!path) return; /* a file has one program that writes */
    for (int i = 0; i < 3; i++) {
        s[i] = store_made(path);
        assert_in_range(store_seat(s[i]), 0, STORE_SEATS - 1);
    }
    assert_int_not_equal(store_seat(s[0]), store_seat(s[1]));
    assert_int_not_equal(store_seat(s[1]), store_seat(s[2]));
    assert_int_not_equal(store_seat(s[2]), store_seat(s[0]));
    for (int i = 0; i < 3; i++)
        store_close(s[i]);
}

static bool comes(struct store *s, int wait_ms) {
    struct pollfd ear = {.fd = store_ear(s), .events = POLLIN};
    bool news = false;
    if (poll(&ear, 1, wait_ms) > 0) assert_int_equal(store_hear(s, &news), OK);
    return news;
}

static void news__are_those_of_others(void **state) {
    (void)state;
    enum { SOON_MS = 5000, ENOUGH_MS = 100 };
    const char *path = scratch_path();
    if (!path) return; /* a file has one program that writes */
    struct store *here = store_made(path), *there = store_made(path);
    assert_int_equal(store_listen(here), OK);
    assert_int_equal(store_listen(there), OK);
    assert_int_equal(store_tell(there), OK);
    assert_true(comes(here, SOON_MS));
    assert_false(comes(here, ENOUGH_MS));
    assert_false(comes(there, ENOUGH_MS)); /* one's own is none */
    store_close(here);
    store_close(there);
}

static void news__of_a_file_are_nobodys(void **state) {
    (void)state;
    struct store *s = store_made(no_path);
    assert_int_equal(store_tell(s), OK);
    assert_false(store_is_shared("organisation.db"));
    assert_true(store_is_shared("postgresql://somewhere/records"));
    store_close(s);
}

static void reader__sees_one_view(void **state) {
    (void)state;
    struct folder f = folder_make();
    struct store *w = store_of_things(f.file), *r;
    assert_int_equal(
        store_open(&(struct store_options){.path = f.file, .read_only = true}, &r, NULL),
        OK);
    assert_int_equal(store_begin_read(r), OK);
    assert_int_equal(things(r), 0);
    assert_int_equal(thing_add(w, 1, STR("one")), OK);
    assert_int_equal(things(r), 0);
    store_end_read(r);
    assert_int_equal(things(r), 1);
    store_close(r);
    store_close(w);
    folder_remove(&f);
}

static void fail_at__every_statement_leaves_nothing_half_written(void **state) {
    (void)state;
    struct store *s = store_of_things(no_path);
    enum err err = ERR_STORE;
    int n = 0;
    while (err != OK) {
        store_fail_at(s, ++n);
        err = store_begin(s);
        if (err == OK) err = store_savepoint(s);
        if (err == OK) err = thing_add(s, 1, STR("one"));
        if (err == OK) err = thing_add(s, 2, STR("two"));
        if (err == OK) err = store_savepoint_keep(s);
        if (err == OK) err = store_commit(s);
        store_rollback(s);
        store_fail_at(s, 0);
        assert_int_equal(things(s), err == OK ? 2 : 0);
    }
    assert_int_equal(n, 7);
    store_close(s);
}

static void a_full_disk__undoes_the_statement(void **state) {
    (void)state;
    struct folder f = folder_make();
    struct store *s = store_of_things(f.file);
    int64_t n;
    assert_int_equal(
        store_int(store_reader(s), SQL("PRAGMA max_page_count(8)"), BIND_NONE, &n), OK);
    assert_int_equal(store_begin(s), OK);
    assert_int_equal(thing_add(s, 1, STR("one")), OK);
    assert_int_equal(store_exec(store_writer(s),
                                SQL("UPDATE thing SET note = zeroblob(1000000)"),
                                BIND_NONE),
                     ERR_FULL);
    assert_int_equal(store_commit(s), OK);
    assert_int_equal(
        store_int(store_reader(s), SQL("SELECT count(note) FROM thing"), BIND_NONE, &n),
        OK);
    assert_int_equal(n, 0);
    assert_int_equal(things(s), 1);
    store_close(s);
    folder_remove(&f);
}

/* As SQLite does by itself after some failures of the disk. */
static void a_lost_transaction__takes_nothing_more(void **state) {
    (void)state;
    struct store *s = store_of_things(no_path);
    assert_int_equal(store_begin(s), OK);
    assert_int_equal(thing_add(s, 1, STR("one")), OK);
    assert_int_equal(store_exec(store_writer(s), SQL("ROLLBACK"), BIND_NONE), OK);
    assert_int_not_equal(thing_add(s, 2, STR("two")), OK);
    assert_int_not_equal(store_savepoint(s), OK);
    assert_int_not_equal(store_commit(s), OK);
    assert_int_equal(things(s), 0);
    assert_int_equal(store_begin(s), OK);
    assert_int_equal(store_commit(s), OK);
    store_close(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(open__absent_file_is_said),
        cmocka_unit_test(open__a_file_that_is_no_database_is_corrupt),
        cmocka_unit_test(values__come_back_as_they_were),
        cmocka_unit_test(query__the_same_twice_at_once),
        cmocka_unit_test(query__asked_first_and_read_later),
        cmocka_unit_test(query__more_different_ones_than_are_kept),
        cmocka_unit_test(send__that_fails_is_known_when_the_savepoint_ends),
        cmocka_unit_test(send__that_fails_where_it_was_trusted_keeps_nothing_untold),
        cmocka_unit_test(send__that_fails_where_it_was_trusted_outlives_an_undo),
        cmocka_unit_test(send__that_fails_takes_the_transaction_with_it),
        cmocka_unit_test(send__that_fails_is_told_by_the_commit),
        cmocka_unit_test(send__more_than_are_on_their_way_at_once),
        cmocka_unit_test(query__other_text_at_the_same_address),
        cmocka_unit_test(query__more_texts_than_are_kept),
        cmocka_unit_test(query__too_many_open_is_a_limit),
        cmocka_unit_test(exec__broken_unique_is_a_conflict),
        cmocka_unit_test(exec__wrong_sql_is_a_failure_with_a_message),
        cmocka_unit_test(small_questions__without_a_row),
        cmocka_unit_test(transaction__rollback_forgets_and_closes),
        cmocka_unit_test(savepoint__undoes_one_request_of_a_group),
        cmocka_unit_test(savepoint__inside_another_ends_alone),
        cmocka_unit_test(savepoint__that_cannot_be_kept_is_undone),
        cmocka_unit_test(seat__is_no_other_writers),
        cmocka_unit_test(news__are_those_of_others),
        cmocka_unit_test(news__of_a_file_are_nobodys),
        cmocka_unit_test(reader__sees_one_view),
        cmocka_unit_test(fail_at__every_statement_leaves_nothing_half_written),
        cmocka_unit_test(a_full_disk__undoes_the_statement),
        cmocka_unit_test(a_lost_transaction__takes_nothing_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

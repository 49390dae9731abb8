#include "fixture.h"
#include "store/copy.h"

enum { THINGS = 2345 }; /* several batches, the last one short */

static struct store *many_things(void) {
    struct store *s = store_of_things(NULL);
    assert_int_equal(store_begin(s), OK);
    for (int i = 0; i < THINGS; i++) {
        struct value note = i % 3 ? v_null() : v_bytes(str_n("a\0b", (size_t)(i % 4)));
        char name[16];
        snprintf(name, sizeof name, "نام %d", i);
        assert_int_equal(store_exec(store_writer(s),
                                    SQL("INSERT INTO thing (id, name, note)"
                                        " VALUES (?1, ?2, ?3)"),
                                    BIND(v_int(i * 7 - 5000), v_text(str_of(name)), note)),
                         OK);
    }
    assert_int_equal(store_commit(s), OK);
    return s;
}

static struct table_sum sum(struct store *s) {
    struct table_sum out;
    assert_int_equal(copy_sum(store_reader(s), STR("thing"), &out), OK);
    return out;
}

static bool same(const struct table_sum *a, const struct table_sum *b) {
    return a->rows == b->rows && str_eq(sha256_str(&a->digest), sha256_str(&b->digest));
}

static bool count_rows(void *self, int64_t rows) {
    *(int64_t *)self += rows;
    return true;
}

static bool refuse(void *self, int64_t rows) {
    (void)self, (void)rows;
    return false;
}

static enum err copy_things(struct store *from, struct store *to, copy_told *told) {
    struct table_sum read;
    return copy_table(store_reader(from), to, STR("thing"), told, NULL, &read);
}

static void copy__gives_the_same_rows(void **state) {
    (void)state;
    struct store *from = many_things(), *to = store_of_things(NULL);
    struct table_sum read;
    int64_t told = 0;
    assert_int_equal(thing_add(to, 1, STR("was there before")), OK);
    assert_int_equal(
        copy_table(store_reader(from), to, STR("thing"), count_rows, &told, &read), OK);
    struct table_sum a = sum(from), b = sum(to);
    assert_int_equal(told, THINGS);
    assert_int_equal(a.rows, THINGS);
    assert_true(same(&a, &b));
    assert_true(same(&a, &read));
    store_close(from);
    store_close(to);
}

static void copy__brings_what_no_definition_has_any_more(void **state) {
    (void)state;
    struct store *from = many_things(), *to = store_of_things(NULL);
    assert_int_equal(store_exec(store_writer(from),
                                SQL("ALTER TABLE thing ADD COLUMN old TEXT"), BIND_NONE),
                     OK);
    assert_int_equal(
        store_exec(store_writer(from), SQL("UPDATE thing SET old = 'x'"), BIND_NONE), OK);
    assert_int_equal(copy_things(from, to, NULL), OK);
    struct table_sum a = sum(from), b = sum(to);
    assert_true(same(&a, &b));
    assert_int_equal(schema_rename_table(store_writer(to), STR("thing"), STR("other")), OK);
    assert_int_equal(copy_things(from, to, NULL), OK);
    b = sum(to);
    assert_true(same(&a, &b));
    store_close(from);
    store_close(to);
}

static void copy__stopped_goes_again_from_the_beginning(void **state) {
    (void)state;
    struct store *from = many_things(), *to = store_of_things(NULL);
    assert_int_equal(copy_things(from, to, refuse), ERR_BUSY);
    assert_int_equal(things(to), 0);
    assert_int_equal(copy_things(from, to, NULL), OK);
    struct table_sum a = sum(from), b = sum(to);
    assert_true(same(&a, &b));
    store_close(from);
    store_close(to);
}

static void sum__sees_one_value(void **state) {
    (void)state;
    struct store *s = many_things();
    struct table_sum before = sum(s);
    assert_int_equal(store_exec(store_writer(s),
                                SQL("UPDATE thing SET note = ?1 WHERE id = -4979"),
                                BIND(v_bytes(STR("x")))),
                     OK);
    struct table_sum after = sum(s);
    assert_int_equal(before.rows, after.rows);
    assert_false(same(&before, &after));
    store_close(s);
}

static void tables__are_named(void **state) {
    (void)state;
    struct store *s = store_of_things(NULL);
    struct arena *mem = arena_create();
    struct str *names;
    int count;
    assert_int_equal(copy_tables(store_reader(s), mem, &names, &count), OK);
    assert_int_equal(count, 1);
    assert_true(str_is(names[0], "thing"));
    arena_free(mem);
    store_close(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(copy__gives_the_same_rows),
        cmocka_unit_test(copy__brings_what_no_definition_has_any_more),
        cmocka_unit_test(copy__stopped_goes_again_from_the_beginning),
        cmocka_unit_test(sum__sees_one_value),
        cmocka_unit_test(tables__are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

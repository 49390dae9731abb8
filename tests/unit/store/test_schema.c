#include "fixture.h"
#include "store/driver.h"
#include "store/schema.h"

static const struct column columns[] = {
    {STR_INIT("party"), COLUMN_INT, true},
    {STR_INIT("id"), COLUMN_INT, true},
    {STR_INIT("order"), COLUMN_TEXT, true},
    {STR_INIT("photo"), COLUMN_BYTES, false},
};
static const struct str by_party[] = {STR_INIT("party"), STR_INIT("id")};
static const struct str by_order[] = {STR_INIT("order"), STR_INIT("id DESC")};
static const struct str by_photo[] = {STR_INIT("photo")};

static int64_t count(struct store *s, struct sql sql) {
    int64_t n = -1;
    assert_int_equal(store_int(store_reader(s), sql, BIND_NONE, &n), OK);
    return n;
}

/* How many indexes of table `name` the engine knows whose names begin so. */
static int indexes(struct store *s, const char *name, const char *beginning) {
    struct rows rows;
    int n = 0;
    assert_int_equal(store_query(store_reader(s), s->driver->dialect->indexes,
                                 BIND(v_text(str_of(name))), &rows),
                     OK);
    while (rows_next(&rows))
        n += str_starts(rows_text(&rows, 0), str_of(beginning));
    assert_int_equal(rows_done(&rows), OK);
    return n;
}

static void apply(struct store *s, const struct table *t) {
    enum err err = schema_apply(store_writer(s), t);
    if (err != OK) fail_msg("%s", store_message(s));
}

/* Visits of customers, with the first of the columns. */
static struct table visits(int column_count, const struct index *defined, int index_count) {
    return (struct table){.name = STR("visit"),
                          .columns = columns,
                          .column_count = column_count,
                          .key = by_party,
                          .key_count = 2,
                          .clustered = true,
                          .indexes = defined,
                          .index_count = index_count};
}

static void apply__makes_and_then_adds_what_is_lacking(void **state) {
    (void)state;
    struct store *s = store_made(NULL);
    struct table t = visits(2, NULL, 0);
    bool there;
    int lacks;
    assert_int_equal(schema_lacks(store_reader(s), &t, &there, &lacks), OK);
    assert_false(there);
    assert_int_equal(lacks, 2);
    apply(s, &t);
    assert_int_equal(
        store_exec(store_writer(s), SQL("INSERT INTO visit VALUES (1, 2)"), BIND_NONE), OK);
    t.column_count = 4;
    assert_int_equal(schema_lacks(store_reader(s), &t, &there, &lacks), OK);
    assert_true(there);
    assert_int_equal(lacks, 2);
    apply(s, &t);
    apply(s, &t);
    assert_int_equal(schema_lacks(store_reader(s), &t, &there, &lacks), OK);
    assert_int_equal(lacks, 0);
    assert_int_equal(
        count(s, SQL("SELECT count(*) FROM visit WHERE \"order\" = '' AND photo IS NULL")),
        1);
    assert_int_equal(store_exec(store_writer(s),
                                SQL("INSERT INTO visit VALUES (1, 2, 'x', NULL)"),
                                BIND_NONE),
                     ERR_CONFLICT);
    store_close(s);
}

static void apply__a_single_id_is_the_rowid(void **state) {
    (void)state;
    if (scratch_server()) skip(); /* SQLite alone has rowids */
    struct store *s = store_made(NULL);
    apply(s, &(struct table){.name = STR("party"),
                             .columns = columns + 1,
                             .column_count = 2,
                             .key = by_party + 1,
                             .key_count = 1});
    assert_int_equal(
        store_exec(store_writer(s), SQL("INSERT INTO party VALUES (77, 'x')"), BIND_NONE),
        OK);
    assert_int_equal(count(s, SQL("SELECT rowid FROM party")), 77);
    store_close(s);
}

static void apply__indexes_follow_their_definition(void **state) {
    (void)state;
    struct store *s = store_made(NULL);
    struct index defined[] = {{STR("visit_order"), by_order, 2, false},
                              {STR("visit_photo"), by_photo, 1, true}};
    struct table t = visits(4, defined, 2);
    apply(s, &t);
    assert_int_equal(store_exec(store_writer(s),
                                SQL("CREATE INDEX by_hand ON visit (photo)"), BIND_NONE),
                     OK);
    assert_int_equal(indexes(s, "visit", "ix_"), 2);
    defined[1].unique = false;
    apply(s, &t);
    assert_int_equal(indexes(s, "visit", "ix_"), 2);
    for (int id = 1; id <= 2; id++) /* the same photo twice */
        assert_int_equal(store_exec(store_writer(s),
                                    SQL("INSERT INTO visit VALUES (1, ?1, '', ?2)"),
                                    BIND(v_int(id), v_bytes(STR("same")))),
                         OK);
    t.index_count = 1;
    apply(s, &t);
    assert_int_equal(indexes(s, "visit", "ix_"), 1);
    assert_int_equal(indexes(s, "visit", "by_hand"), 1);
    store_close(s);
}

static void expect__drops_what_tidy_makes_again(void **state) {
    (void)state;
    struct store *s = store_made(NULL);
    struct writer *w = store_writer(s);
    const struct index defined[] = {{STR("visit_order"), by_order, 2, false},
                                    {STR("visit_photo"), by_photo, 1, false},
                                    {STR("visit_once"), by_photo, 1, true}};
    const struct table t = visits(4, defined, 3);
    apply(s, &t);
    assert_int_equal(schema_expect(w, &t, by_photo, 1), OK);
    assert_int_equal(indexes(s, "visit", "ix_"), 2); /* the kept one and the unique one */
    assert_int_equal(schema_expect(w, &t, NULL, 0), OK);
    assert_int_equal(indexes(s, "visit", "ix_"), 1);
    assert_int_equal(schema_tidy(w, &t), OK);
    assert_int_equal(indexes(s, "visit", "ix_"), 2);
    assert_int_equal(schema_tidy(w, &t), OK);
    assert_int_equal(schema_tidy(w, &t), ERR_ABSENT);
    assert_int_equal(indexes(s, "visit", "ix_"), 3);
    schema_expect(w, &t, NULL, 0);
    apply(s, &t); /* as the next start does */
    assert_int_equal(indexes(s, "visit", "ix_"), 3);
    store_close(s);
}

static void rename__keeps_the_rows(void **state) {
    (void)state;
    struct store *s = store_of_things(NULL);
    struct writer *w = store_writer(s);
    assert_int_equal(thing_add(s, 1, STR("one")), OK);
    assert_int_equal(schema_rename_column(w, STR("thing"), STR("name"), STR("title")), OK);
    assert_int_equal(schema_rename_table(w, STR("thing"), STR("item")), OK);
    assert_int_equal(count(s, SQL("SELECT count(title) FROM item")), 1);
    store_close(s);
}

static void drop_column__keeps_the_rest(void **state) {
    (void)state;
    struct store *s = store_of_things(NULL);
    struct writer *w = store_writer(s);
    assert_int_equal(thing_add(s, 1, STR("one")), OK);
    assert_int_equal(schema_drop_column(w, STR("thing"), STR("note")), OK);
    assert_int_equal(schema_drop_column(w, STR("thing"), STR("note")), OK);
    assert_int_equal(schema_drop_column(w, STR("nothing"), STR("note")), OK);
    assert_int_equal(count(s, SQL("SELECT count(name) FROM thing")), 1);
    assert_int_equal(store_exec(w, SQL("UPDATE thing SET note = NULL"), BIND_NONE),
                     ERR_STORE);
    store_close(s);
}

static enum err step_one(struct writer *w) {
    return store_exec(w, SQL("CREATE TABLE step (n INTEGER)"), BIND_NONE);
}
static enum err step_two(struct writer *w) {
    return store_exec(w, SQL("INSERT INTO step VALUES (2)"), BIND_NONE);
}
static enum err step_bad(struct writer *w) {
    return store_exec(w, SQL("INSERT INTO nowhere VALUES (2)"), BIND_NONE);
}

static void migrate__each_step_once(void **state) {
    (void)state;
    static const struct migration list[] = {{1, "one", step_one}, {5, "two", step_two}};
    struct store *s = store_made(NULL);
    struct writer *w = store_writer(s);
    assert_int_equal(schema_migrate(w, list, 1), OK);
    assert_int_equal(schema_migrate(w, list, 2), OK);
    assert_int_equal(schema_migrate(w, list, 2), OK);
    assert_int_equal(count(s, SQL("SELECT count(*) FROM step")), 1);
    assert_int_equal(schema_migrate(w, list, 1), ERR_CONFLICT);
    store_close(s);
}

static void migrate__a_failing_step_is_not_remembered(void **state) {
    (void)state;
    static const struct migration list[] = {{1, "one", step_one}, {2, "bad", step_bad}};
    struct store *s = store_made(NULL);
    assert_int_equal(store_begin(s), OK);
    assert_int_equal(schema_migrate(store_writer(s), list, 2), ERR_STORE);
    store_rollback(s);
    static const struct column number = {STR_INIT("number"), COLUMN_INT, true};
    const struct table migration = {
        .name = STR("migration"), .columns = &number, .column_count = 1};
    bool there = true;
    int lacking;
    assert_int_equal(schema_lacks(store_reader(s), &migration, &there, &lacking), OK);
    assert_false(there);
    store_close(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(apply__makes_and_then_adds_what_is_lacking),
        cmocka_unit_test(apply__a_single_id_is_the_rowid),
        cmocka_unit_test(apply__indexes_follow_their_definition),
        cmocka_unit_test(expect__drops_what_tidy_makes_again),
        cmocka_unit_test(rename__keeps_the_rows),
        cmocka_unit_test(drop_column__keeps_the_rest),
        cmocka_unit_test(migrate__each_step_once),
        cmocka_unit_test(migrate__a_failing_step_is_not_remembered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "fixture.h"
#include "store/files.h"
#include "store/sqlite/memory_vfs.h"

static const char path[] = "replica";

static void files__stay_in_memory_between_connections(void **state) {
    (void)state;
    struct store *s = store_of_things(path), *second;
    assert_int_equal(store_begin(s), OK);
    for (int i = 1; i <= 3000; i++)
        assert_int_equal(
            store_exec(store_writer(s),
                       SQL("INSERT INTO thing (id, note) VALUES (?1, zeroblob(100))"),
                       BIND(v_int(i))),
            OK);
    assert_int_equal(store_commit(s), OK);
    assert_int_equal(store_open(&(struct store_options){.path = path}, &second, NULL),
                     ERR_BUSY);
    store_close(s);
    assert_int_equal(access(path, F_OK), -1);
    s = store_made(path);
    assert_int_equal(things(s), 3000);
    assert_int_equal(store_begin(s), OK);
    assert_int_equal(store_exec(store_writer(s), SQL("DELETE FROM thing"), BIND_NONE), OK);
    store_rollback(s);
    assert_int_equal(things(s), 3000);
    assert_int_equal(store_exec(store_writer(s), SQL("DELETE FROM thing"), BIND_NONE), OK);
    assert_int_equal(store_exec(store_writer(s), SQL("VACUUM"), BIND_NONE), OK);
    struct arena *mem = arena_create();
    struct str problems;
    assert_int_equal(store_integrity(s, mem, &problems), OK);
    assert_str(problems, "");
    arena_free(mem);
    store_close(s);
}

static void backup__between_files_in_memory(void **state) {
    (void)state;
    struct store *s = store_of_things("first");
    assert_int_equal(thing_add(s, 1, STR("one")), OK);
    assert_int_equal(store_backup(s, "copy", NULL, NULL), OK);
    assert_int_equal(store_backup(s, "copy", NULL, NULL), ERR_CONFLICT);
    store_close(s);
    s = store_made("copy");
    assert_int_equal(things(s), 1);
    store_close(s);
}

static int64_t ask(struct store *s, struct sql sql) {
    int64_t n = -1;
    assert_int_equal(store_int(store_reader(s), sql, BIND_NONE, &n), OK);
    return n;
}

static void time__is_the_hosts(void **state) {
    (void)state;
    struct store *s = store_made("clock");
    memory_vfs_set_time(1763769600000);
    assert_int_equal(ask(s, SQL("SELECT unixepoch('now')")), 1763769600);
    memory_vfs_set_time(0);
    assert_int_equal(ask(s, SQL("SELECT unixepoch('now')")), 0);
    store_close(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files__stay_in_memory_between_connections),
        cmocka_unit_test(backup__between_files_in_memory),
        cmocka_unit_test(time__is_the_hosts),
    };
    memory_vfs_set_seed(1);
    memory_vfs_install();
    return cmocka_run_group_tests(tests, NULL, NULL);
}

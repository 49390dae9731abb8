#include "base/buf.h"
#include "fixture.h"
#include "store/files.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>

static const char sha[] =
    "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

static struct store *store_with_files(const char *path) {
    struct store *s = store_of_things(path);
    assert_int_equal(thing_add(s, 1, STR("one")), OK);
    assert_int_equal(files_put(store_writer(s), str_of(sha), STR("piece")), OK);
    return s;
}

static void assert_whole(const char *path) {
    struct store *s;
    struct arena *mem = arena_create();
    struct str text;
    assert_int_equal(
        store_open(&(struct store_options){.path = path, .read_only = true}, &s, NULL), OK);
    assert_true(things(s) > 0);
    assert_int_equal(files_get(store_reader(s), mem, str_of(sha), &text), OK);
    assert_str(text, "piece");
    assert_int_equal(store_integrity(s, mem, &text), OK);
    assert_str(text, "");
    store_close(s);
    arena_free(mem);
}

static void backup__carries_records_and_files_and_comes_back(void **state) {
    (void)state;
    struct folder f = folder_make();
    struct store *s = store_with_files(f.file);
    char copy[128], again[128];
    const char *reason = NULL;
    snprintf(copy, sizeof copy, "%s-copy", f.file);
    snprintf(again, sizeof again, "%s-again", f.file);
    assert_int_equal(store_backup(s, copy, NULL, NULL), OK);
    assert_int_equal(thing_add(s, 2, STR("two")), OK);
    assert_int_equal(store_backup(s, copy, NULL, NULL), ERR_CONFLICT);
    store_close(s);
    assert_whole(copy);
    assert_int_equal(store_restore(copy, again, &reason), OK);
    assert_whole(again);
    assert_int_equal(store_restore(copy, f.file, &reason), ERR_CONFLICT);
    assert_non_null(reason);
    assert_int_equal(store_restore("/nowhere/at/all", f.file, &reason), ERR_ABSENT);
    folder_remove(&f);
}

struct busy_writer {
    struct store *store;
    int calls, stop_at;
};

static bool write_meanwhile(void *self, int64_t done, int64_t total) {
    struct busy_writer *b = self;
    assert_true(done <= total);
    b->calls++;
    assert_int_equal(thing_add(b->store, 1000 + b->calls, letter(b->calls)), OK);
    return b->calls != b->stop_at;
}

/* A store of more pages than are copied at one go. */
static struct store *large_store(const char *path) {
    struct store *s = store_with_files(path);
    assert_int_equal(
        store_exec(store_writer(s),
                   SQL("INSERT INTO thing (id, note) WITH n(i) AS (SELECT 2 UNION ALL"
                       " SELECT i + 1 FROM n WHERE i < 300)"
                       " SELECT i, zeroblob(50000) FROM n"),
                   BIND_NONE),
        OK);
    return s;
}

static void backup__is_one_view_while_others_write(void **state) {
    (void)state;
    struct folder f = folder_make();
    struct store *s = large_store(f.file), *c;
    struct busy_writer b = {.store = store_made(f.file)};
    char copy[128];
    snprintf(copy, sizeof copy, "%s-copy", f.file);
    assert_int_equal(store_backup(s, copy, write_meanwhile, &b), OK);
    assert_true(b.calls >= 2);
    assert_whole(copy);
    assert_int_equal(store_open(&(struct store_options){.path = copy}, &c, NULL), OK);
    assert_int_equal(things(c), 300);
    assert_int_equal(things(s), 300 + b.calls);
    store_close(c);
    store_close(b.store);
    store_close(s);
    folder_remove(&f);
}

static void backup__stopped_leaves_nothing(void **state) {
    (void)state;
    struct folder f = folder_make();
    struct store *s = large_store(f.file);
    struct busy_writer b = {.store = store_made(f.file), .stop_at = 1};
    char copy[128];
    snprintf(copy, sizeof copy, "%s-copy", f.file);
    assert_int_equal(store_backup(s, copy, write_meanwhile, &b), ERR_BUSY);
    assert_int_equal(access(copy, F_OK), -1);
    store_close(b.store);
    store_close(s);
    folder_remove(&f);
}

static void backup__of_a_server_is_refused_with_words(void **state) {
    (void)state;
    const char *reason = NULL;
    assert_int_equal(store_restore("/tmp/any", "postgresql://nobody@/none", &reason),
                     ERR_INVALID);
    assert_non_null(reason);
    if (!scratch_server()) return;
    struct store *s = store_of_things(NULL);
    assert_int_equal(store_backup(s, "/tmp/never-made", NULL, NULL), ERR_INVALID);
    assert_true(*store_message(s));
    store_close(s);
}

/* Long texts lie apart from their rows; a look at them is no change. */
static void integrity__reads_all_there_is(void **state) {
    (void)state;
    enum { LONG = 300000 };
    struct store *s = store_of_things(NULL);
    struct arena *mem = arena_create();
    struct buf b = buf_in(mem, 0);
    struct str problems;
    while (b.n < LONG)
        buf_int(&b, (int64_t)b.n);
    assert_int_equal(thing_add(s, 1, STR("short")), OK);
    assert_int_equal(store_exec(store_writer(s),
                                SQL("UPDATE thing SET note = ?1 WHERE id = 1"),
                                BIND(v_bytes(buf_str(&b)))),
                     OK);
    assert_int_equal(store_integrity(s, mem, &problems), OK);
    assert_str(problems, "");
    assert_int_equal(store_begin_read(s), OK);
    assert_int_equal(store_integrity(s, mem, &problems), OK);
    store_end_read(s);
    assert_int_equal(things(s), 1);
    arena_free(mem);
    store_close(s);
}

static void upkeep__checkpoint_and_statistics(void **state) {
    (void)state;
    struct folder f = folder_make();
    struct store *s = store_with_files(f.file);
    int64_t n;
    assert_int_equal(store_checkpoint(s), OK);
    assert_int_equal(store_analyse(s), OK);
    assert_int_equal(
        store_int(store_reader(s), SQL("SELECT count(*) FROM sqlite_stat1"), BIND_NONE, &n),
        OK);
    assert_true(n > 0);
    store_close(s);
    folder_remove(&f);
}

/* ---- A writer that is killed ---- */

enum { KILLS = 25, KILL_AFTER_US = 12000 };

/* Commits rows and says each number on the pipe once it is durable, until killed. */
static void write_and_tell(const char *path, int64_t from, int pipe_end) {
    struct store *s = store_made(path);
    for (int64_t id = from;; id++) {
        char name[32];
        int n = snprintf(name, sizeof name, "%lld", (long long)id);
        if (store_begin(s) != OK || thing_add(s, id, str_n(name, (size_t)n)) != OK
            || store_commit(s) != OK)
            _exit(1);
        if (write(pipe_end, &id, sizeof id) != sizeof id) _exit(1);
    }
}

static int64_t told_before_killed(const char *path, int64_t from) {
    int ends[2];
    int64_t id, last = from - 1;
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    if (child == 0) {
        close(ends[0]);
        write_and_tell(path, from, ends[1]);
    }
    close(ends[1]);
    assert_int_equal(read(ends[0], &id, sizeof id), sizeof id);
    usleep((useconds_t)(from * 7919 % KILL_AFTER_US));
    kill(child, SIGKILL);
    do
        last = id;
    while (read(ends[0], &id, sizeof id) == sizeof id);
    waitpid(child, NULL, 0);
    close(ends[0]);
    return last;
}

static void killed_writer__what_it_told_is_there(void **state) {
    (void)state;
    struct folder f = folder_make();
    store_close(store_of_things(f.file));
    for (int64_t i = 0, next = 1; i < KILLS; i++) {
        int64_t told = told_before_killed(f.file, next);
        struct store *s = store_made(f.file);
        int64_t there = things(s);
        assert_true(there == told
                    || there == told + 1); /* committed, and killed before telling */
        next = there + 1;
        store_close(s);
    }
    struct store *s = store_made(f.file);
    struct arena *mem = arena_create();
    struct str problems;
    assert_int_equal(store_integrity(s, mem, &problems), OK);
    assert_str(problems, "");
    arena_free(mem);
    store_close(s);
    folder_remove(&f);
}

/* Another process that checkpoints: it holds the lock that https://sqlite.org/walformat.html
 * names WAL_CKPT_LOCK, and says so by a byte. */
static pid_t checkpoint_elsewhere(const char *file) {
    enum { WAL_CKPT_LOCK = 121 };
    char shared[128], byte = 0;
    int told[2];
    snprintf(shared, sizeof shared, "%s-shm", file);
    assert_int_equal(pipe(told), 0);
    pid_t child = fork();
    if (child == 0) {
        struct flock lock = {.l_type = F_WRLCK, .l_start = WAL_CKPT_LOCK, .l_len = 1};
        byte = fcntl(open(shared, O_RDWR), F_SETLK, &lock) == 0;
        alarm(60); /* nobody waits for it for ever */
        if (write(told[1], &byte, 1) == 1) pause();
        _exit(0);
    }
    assert_int_equal(read(told[0], &byte, 1), 1);
    assert_int_equal(byte, 1);
    close(told[0]);
    close(told[1]);
    return child;
}

static void upkeep__a_checkpoint_of_another_is_no_failure(void **state) {
    (void)state;
    struct folder f = folder_make();
    struct store *s = store_with_files(f.file);
    pid_t other = checkpoint_elsewhere(f.file);
    assert_int_equal(store_checkpoint(s), OK);
    kill(other, SIGKILL);
    waitpid(other, NULL, 0);
    assert_int_equal(store_checkpoint(s), OK);
    store_close(s);
    folder_remove(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(backup__carries_records_and_files_and_comes_back),
        cmocka_unit_test(backup__is_one_view_while_others_write),
        cmocka_unit_test(backup__stopped_leaves_nothing),
        cmocka_unit_test(backup__of_a_server_is_refused_with_words),
        cmocka_unit_test(integrity__reads_all_there_is),
        cmocka_unit_test(upkeep__checkpoint_and_statistics),
        cmocka_unit_test(upkeep__a_checkpoint_of_another_is_no_failure),
        cmocka_unit_test(killed_writer__what_it_told_is_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

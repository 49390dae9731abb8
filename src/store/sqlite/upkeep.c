/* upkeep.c - checkpoints, statistics, checks, and copies of the running database. */
#include "base/arena.h"
#include "store/sqlite/connect.h"
#include "store/sqlite/sqlite.h"

enum { COPY_PAGES = 1024 }; /* between two calls of `progress` */

static enum err checkpoint(struct connection *c) {
    if (!c->db) return OK;
    int rc = sqlite3_wal_checkpoint_v2(c->db, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
    if (rc == SQLITE_BUSY) return OK; /* another is at it, for both of us */
    return rc == SQLITE_OK ? OK : connection_failed(c, rc);
}

enum err sqlite_checkpoint(struct store *s) {
    TRY(checkpoint(&sqlite_of(s)->records));
    return checkpoint(&sqlite_of(s)->files);
}

enum err sqlite_analyse(struct store *s) {
    struct connection *c = &sqlite_of(s)->records;
    TRY(connection_run(c, "PRAGMA analysis_limit=2000"));
    return connection_run(c, "ANALYZE");
}

/* ---- The engine's own check ---- */

static enum err check(struct connection *c, struct str pragma, struct buf *out) {
    struct statement *st;
    int rc;
    TRY(statement_take(c, pragma, BIND_NONE, &st));
    while ((rc = sqlite3_step(st->stmt)) == SQLITE_ROW) {
        struct str line = statement_value(st, 0).s;
        if (str_is(line, "ok")) continue;
        buf_put(out, line);
        buf_byte(out, '\n');
    }
    enum err err = rc == SQLITE_DONE ? OK : connection_failed(c, rc);
    statement_return(c, st);
    return err;
}

enum err sqlite_integrity(struct store *store, struct arena *mem,
                          struct str *out_problems) {
    struct sqlite_store *s = sqlite_of(store);
    struct connection *files;
    struct buf problems = buf_in(mem, 0);
    TRY(check(&s->records, STR("PRAGMA integrity_check(100)"), &problems));
    enum err err = connection_to_files(s, &files);
    if (err == OK) err = check(files, STR("PRAGMA integrity_check(100)"), &problems);
    if (err != OK && err != ERR_ABSENT) return err;
    *out_problems = buf_str(&problems);
    return OK;
}

/* ---- Copies ---- */

struct copy {
    store_progress *progress;
    void *self;
    int64_t done, total; /* pages of the databases copied before */
};

static bool tell(struct copy *copy, sqlite3_backup *b) {
    int64_t total = sqlite3_backup_pagecount(b);
    copy->total = copy->done + total;
    return !copy->progress
           || copy->progress(copy->self, copy->total - sqlite3_backup_remaining(b),
                             copy->total);
}

static int copy_pages(struct copy *copy, sqlite3 *from, sqlite3 *to) {
    sqlite3_backup *b = sqlite3_backup_init(to, "main", from, "main");
    if (!b) return sqlite3_extended_errcode(to);
    int rc;
    do
        rc = sqlite3_backup_step(b, COPY_PAGES);
    while (rc == SQLITE_OK && tell(copy, b));
    if (rc == SQLITE_DONE) tell(copy, b);
    int end = sqlite3_backup_finish(b);
    copy->done = copy->total;
    return rc == SQLITE_DONE ? end : rc == SQLITE_OK ? SQLITE_INTERRUPT : rc;
}

/* The copy as a stranger would open it. */
static enum err verify(struct store *s, const char *path) {
    struct connection c = {.store = s};
    const char *reason = "";
    struct arena *mem = arena_create();
    struct buf problems = buf_in(mem, 0);
    enum err err =
        connection_open(&c, path, &(struct store_options){.read_only = true}, &reason);
    if (err != OK)
        store_fail(s, err, reason);
    else
        err = check(&c, STR("PRAGMA quick_check(1)"), &problems);
    if (err == OK && problems.n)
        err = store_fail(s, ERR_CORRUPT, str_z(mem, buf_str(&problems)));
    connection_close(&c);
    arena_free(mem);
    return err;
}

/* A read transaction holds one moment's view; without it each commit would start the copy
 * anew. */
static enum err copy_database(struct copy *copy, struct connection *from,
                              const char *path) {
    sqlite3 *to = NULL;
    int rc = sqlite3_exec(from->db, "BEGIN; SELECT 1 FROM sqlite_schema", NULL, NULL, NULL);
    if (rc == SQLITE_OK)
        rc = sqlite3_open_v2(path, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
    if (rc == SQLITE_OK) rc = copy_pages(copy, from->db, to);
    /* Nobody writes to a copy: looking at it leaves no log beside it. */
    if (rc == SQLITE_OK)
        rc = sqlite3_exec(to, "PRAGMA journal_mode=DELETE", NULL, NULL, NULL);
    sqlite3_close(to);
    sqlite3_exec(from->db, "COMMIT", NULL, NULL, NULL);
    if (rc != SQLITE_OK)
        return store_fail(from->store, sqlite_meaning(rc), sqlite3_errstr(rc));
    return verify(from->store, path);
}

/* Records first: the files then hold every piece those records name. */
static enum err copy_both(struct copy *copy, struct sqlite_store *s, const char *path,
                          const char *files_path) {
    struct connection *files;
    TRY(copy_database(copy, &s->records, path));
    enum err err = connection_to_files(s, &files);
    return err == OK           ? copy_database(copy, files, files_path)
           : err == ERR_ABSENT ? OK
                               : err;
}

enum err sqlite_backup(struct store *store, const char *path, store_progress *progress,
                       void *self) {
    struct copy copy = {.progress = progress, .self = self};
    char *files_path = sqlite_files_path(path);
    enum err err;
    if (sqlite_file_exists(path) || sqlite_file_exists(files_path)) {
        err = store_fail(store, ERR_CONFLICT, "a file of that name is there");
    } else {
        err = copy_both(&copy, sqlite_of(store), path, files_path);
        if (err != OK) {
            sqlite_file_remove(path);
            sqlite_file_remove(files_path);
        }
    }
    sqlite3_free(files_path);
    return err;
}

enum err sqlite_restore(const char *from, const char *to, const char **out_reason) {
    struct store *s;
    TRY(store_open(&(struct store_options){.path = from, .read_only = true}, &s,
                   out_reason));
    enum err err = store_backup(s, to, NULL, NULL);
    if (err == ERR_CONFLICT)
        *out_reason = "the target is there already";
    else if (err != OK)
        *out_reason = "the copy failed";
    store_close(s);
    return err;
}

#include "store/driver.h"

#include "base/arena.h"

#include <assert.h>

static const struct store_driver *driver_for(const char *path) {
    int i = 0, last = store_driver_count - 1;
    while (i < last
           && !(path && str_starts(str_of(path), str_of(store_drivers[i]->scheme))))
        i++;
    return store_drivers[i];
}

enum err store_open(const struct store_options *options, struct store **out_store,
                    const char **out_reason) {
    const struct store_driver *driver = driver_for(options->path);
    const char *reason = "";
    struct store *s = NULL;
    enum err err = driver->open(options, &s, &reason);
    if (err == OK) {
        s->driver = driver;
        s->writer.reader.store = s;
        s->read_only = options->read_only;
        s->statements = 0;
    } else if (out_reason) {
        *out_reason = reason;
    }
    *out_store = s;
    return err;
}

bool store_is_file(const char *path) {
    return driver_for(path) == &sqlite_driver;
}

bool store_waits(const char *path) {
    return driver_for(path)->waits;
}

enum err store_present(const char *path, bool *out_there, const char **out_reason) {
    const char *reason = "";
    enum err err = driver_for(path)->present(path, out_there, &reason);
    if (err != OK && out_reason) *out_reason = reason;
    return err;
}

void store_remove(const char *path) {
    driver_for(path)->remove(path);
}

enum err store_bytes(struct store *s, int64_t *out) {
    return s->driver->bytes(s, out);
}

void store_close(struct store *s) {
    if (!s) return;
    store_rollback(s);
    waiting_done(s);
    adding_done(s);
    s->driver->close(s);
}

int store_seat(const struct store *s) {
    return s->seat;
}

struct reader *store_reader(struct store *s) {
    return &s->writer.reader;
}

struct writer *store_writer(struct store *s) {
    assert(!s->read_only);
    return &s->writer;
}

struct reader *writer_reader(struct writer *w) {
    return &w->reader;
}

struct store *reader_store(struct reader *r) {
    return r->store;
}

const char *store_message(const struct store *s) {
    return s->message;
}

enum err store_fail(struct store *s, enum err err, const char *text) {
    size_t n = str_first(str_of(text), sizeof s->message - 1).n;
    memcpy(s->message, text, n);
    s->message[n] = 0;
    return err;
}

/* ---- Counting, and the faults that tests ask for ---- */

void store_fail_at(struct store *s, int n) {
    s->fail_at = n;
}

int64_t store_statements(const struct store *s) {
    return s->statements;
}

void store_watch(struct store *s, store_watcher *watcher, void *self) {
    s->watcher = watcher;
    s->watching = self;
}

/* What is asked finds the rows that were added before it. */
static enum err ask_text(struct store *s, struct str text) {
    TRY(adding_write(s));
    return store_count_text(s, text);
}

enum err store_count_text(struct store *s, struct str text) {
    if (s->watcher) s->watcher(s->watching, text);
    return store_count(s);
}

enum err store_count(struct store *s) {
    s->statements++;
    if (s->fail_at == 0 || --s->fail_at > 0) return OK;
    return store_fail(s, ERR_STORE, "this statement was told to fail");
}

/* ---- Transactions ---- */

static enum err edge(struct store *s, enum edge e) {
    TRY(adding_write(s));
    TRY(store_count(s));
    return s->driver->edge(s, e);
}

enum err store_begin_read(struct store *s) {
    assert(s->transaction == TRANSACTION_NONE);
    TRY(edge(s, EDGE_BEGIN_READ));
    s->transaction = TRANSACTION_READ;
    return OK;
}

void store_end_read(struct store *s) {
    if (s->transaction != TRANSACTION_READ) return;
    s->transaction = TRANSACTION_NONE;
    if (s->driver->edge(s, EDGE_END_READ) != OK) s->driver->edge(s, EDGE_ROLLBACK);
}

enum err store_begin(struct store *s) {
    assert(s->transaction == TRANSACTION_NONE && !s->read_only);
    TRY(edge(s, EDGE_BEGIN));
    s->transaction = TRANSACTION_WRITE;
    return OK;
}

enum err store_commit(struct store *s) {
    assert(s->transaction == TRANSACTION_WRITE && !s->savepoints);
    enum err err = waiting_write(s);
    if (err == OK) err = edge(s, EDGE_COMMIT);
    if (err != OK) {
        store_rollback(s);
        return err;
    }
    s->transaction = TRANSACTION_NONE;
    waiting_clear(s);
    return OK;
}

void store_rollback(struct store *s) {
    if (s->transaction == TRANSACTION_NONE) return;
    adding_clear(s);
    s->driver->edge(s, EDGE_ROLLBACK);
    s->transaction = TRANSACTION_NONE;
    s->savepoints = 0;
    waiting_clear(s);
}

enum err store_savepoint(struct store *s) {
    assert(s->transaction == TRANSACTION_WRITE);
    TRY(edge(s, EDGE_SAVEPOINT));
    waiting_mark(s);
    s->savepoints++;
    return OK;
}

static enum err end_savepoint(struct store *s, enum edge how) {
    assert(s->savepoints > 0);
    enum err err = edge(s, how);
    if (err == OK)
        s->savepoints--;
    else
        store_savepoint_undo(s);
    return err;
}

enum err store_savepoint_keep(struct store *s) {
    return end_savepoint(s, EDGE_SAVEPOINT_KEEP);
}

enum err store_savepoint_trust(struct store *s) {
    return end_savepoint(s, EDGE_SAVEPOINT_TRUST);
}

void store_savepoint_undo(struct store *s) {
    if (!s->savepoints) return;
    s->savepoints--;
    waiting_undo(s);
    adding_clear(s);
    s->driver->edge(s, EDGE_SAVEPOINT_UNDO);
}

/* ---- Statements ---- */

enum err store_exec_text(struct writer *w, struct str text, struct bind bind) {
    struct store *s = w->reader.store;
    TRY(ask_text(s, text));
    return s->driver->exec(s, text, bind);
}

enum err store_exec(struct writer *w, struct sql sql, struct bind bind) {
    return store_exec_text(w, str_of(sql.text), bind);
}

enum err store_send_text(struct writer *w, struct str text, struct bind bind) {
    struct store *s = w->reader.store;
    TRY(ask_text(s, text));
    return s->driver->send(s, text, bind);
}

enum err store_send(struct writer *w, struct sql sql, struct bind bind) {
    return store_send_text(w, str_of(sql.text), bind);
}

int64_t store_changes(struct writer *w) {
    struct store *s = w->reader.store;
    return s->driver->changes(s);
}

enum err store_query_text(struct reader *r, struct str text, struct bind bind,
                          struct rows *out_rows) {
    *out_rows = (struct rows){.store = r->store};
    out_rows->err = ask_text(r->store, text);
    if (out_rows->err == OK)
        out_rows->err = r->store->driver->query(r->store, text, bind, out_rows);
    return out_rows->err;
}

enum err store_query(struct reader *r, struct sql sql, struct bind bind,
                     struct rows *out_rows) {
    return store_query_text(r, str_of(sql.text), bind, out_rows);
}

enum err store_query_steady(struct reader *r, struct sql sql, struct bind bind,
                            struct rows *out_rows) {
    struct store *s = r->store;
    struct str text = str_of(sql.text);
    if (!s->driver->query_steady) return store_query_text(r, text, bind, out_rows);
    *out_rows = (struct rows){.store = s};
    out_rows->err = ask_text(s, text);
    if (out_rows->err == OK)
        out_rows->err = s->driver->query_steady(s, text, bind, out_rows);
    return out_rows->err;
}

void store_presume(struct store *s) {
    if (s->driver->presume) s->driver->presume(s);
}

bool store_sure(struct store *s) {
    return !s->driver->sure || s->driver->sure(s);
}

bool rows_next(struct rows *rows) {
    return rows->statement && rows->store->driver->next(rows);
}

struct value rows_value(struct rows *rows, int column) {
    return rows->statement ? rows->store->driver->value(rows, column) : v_null();
}

int64_t rows_int(struct rows *rows, int column) {
    struct value v = rows_value(rows, column);
    return v.kind == V_INT ? v.i : 0;
}

struct str rows_text(struct rows *rows, int column) {
    struct value v = rows_value(rows, column);
    return v.kind == V_TEXT || v.kind == V_BYTES ? v.s : STR("");
}

bool rows_null(struct rows *rows, int column) {
    return rows_value(rows, column).kind == V_NULL;
}

int rows_columns(const struct rows *rows) {
    return rows->statement ? rows->store->driver->columns(rows) : 0;
}

enum err rows_done(struct rows *rows) {
    if (rows->statement) rows->store->driver->close_rows(rows);
    rows->statement = NULL;
    return rows->err;
}

/* The first row of a small question; ERR_ABSENT without one. The rows stay open at OK. */
static enum err first_row(struct reader *r, struct sql sql, struct bind bind,
                          struct rows *rows) {
    TRY(store_query(r, sql, bind, rows));
    if (rows_next(rows)) return OK;
    TRY(rows_done(rows));
    return ERR_ABSENT;
}

enum err store_int(struct reader *r, struct sql sql, struct bind bind, int64_t *out) {
    struct rows rows;
    enum err err = first_row(r, sql, bind, &rows);
    if (err == ERR_ABSENT) *out = 0;
    if (err != OK) return err;
    *out = rows_int(&rows, 0);
    return rows_done(&rows);
}

enum err store_text(struct reader *r, struct arena *mem, struct sql sql, struct bind bind,
                    struct str *out) {
    struct rows rows;
    enum err err = first_row(r, sql, bind, &rows);
    if (err == ERR_ABSENT) *out = STR("");
    if (err != OK) return err;
    *out = str_dup(mem, rows_text(&rows, 0));
    return rows_done(&rows);
}

enum err store_exists(struct reader *r, struct sql sql, struct bind bind, bool *out) {
    struct rows rows;
    enum err err = first_row(r, sql, bind, &rows);
    if (err != OK && err != ERR_ABSENT) return err;
    *out = err == OK;
    return rows_done(&rows);
}

/* ---- News ---- */

enum err store_behind(struct store *replica, struct store *primary, int64_t *out_ms) {
    if (!replica->driver->behind || replica->driver != primary->driver)
        return store_fail(replica, ERR_CONFLICT, "this engine has no replicas");
    return replica->driver->behind(replica, primary, out_ms);
}

bool store_away(const struct store *s) {
    return s->driver->away && s->driver->away(s);
}

bool store_is_shared(const char *path) {
    return driver_for(path)->listen != NULL;
}

enum err store_listen(struct store *s) {
    return s->driver->listen(s);
}

int store_ear(struct store *s) {
    return s->driver->ear(s);
}

enum err store_hear(struct store *s, bool *out_news) {
    return s->driver->hear(s, out_news);
}

enum err store_tell(struct store *s) {
    assert(s->transaction == TRANSACTION_NONE);
    return s->driver->tell ? s->driver->tell(s) : OK;
}

/* ---- Upkeep ---- */

enum err store_checkpoint(struct store *s) {
    return s->driver->checkpoint(s);
}

enum err store_analyse(struct store *s) {
    return s->driver->analyse(s);
}

enum err store_integrity(struct store *s, struct arena *mem, struct str *out_problems) {
    return s->driver->integrity(s, mem, out_problems);
}

static const char no_copies[] = "a database on a server is copied table by table";

enum err store_backup(struct store *s, const char *path, store_progress *progress,
                      void *self) {
    assert(s->transaction == TRANSACTION_NONE);
    if (!s->driver->backup) return store_fail(s, ERR_INVALID, no_copies);
    return s->driver->backup(s, path, progress, self);
}

enum err store_restore(const char *from, const char *to, const char **out_reason) {
    const struct store_driver *driver = driver_for(to);
    const char *reason = no_copies;
    enum err err = driver->restore ? driver->restore(from, to, &reason) : ERR_INVALID;
    if (err != OK && out_reason) *out_reason = reason;
    return err;
}

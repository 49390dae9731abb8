/* sqlite.c - the driver: its table, transactions and statements. */
#include "store/sqlite/sqlite.h"

#include "base/arena.h"
#include "store/sqlite/connect.h"

#include <assert.h>
#include <stdlib.h>

static enum err driver_open(const struct store_options *options, struct store **out_store,
                            const char **out_reason) {
    if (sqlite3_initialize() != SQLITE_OK) abort();
    struct sqlite_store *s = calloc(1, sizeof *s);
    if (!s) abort();
    s->options = *options;
    s->files_path = options->path ? sqlite_files_path(options->path) : NULL;
    s->records.store = s->files.store = &s->store;
    enum err err = connection_open(&s->records, options->path, options, out_reason);
    if (err == OK) {
        *out_store = &s->store;
        return OK;
    }
    sqlite3_free(s->files_path);
    free(s);
    return err;
}

static void driver_close(struct store *store) {
    struct sqlite_store *s = sqlite_of(store);
    connection_close(&s->records);
    connection_close(&s->files);
    sqlite3_free(s->files_path);
    free(s);
}

static enum err driver_present(const char *path, bool *out_there, const char **out_reason) {
    (void)out_reason;
    *out_there = sqlite_file_exists(path);
    return OK;
}

static void driver_remove(const char *path) {
    static const char *const endings[] = {"",       "-wal",       "-shm",
                                          "-files", "-files-wal", "-files-shm"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        char *file = sqlite3_mprintf("%s%s", path, endings[i]);
        sqlite_file_remove(file);
        sqlite3_free(file);
    }
}

static enum err driver_bytes(struct store *store, int64_t *out) {
    return store_int(&store->writer.reader,
                     SQL("SELECT page_count * page_size"
                         " FROM pragma_page_count, pragma_page_size"),
                     BIND_NONE, out);
}

/* ---- Transactions ---- */

static const struct str edges[] = {
    [EDGE_BEGIN_READ] = STR_INIT("BEGIN"),
    [EDGE_END_READ] = STR_INIT("COMMIT"),
    [EDGE_BEGIN] = STR_INIT("BEGIN IMMEDIATE"),
    [EDGE_COMMIT] = STR_INIT("COMMIT"),
    [EDGE_ROLLBACK] = STR_INIT("ROLLBACK"),
    [EDGE_SAVEPOINT] = STR_INIT("SAVEPOINT request"),
    [EDGE_SAVEPOINT_KEEP] = STR_INIT("RELEASE request"),
    [EDGE_SAVEPOINT_TRUST] = STR_INIT("RELEASE request"),
    [EDGE_SAVEPOINT_UNDO] = STR_INIT("ROLLBACK TO request"),
};

/* SQLite ends a transaction by itself when a disk is full or fails. What follows must not
 * then run one by one, each durable on its own. */
static bool transaction_lost(struct sqlite_store *s) {
    return s->store.transaction == TRANSACTION_WRITE
           && sqlite3_get_autocommit(s->records.db);
}

static enum err lost(struct sqlite_store *s) {
    return store_fail(&s->store, ERR_STORE,
                      "the transaction was rolled back by an earlier failure");
}

static enum err driver_edge(struct store *store, enum edge edge) {
    struct sqlite_store *s = sqlite_of(store);
    struct connection *c = &s->records;
    statements_return(c);
    if (transaction_lost(s)) return edge == EDGE_ROLLBACK ? OK : lost(s);
    TRY(statement_run(c, edges[edge], BIND_NONE));
    if (edge == EDGE_SAVEPOINT_UNDO)
        TRY(statement_run(c, edges[EDGE_SAVEPOINT_KEEP], BIND_NONE));
    return OK;
}

/* ---- Statements ---- */

static enum err driver_exec(struct store *store, struct str text, struct bind bind) {
    struct sqlite_store *s = sqlite_of(store);
    if (transaction_lost(s)) return lost(s);
    return statement_run(&s->records, text, bind);
}

static int64_t driver_changes(struct store *store) {
    return sqlite3_changes64(sqlite_of(store)->records.db);
}

static enum err driver_query(struct store *store, struct str text, struct bind bind,
                             struct rows *out_rows) {
    struct statement *st = NULL;
    TRY(statement_take(&sqlite_of(store)->records, text, bind, &st));
    assert(sqlite3_stmt_readonly(st->stmt)); /* a reader only looks */
    out_rows->statement = st;
    return OK;
}

static void driver_close_rows(struct rows *rows) {
    statement_return(&sqlite_of(rows->store)->records, rows->statement);
    rows->statement = NULL;
}

static bool driver_next(struct rows *rows) {
    struct statement *st = rows->statement;
    int rc = sqlite3_step(st->stmt);
    if (rc == SQLITE_ROW) return true;
    if (rc != SQLITE_DONE)
        rows->err = connection_failed(&sqlite_of(rows->store)->records, rc);
    driver_close_rows(rows);
    return false;
}

static struct value driver_value(struct rows *rows, int column) {
    return statement_value(rows->statement, column);
}

static int driver_columns(const struct rows *rows) {
    const struct statement *st = rows->statement;
    return sqlite3_column_count(st->stmt);
}

/* ---- The table ---- */

static const struct dialect dialect = {
    .search_id = "rowid",
    .types = {[COLUMN_INT] = "INTEGER", [COLUMN_TEXT] = "TEXT", [COLUMN_BYTES] = "BLOB"},
    .zeros = {[COLUMN_INT] = "0", [COLUMN_TEXT] = "''", [COLUMN_BYTES] = "x''"},
    .table_end = "STRICT",
    .clustered_end = "STRICT, WITHOUT ROWID",
    .tables = {"SELECT name FROM sqlite_schema WHERE type = 'table'"
               " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
               " AND name NOT LIKE 'search\\_%' ESCAPE '\\'"},
    .key = {"SELECT name FROM pragma_table_info(?1) WHERE pk > 0 ORDER BY pk"},
    .columns = {"SELECT name, CASE type WHEN 'INTEGER' THEN 0 WHEN 'TEXT' THEN 1 ELSE 2 END"
                " FROM pragma_table_info(?1)"},
    .indexes = {"SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = ?1"
                " AND sql IS NOT NULL"},
};

const struct store_driver sqlite_driver = {
    .scheme = "",
    .dialect = &dialect,
    .open = driver_open,
    .close = driver_close,
    .present = driver_present,
    .remove = driver_remove,
    .bytes = driver_bytes,
    .edge = driver_edge,
    .exec = driver_exec,
    .send = driver_exec,
    .changes = driver_changes,
    .query = driver_query,
    .next = driver_next,
    .value = driver_value,
    .columns = driver_columns,
    .close_rows = driver_close_rows,
    .search_create = sqlite_search_create,
    .search_write = sqlite_search_write,
    .search_clear = sqlite_search_clear,
    .search_count = sqlite_search_count,
    .search_any = sqlite_search_any,
    .search_expect = sqlite_search_expect,
    .search_tidy = sqlite_search_tidy,
    .search_adopt = sqlite_search_adopt,
    .search_select = sqlite_search_select,
    .files_put = sqlite_files_put,
    .files_get = sqlite_files_get,
    .files_list = sqlite_files_list,
    .files_forget = sqlite_files_forget,
    .checkpoint = sqlite_checkpoint,
    .analyse = sqlite_analyse,
    .integrity = sqlite_integrity,
    .backup = sqlite_backup,
    .restore = sqlite_restore,
};

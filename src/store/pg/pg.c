/* pg.c - the driver: its table, transactions and statements. */
#include "store/pg/pg.h"

#include "base/arena.h"
#include "store/pg/connect.h"

#include <stdio.h>
#include <stdlib.h>

static enum err driver_open(const struct store_options *options, struct store **out_store,
                            const char **out_reason) {
    static _Thread_local char
        reason[STORE_MESSAGE_BYTES]; /* outlives a store that failed */
    struct pg_store *s = calloc(1, sizeof *s);
    if (!s) abort();
    s->options = *options;
    s->records.store = s->files.store = &s->store;
    enum err err = pg_address_parse(options->path, &s->address, out_reason);
    if (err == OK) err = pg_connect(&s->records, s, out_reason);
    if (err == OK) {
        *out_store = &s->store;
        return OK;
    }
    snprintf(reason, sizeof reason, "%s", *out_reason);
    *out_reason = reason;
    free(s->address.uri);
    free(s);
    return err;
}

static void driver_close(struct store *store) {
    struct pg_store *s = pg_of(store);
    pg_disconnect(&s->records);
    pg_disconnect(&s->files);
    free(s->address.uri);
    free(s);
}

/* -- Transactions ----------------------------------------------------------------------
 * One writer at a time works on an organisation, wherever its server runs: it takes a lock
 * of the schema's name before its transaction has looked at anything. So the order of the
 * journal is the order of commits, a counter has no gaps, and nothing has to be done twice
 * because two writers crossed. Commits are shared by a group of requests. */

#define WRITER_LOCK "SELECT pg_advisory_xact_lock(hashtextextended(current_schema(), 0))"

static const char *const edges[] = {
    [EDGE_BEGIN_READ] = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
    [EDGE_END_READ] = "COMMIT",
    [EDGE_BEGIN] = "BEGIN; " WRITER_LOCK,
    [EDGE_COMMIT] = "COMMIT",
    [EDGE_ROLLBACK] = "ROLLBACK",
    [EDGE_SAVEPOINT] = "SAVEPOINT request",
    [EDGE_SAVEPOINT_KEEP] = "RELEASE request",
    [EDGE_SAVEPOINT_UNDO] = "ROLLBACK TO request; RELEASE request",
};

static bool begins(enum edge edge) {
    return edge == EDGE_BEGIN || edge == EDGE_BEGIN_READ;
}

static enum err lost(struct pg_store *s) {
    return store_fail(&s->store, ERR_BUSY,
                      "the connection to the database was lost within a transaction");
}

/* Whether the transaction went with its connection. What follows must not then run one by
 * one, each durable on its own. */
static bool transaction_lost(struct pg_store *s) {
    if (s->store.transaction == TRANSACTION_NONE) return false;
    if (PQtransactionStatus(s->records.pg) == PQTRANS_IDLE
        || PQtransactionStatus(s->records.pg) == PQTRANS_UNKNOWN)
        s->lost = true;
    return s->lost;
}

/* A COMMIT of a transaction that failed on the way answers ROLLBACK. */
static enum err commit(struct pg_store *s) {
    if (PQtransactionStatus(s->records.pg) == PQTRANS_INERROR)
        return store_fail(&s->store, ERR_STORE, "the transaction had failed before");
    return pg_run(&s->records, edges[EDGE_COMMIT]);
}

static enum err driver_edge(struct store *store, enum edge edge) {
    struct pg_store *s = pg_of(store);
    pg_answers_close(&s->records);
    if (begins(edge)) {
        s->lost = false;
        TRY(pg_revive(&s->records, s));
    }
    if (transaction_lost(s)) return edge == EDGE_ROLLBACK ? OK : lost(s);
    enum err err = edge == EDGE_COMMIT ? commit(s) : pg_run(&s->records, edges[edge]);
    if (err != OK && begins(edge) && PQstatus(s->records.pg) == CONNECTION_OK)
        pg_run(&s->records, edges[EDGE_ROLLBACK]);
    return err;
}

/* -- Statements ------------------------------------------------------------------------ */

/* A connection fit for a statement: what stands alone may connect again. */
static enum err connection_for(struct pg_store *s, struct pg_connection **out) {
    if (transaction_lost(s)) return lost(s);
    *out = &s->records;
    return s->store.transaction == TRANSACTION_NONE ? pg_revive(&s->records, s) : OK;
}

static enum err driver_exec(struct store *store, struct str text, struct bind bind) {
    struct pg_connection *c;
    TRY(connection_for(pg_of(store), &c));
    return pg_change(c, text, bind);
}

static int64_t driver_changes(struct store *store) {
    return pg_of(store)->records.changes;
}

static struct pg_answer *empty_answer(struct pg_connection *c) {
    for (int i = 0; i < PG_ANSWERS_OPEN; i++)
        if (!c->answers[i].result) return &c->answers[i];
    return NULL;
}

static enum err driver_query(struct store *store, struct str text, struct bind bind,
                             struct rows *out_rows) {
    struct pg_connection *c;
    TRY(connection_for(pg_of(store), &c));
    struct pg_answer *answer = empty_answer(c);
    if (!answer) return store_fail(store, ERR_LIMIT, "too many queries open at once");
    TRY(pg_execute(c, text, bind, &answer->result));
    answer->row = -1;
    out_rows->statement = answer;
    return OK;
}

static void driver_close_rows(struct rows *rows) {
    struct pg_answer *answer = rows->statement;
    PQclear(answer->result);
    answer->result = NULL;
    rows->statement = NULL;
}

static bool driver_next(struct rows *rows) {
    struct pg_answer *answer = rows->statement;
    if (++answer->row < PQntuples(answer->result)) return true;
    driver_close_rows(rows);
    return false;
}

static struct value driver_value(struct rows *rows, int column) {
    const struct pg_answer *answer = rows->statement;
    return pg_value(answer->result, answer->row, column);
}

static int driver_columns(const struct rows *rows) {
    const struct pg_answer *answer = rows->statement;
    return PQnfields(answer->result);
}

/* -- The table ------------------------------------------------------------------------- */

static const struct dialect dialect = {
    .search_id = "id",
    .types = {[COLUMN_INT] = "bigint",
              [COLUMN_TEXT] = "text COLLATE \"C\"", /* ordered by bytes, as SQLite does */
              [COLUMN_BYTES] = "bytea"},
    .zeros = {[COLUMN_INT] = "0", [COLUMN_TEXT] = "''", [COLUMN_BYTES] = "''"},
    .table_end = "",
    .clustered_end = "",
    .columns = {"SELECT attname::text FROM pg_attribute"
                " WHERE attrelid = to_regclass(quote_ident(?1)) AND attnum > 0"
                " AND NOT attisdropped ORDER BY attnum"},
    .indexes = {"SELECT indexname::text FROM pg_indexes"
                " WHERE schemaname = current_schema() AND tablename = ?1"},
};

const struct store_driver pg_driver = {
    .scheme = PG_SCHEME,
    .dialect = &dialect,
    .open = driver_open,
    .close = driver_close,
    .edge = driver_edge,
    .exec = driver_exec,
    .changes = driver_changes,
    .query = driver_query,
    .next = driver_next,
    .value = driver_value,
    .columns = driver_columns,
    .close_rows = driver_close_rows,
    .search_create = pg_search_create,
    .search_put = pg_search_put,
    .search_remove = pg_search_remove,
    .search_count = pg_search_count,
    .search_expect = pg_search_expect,
    .search_tidy = pg_search_tidy,
    .search_select = pg_search_select,
    .files_put = pg_files_put,
    .files_get = pg_files_get,
    .files_sweep = pg_files_sweep,
    .checkpoint = pg_checkpoint,
    .analyse = pg_analyse,
    .integrity = pg_integrity,
};

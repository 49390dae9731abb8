/* pg.c - the driver: its table, transactions and statements. */
#include "store/pg/pg.h"

#include "base/arena.h"
#include "store/pg/connect.h"

#include <stdio.h>
#include <stdlib.h>

/* ---- Opening ---- */

static void release(struct pg_store *s) {
    pg_disconnect(&s->records);
    pg_disconnect(&s->files);
    free(s->address.uri);
    free(s);
}

/* Why, kept where it outlives the store that failed. */
static void keep_reason(const char **reason) {
    static _Thread_local char kept[STORE_MESSAGE_BYTES];
    snprintf(kept, sizeof kept, "%s", *reason);
    *reason = kept;
}

/* A connection to the database, whether the organisation is there or not. */
static enum err reach(const struct store_options *options, struct pg_store **out,
                      const char **out_reason) {
    struct pg_store *s = calloc(1, sizeof *s);
    if (!s) abort();
    s->options = *options;
    s->records.store = s->files.store = &s->store;
    enum err err = pg_address_parse(options->path, &s->address, out_reason);
    if (err == OK) err = pg_connect(&s->records, s, out_reason);
    *out = s;
    if (err == OK) return OK;
    keep_reason(out_reason);
    release(s);
    return err;
}

/* An organisation is a schema with one of these comments. Another one that holds anything
 * belongs to somebody else. */
#define MARK "organisation of moshtari"
#define MARK_GUEST MARK " in a schema made before" /* which stays when it is removed */
#define MARK_SPREAD MARK " on several machines"    /* see store/spread.h */

static enum err look(struct pg_store *s, bool *out_there) {
    PGresult *result;
    TRY(pg_execute(&s->records,
                   STR("SELECT (SELECT count(*) FROM pg_depend"
                       " WHERE refclassid = 'pg_namespace'::regclass AND refobjid ="
                       " (SELECT oid FROM pg_namespace WHERE nspname = ?1)),"
                       " (SELECT count(*) FROM pg_namespace WHERE nspname = ?1"
                       " AND obj_description(oid, 'pg_namespace') IN ('" MARK
                       "', '" MARK_GUEST "', '" MARK_SPREAD "')),"
                       " (SELECT count(*) FROM pg_namespace WHERE nspname = ?1"
                       " AND obj_description(oid, 'pg_namespace') = '" MARK_SPREAD "')"),
                   BIND(v_text(str_of(s->address.schema))), &result));
    int64_t held = pg_value(result, 0, 0).i, ours = pg_value(result, 0, 1).i;
    s->store.spread = pg_value(result, 0, 2).i > 0;
    PQclear(result);
    *out_there = ours > 0;
    if (ours || !held) return OK;
    return store_fail(&s->store, ERR_CONFLICT, "that schema belongs to another program");
}

static enum err open_schema(struct pg_store *s) {
    bool there;
    char text[640];
    TRY(look(s, &there));
    if (there) return OK;
    if (!s->options.create)
        return store_fail(&s->store, ERR_ABSENT, "no organisation in that schema");
    snprintf(text, sizeof text,
             "DO $$ DECLARE name text = '%s'; BEGIN"
             " PERFORM pg_advisory_xact_lock(hashtextextended(name, 0));"
             " IF to_regnamespace(name) IS NULL THEN"
             " EXECUTE format('CREATE SCHEMA %%I', name);"
             " EXECUTE format('COMMENT ON SCHEMA %%I IS ''" MARK "''', name);"
             " ELSIF obj_description(to_regnamespace(name), 'pg_namespace') IS NULL THEN"
             " EXECUTE format('COMMENT ON SCHEMA %%I IS ''" MARK_GUEST "''', name);"
             " END IF; END $$",
             s->address.schema);
    return pg_run(&s->records, text);
}

enum err pg_mark_spread(struct pg_store *s) {
    char text[256];
    snprintf(text, sizeof text, "COMMENT ON SCHEMA \"%s\" IS '" MARK_SPREAD "'",
             s->address.schema);
    return pg_run(&s->records, text);
}

static enum err driver_open(const struct store_options *options, struct store **out_store,
                            const char **out_reason) {
    struct pg_store *s;
    TRY(reach(options, &s, out_reason));
    enum err err = open_schema(s);
    if (err == OK && !options->read_only) err = pg_take_seat(&s->records, s);
    if (err == OK) {
        *out_store = &s->store;
        return OK;
    }
    *out_reason = store_message(&s->store);
    keep_reason(out_reason);
    release(s);
    return err;
}

static void driver_close(struct store *store) {
    release(pg_of(store));
}

static bool is_there(const struct pg_connection *c) {
    return PQstatus(c->pg) == CONNECTION_OK && !c->stale;
}

static bool driver_away(const struct store *store) {
    return !is_there(&((const struct pg_store *)store)->records);
}

static enum err driver_present(const char *path, bool *out_there, const char **out_reason) {
    struct pg_store *s;
    TRY(reach(&(struct store_options){.path = path, .read_only = true}, &s, out_reason));
    enum err err = look(s, out_there);
    if (err != OK) {
        *out_reason = store_message(&s->store);
        keep_reason(out_reason);
    }
    release(s);
    return err;
}

/* What is not ours stays. */
static void driver_remove(const char *path) {
    struct pg_store *s;
    const char *reason;
    char text[1024];
    if (reach(&(struct store_options){.path = path}, &s, &reason) != OK) return;
    snprintf(text, sizeof text,
             "DO $$ DECLARE name text = '%s'; one text; mark text ="
             " obj_description(to_regnamespace(name), 'pg_namespace'); BEGIN"
             " IF mark IN ('" MARK "', '" MARK_SPREAD "') THEN"
             " EXECUTE format('DROP SCHEMA %%I CASCADE', name);"
             " ELSIF mark = '" MARK_GUEST "' THEN"
             " FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = name LOOP"
             " EXECUTE format('DROP TABLE %%I.%%I CASCADE', name, one); END LOOP;"
             " EXECUTE format('COMMENT ON SCHEMA %%I IS NULL', name);"
             " END IF; END $$",
             s->address.schema);
    pg_run(&s->records, text);
    release(s);
}

static enum err driver_bytes(struct store *store, int64_t *out) {
    return store_int(&store->writer.reader,
                     SQL("SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class c"
                         " WHERE c.relnamespace = current_schema()::regnamespace"
                         " AND c.relkind = 'r' AND c.relname <> 'piece'"),
                     BIND_NONE, out);
}

/* -- Transactions ----------------------------------------------------------------------
 * One writer at a time works on an organisation, wherever its server runs: it takes a lock
 * of the schema's name before its transaction has looked at anything. So the order of the
 * journal is the order of commits, a counter has no gaps, and nothing has to be done twice
 * because two writers crossed. Commits are shared by a group of requests. */

static const struct str edges[] = {
    [EDGE_BEGIN_READ] = STR_INIT("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"),
    [EDGE_END_READ] = STR_INIT("COMMIT"),
    [EDGE_BEGIN] = STR_INIT("BEGIN"),
    [EDGE_COMMIT] = STR_INIT("COMMIT"),
    [EDGE_ROLLBACK] = STR_INIT("ROLLBACK"),
    [EDGE_SAVEPOINT] = STR_INIT("SAVEPOINT request"),
    [EDGE_SAVEPOINT_KEEP] = STR_INIT("RELEASE request"),
    [EDGE_SAVEPOINT_TRUST] = STR_INIT("RELEASE request"),
    [EDGE_SAVEPOINT_UNDO] = STR_INIT("ROLLBACK TO request"),
};
static const struct str take_lock =
    STR_INIT("SELECT pg_advisory_xact_lock(hashtextextended(current_schema(), 0))");

static enum err say(struct pg_connection *c, struct str text) {
    return pg_send(c, text, BIND_NONE, NULL);
}

/* Whether the transaction went with its connection. What follows must not then run one by
 * one, each durable on its own. */
static bool transaction_lost(const struct pg_connection *c) {
    return c->open && !is_there(c);
}

static enum err lost(struct pg_connection *c) {
    return store_fail(c->store, ERR_BUSY,
                      "the connection to the database was lost within a transaction");
}

/* Before something new begins. A server that went away said so, and behind what it said the
 * connection ends: then it is made again. */
static enum err be_there(struct pg_store *s) {
    struct pg_connection *c = &s->records;
    if (PQconsumeInput(c->pg)) (void)PQconsumeInput(c->pg);
    return pg_revive(c, s);
}

/* Beginning to read waits for nothing: it goes with the first question. That the server went
 * away meanwhile is mostly known without asking. */
static enum err begin_read(struct pg_store *s) {
    struct pg_connection *c = &s->records;
    TRY(be_there(s));
    enum err err = say(c, edges[EDGE_BEGIN_READ]);
    c->open = true;
    if (err != OK) pg_part(c);
    return err;
}

static enum err begin_once(struct pg_store *s) {
    struct pg_connection *c = &s->records;
    TRY(be_there(s));
    c->open = true;
    enum err err = say(c, edges[EDGE_BEGIN]);
    if (err == OK) err = say(c, take_lock);
    enum err end = pg_settle(c);
    return err == OK ? end : err;
}

/* The writer waits for its turn. That the server went away shows at the first thing asked of
 * it. Nothing is lost yet, so the connection is made again and asked once more. */
static enum err begin(struct pg_store *s) {
    struct pg_connection *c = &s->records;
    enum err err = begin_once(s);
    if (err != OK && c->open && !is_there(c)) err = begin_once(s);
    if (err == OK || !c->open) return err;
    c->failure = OK;
    if (is_there(c)) (void)say(c, edges[EDGE_ROLLBACK]);
    pg_part(c);
    return err;
}

/* A COMMIT of a transaction that failed on the way answers ROLLBACK, or is passed over where the
 * failure had not been heard of. One that waited for a standby and was let go before it was
 * heard from succeeds with a warning: it may be lost. */
static enum err commit(struct pg_connection *c) {
    struct pg_answer answer = {0};
    c->warned = false;
    TRY(pg_send(c, edges[EDGE_COMMIT], BIND_NONE, &answer));
    c->open = false;
    enum err err = pg_await(c, &answer);
    c->open = err != OK && PQtransactionStatus(c->pg) == PQTRANS_INERROR;
    if (err != OK) return err;
    bool committed = str_is(str_of(PQcmdStatus(answer.result)), "COMMIT");
    PQclear(answer.result);
    if (!committed)
        return store_fail(c->store, ERR_STORE, "the transaction had failed before");
    return c->warned ? ERR_BUSY : OK;
}

/* What was sent within it may fail as late as now. */
static enum err keep(struct pg_connection *c) {
    enum err err = say(c, edges[EDGE_SAVEPOINT_KEEP]);
    pg_read_all(c);
    return err == OK && c->failure != OK ? pg_settle(c) : err;
}

static enum err trust(struct pg_connection *c) {
    TRY(say(c, edges[EDGE_SAVEPOINT_TRUST]));
    pg_trust(c);
    return OK;
}

static enum err undo(struct pg_connection *c) {
    enum err err = pg_settle(c);
    if (c->trusted_wrongly) return err;
    c->failure = OK;
    c->plans = PG_PLANS_UNKNOWN;
    TRY(say(c, edges[EDGE_SAVEPOINT_UNDO]));
    return say(c, edges[EDGE_SAVEPOINT_KEEP]);
}

static enum err roll_back(struct pg_connection *c) {
    if (!c->open) return OK;
    (void)pg_settle(c);
    c->failure = OK;
    c->plans = PG_PLANS_UNKNOWN;
    enum err err = transaction_lost(c) ? OK : say(c, edges[EDGE_ROLLBACK]);
    pg_part(c);
    return err;
}

static enum err end_read(struct pg_connection *c) {
    TRY(say(c, edges[EDGE_END_READ]));
    pg_part(c);
    return OK;
}

static enum err driver_edge(struct store *store, enum edge edge) {
    struct pg_connection *c = &pg_of(store)->records;
    pg_answers_close(c);
    if (transaction_lost(c) && edge != EDGE_ROLLBACK) return lost(c);
    switch (edge) {
    case EDGE_BEGIN_READ: return begin_read(pg_of(store));
    case EDGE_END_READ: return end_read(c);
    case EDGE_BEGIN: return begin(pg_of(store));
    case EDGE_COMMIT: return commit(c);
    case EDGE_ROLLBACK: return roll_back(c);
    case EDGE_SAVEPOINT: return say(c, edges[EDGE_SAVEPOINT]);
    case EDGE_SAVEPOINT_KEEP: return keep(c);
    case EDGE_SAVEPOINT_TRUST: return trust(c);
    case EDGE_SAVEPOINT_UNDO: return undo(c);
    }
    return ERR_STORE;
}

/* ---- Statements ---- */

/* Whether a statement may run; before one that stands alone the connection is made again. */
static enum err make_fit(struct pg_store *s) {
    if (transaction_lost(&s->records)) return lost(&s->records);
    return s->records.open ? OK : be_there(s);
}

static enum err driver_exec(struct store *store, struct str text, struct bind bind) {
    struct pg_store *s = pg_of(store);
    TRY(make_fit(s));
    return pg_change(&s->records, text, bind);
}

/* One that stands alone is durable when it returns. */
static enum err driver_send(struct store *store, struct str text, struct bind bind) {
    struct pg_connection *c = &pg_of(store)->records;
    if (!c->open) return driver_exec(store, text, bind);
    TRY(make_fit(pg_of(store)));
    return pg_send(c, text, bind, NULL);
}

static enum err driver_pour(struct store *store, const struct pour *p) {
    TRY(make_fit(pg_of(store)));
    return pg_pour(&pg_of(store)->records, p);
}

static int64_t driver_changes(struct store *store) {
    return pg_of(store)->records.changes;
}

static struct pg_answer *empty_answer(struct pg_connection *c) {
    for (int i = 0; i < PG_ANSWERS_OPEN; i++)
        if (!c->answers[i].used) return &c->answers[i];
    return NULL;
}

static enum pg_plans plans_for(struct str text) {
    return str_starts(text, STR(PG_PLANNED_ONCE)) ? PG_PLANS_KEPT : PG_PLANS_CHOSEN;
}

/* Within a transaction the answer is awaited when its rows are walked. */
static enum err ask(struct pg_connection *c, struct str text, struct bind bind,
                    struct pg_answer *answer) {
    if (!c->open) {
        TRY(pg_send(c, text, bind, answer));
        return pg_await(c, answer);
    }
    TRY(pg_plan(c, plans_for(text)));
    if (!answer->result) return pg_send(c, text, bind, answer);
    return pg_ask_truth(c, text, bind, answer->known);
}

static enum err query(struct store *store, struct str text, struct bind bind,
                      struct pg_known *known, struct rows *out_rows) {
    struct pg_connection *c = &pg_of(store)->records;
    TRY(make_fit(pg_of(store)));
    struct pg_answer *answer = empty_answer(c);
    if (!answer) return store_fail(store, ERR_LIMIT, "too many queries open at once");
    *answer = (struct pg_answer){.used = true, .row = -1, .known = known};
    if (known) answer->result = known->result;
    enum err err = ask(c, text, bind, answer);
    if (err == OK)
        out_rows->statement = answer;
    else
        pg_answer_drop(c, answer);
    return err;
}

static enum err driver_query(struct store *store, struct str text, struct bind bind,
                             struct rows *out_rows) {
    return query(store, text, bind, NULL, out_rows);
}

static enum err driver_query_steady(struct store *store, struct str text, struct bind bind,
                                    struct rows *out_rows) {
    struct pg_connection *c = &pg_of(store)->records;
    struct pg_known *known = c->open ? pg_known_of(c, text, bind) : NULL;
    return query(store, text, bind, known, out_rows);
}

static void driver_close_rows(struct rows *rows) {
    pg_answer_drop(&pg_of(rows->store)->records, rows->statement);
    rows->statement = NULL;
}

static enum err await(const struct rows *rows) {
    struct pg_answer *answer = rows->statement;
    return answer->result ? OK : pg_await(&pg_of(rows->store)->records, answer);
}

static bool driver_next(struct rows *rows) {
    struct pg_answer *answer = rows->statement;
    rows->err = await(rows);
    if (rows->err == OK && ++answer->row < PQntuples(answer->result)) return true;
    driver_close_rows(rows);
    return false;
}

static struct value driver_value(struct rows *rows, int column) {
    const struct pg_answer *answer = rows->statement;
    return pg_value(answer->result, answer->row, column);
}

static int driver_columns(const struct rows *rows) {
    const struct pg_answer *answer = rows->statement;
    return await(rows) == OK ? PQnfields(answer->result) : 0;
}

/* ---- The table ---- */

static const struct dialect dialect = {
    .search_id = "id",
    .types = {[COLUMN_INT] = "bigint",
              [COLUMN_TEXT] = "text COLLATE \"C\"", /* ordered by bytes, as SQLite does */
              [COLUMN_BYTES] = "bytea"},
    .zeros = {[COLUMN_INT] = "0", [COLUMN_TEXT] = "''", [COLUMN_BYTES] = "''"},
    .table_end = "",
    .clustered_end = "",
    .tables = {"SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema()"
               " AND tablename NOT LIKE 'search\\_%' AND tablename <> 'piece'"},
    .key = {"SELECT a.attname::text FROM pg_index i"
            " JOIN LATERAL unnest(i.indkey::smallint[]) WITH ORDINALITY k(n, at) ON true"
            " JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.n"
            " WHERE i.indrelid = to_regclass(quote_ident(?1)) AND i.indisprimary"
            " ORDER BY k.at"},
    .columns = {"SELECT attname::text, CASE atttypid WHEN 'bigint'::regtype THEN 0"
                " WHEN 'text'::regtype THEN 1 ELSE 2 END FROM pg_attribute"
                " WHERE attrelid = to_regclass(quote_ident(?1)) AND attnum > 0"
                " AND NOT attisdropped ORDER BY attnum"},
    .indexes = {"SELECT indexname::text FROM pg_indexes"
                " WHERE schemaname = current_schema() AND tablename = ?1"},
};

const struct store_driver pg_driver = {
    .scheme = PG_SCHEME,
    .dialect = &dialect,
    .waits = true,
    .open = driver_open,
    .close = driver_close,
    .present = driver_present,
    .remove = driver_remove,
    .bytes = driver_bytes,
    .edge = driver_edge,
    .exec = driver_exec,
    .send = driver_send,
    .changes = driver_changes,
    .pour = driver_pour,
    .query = driver_query,
    .query_steady = driver_query_steady,
    .presume = pg_presume,
    .sure = pg_sure,
    .next = driver_next,
    .value = driver_value,
    .columns = driver_columns,
    .close_rows = driver_close_rows,
    .spread = &pg_spread,
    .search_create = pg_search_create,
    .search_write = pg_search_write,
    .search_clear = pg_search_clear,
    .search_count = pg_search_count,
    .search_any = pg_search_any,
    .search_expect = pg_search_expect,
    .search_tidy = pg_search_tidy,
    .search_select = pg_search_select,
    .search_newest = pg_search_newest,
    .files_put = pg_files_put,
    .files_get = pg_files_get,
    .files_list = pg_files_list,
    .files_forget = pg_files_forget,
    .away = driver_away,
    .behind = pg_behind,
    .listen = pg_listen,
    .ear = pg_ear,
    .hear = pg_hear,
    .tell = pg_tell,
    .checkpoint = pg_checkpoint,
    .analyse = pg_analyse,
    .integrity = pg_integrity,
};

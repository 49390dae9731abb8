/* connect.c - addresses, connecting, and the settings a connection runs with. */
#include "store/pg/connect.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* How long to wait: for a server to answer a connection, for a statement of a page, of a
 * writer, of one who brings very much (whose indexes may take an hour to make; 0: without
 * end), for another writer of the same organisation. */
#define CONNECT_SECONDS "5"
#define READER_TIME "30s"
#define WRITER_TIME "10min"
#define BULK_TIME "0"
#define WRITER_WAIT "30s"
/* A host that fell silent, ours or the server's, is found out after so long: the server then
 * gives back the lock that a dead writer held. */
#define SILENT_SECONDS "10"
#define PROBE_SECONDS "5"
#define PROBES "3"
#define UNANSWERED_MS "25000"
/* A replica is given up sooner: its primary can be asked instead. */
#define REPLICA_CONNECT_SECONDS "2"
#define REPLICA_UNANSWERED_MS "5000"

enum { AWAY_MS = 200 }; /* it is not asked again before */

struct pg_store *pg_of(struct store *s) {
    return (struct pg_store *)s;
}

/* ---- Addresses ---- */

/* Append `parameter` to a URI that has `count` of them. */
static void put_parameter(char *uri, struct str parameter, int count) {
    size_t n = strlen(uri);
    uri[n] = count ? '&' : '?';
    memcpy(uri + n + 1, parameter.p, parameter.n);
    uri[n + 1 + parameter.n] = 0;
}

/* What libpq has to say against it is not shown: that may hold the password. */
static bool is_uri(const char *uri) {
    char *complaint = NULL;
    PQconninfoOption *parts = PQconninfoParse(uri, &complaint);
    PQconninfoFree(parts);
    PQfreemem(complaint);
    return parts != NULL;
}

/* Schemas that are there without us, where extensions and the server's own tables stand. */
static bool is_theirs(struct str schema) {
    return str_is(schema, "public") || str_is(schema, "information_schema")
           || str_starts(schema, STR("pg_"));
}

enum err pg_address_parse(const char *path, struct pg_address *out,
                          const char **out_reason) {
    struct str rest = str_of(path), base, parameter, schema = STR(PG_SCHEMA_USUAL);
    int kept = 0;
    char *uri = calloc(1, rest.n + 1);
    if (!uri) abort();
    if (str_cut(&rest, '?', &base)) memcpy(uri, base.p, base.n);
    while (rest.n && str_cut(&rest, '&', &parameter)) {
        if (str_starts(parameter, STR("schema=")))
            schema = str_from(parameter, strlen("schema="));
        else
            put_parameter(uri, parameter, kept++);
    }
    bool named = schema.n <= PG_SCHEMA_CHARS && query_is_name(schema);
    const char *wrong = !named ? "a schema's name has small letters, digits and _ alone"
                        : is_theirs(schema) ? "that schema is the server's own"
                        : !is_uri(uri)
                            ? "the address is not as postgresql://user@host:port/database"
                            : NULL;
    if (wrong) {
        free(uri);
        *out_reason = wrong;
        return ERR_INVALID;
    }
    *out = (struct pg_address){.uri = uri};
    memcpy(out->schema, schema.p, schema.n);
    return OK;
}

/* ---- Connecting ---- */

/* What every connection runs with. Time limits of a page are shorter than of a writer. A
 * commit is durable when it returns, whatever is usual on that server; one that asks more,
 * of a standby, is obeyed. */
static enum err set_up(struct pg_connection *c, const struct pg_store *s) {
    char text[512];
    bool reads = s->options.read_only;
    const char *time = s->options.bulk ? BULK_TIME : reads ? READER_TIME : WRITER_TIME;
    snprintf(text, sizeof text,
             "SET search_path TO \"%s\"; SET statement_timeout TO '%s';"
             " SET lock_timeout TO '%s'; SET default_transaction_read_only TO %s;"
             " SET client_min_messages TO warning;"
             " SELECT set_config('synchronous_commit', 'on', false)"
             " WHERE current_setting('synchronous_commit') = 'off'",
             s->address.schema, time, WRITER_WAIT, reads ? "on" : "off");
    return pg_run(c, text);
}

static const char *unfit(PGconn *pg) {
    const char *encoding = PQparameterStatus(pg, "server_encoding");
    if (PQserverVersion(pg) / 100 < PG_VERSION_LEAST)
        return "the server must be PostgreSQL 15 or newer";
    if (!encoding || strcmp(encoding, "UTF8") != 0)
        return "the database must have the encoding UTF8";
    return NULL;
}

/* What stands before the address holds unless the address says otherwise. */
static PGconn *dial(const char *uri, bool replica) {
    const char *const parameters[][2] = {
        {"target_session_attrs", replica ? "any" : "read-write"},
        {"connect_timeout", replica ? REPLICA_CONNECT_SECONDS : CONNECT_SECONDS},
        {"keepalives_idle", SILENT_SECONDS},
        {"keepalives_interval", PROBE_SECONDS},
        {"keepalives_count", PROBES},
        {"tcp_user_timeout", replica ? REPLICA_UNANSWERED_MS : UNANSWERED_MS},
        {"dbname", NULL},
        {"client_encoding", "UTF8"},
        {"application_name", "moshtari"},
        {"options",
         "-c timezone=UTC -c tcp_keepalives_idle=" SILENT_SECONDS
         " -c tcp_keepalives_interval=" PROBE_SECONDS " -c tcp_keepalives_count=" PROBES},
    };
    enum { COUNT = sizeof parameters / sizeof *parameters };
    const char *names[COUNT + 1] = {0}, *values[COUNT + 1] = {0};
    for (int i = 0; i < COUNT; i++) {
        names[i] = parameters[i][0];
        values[i] = parameters[i][1] ? parameters[i][1] : uri;
    }
    return PQconnectdbParams(names, values, 1);
}

/* Warnings come beside the answer. */
static void heed(void *connection, const PGresult *result) {
    struct pg_connection *c = connection;
    c->warned = true;
    pg_failed(c, result);
}

enum err pg_connect(struct pg_connection *c, const struct pg_store *s,
                    const char **out_reason) {
    c->pg = dial(s->address.uri, s->options.replica);
    if (!c->pg) abort(); /* no memory */
    PQsetNoticeReceiver(c->pg, heed, c);
    const char *reason = NULL;
    enum err err = PQstatus(c->pg) == CONNECTION_OK ? OK : ERR_IO;
    if (err != OK) pg_failed(c, NULL);
    if (err == OK && (reason = unfit(c->pg))) err = store_fail(c->store, ERR_STORE, reason);
    if (err == OK) err = set_up(c, s);
    if (err == OK) return OK;
    *out_reason = reason ? reason : store_message(c->store);
    pg_disconnect(c);
    return err;
}

void pg_disconnect(struct pg_connection *c) {
    if (!c->pg) return;
    pg_answers_close(c);
    pg_statements_forget(c);
    pg_known_forget(c);
    pg_pipe_reset(c);
    PQfinish(c->pg);
    c->pg = NULL;
}

/* ---- Connecting again ---- */

static int64_t tick_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* A connection that takes no settings is none. */
static enum err settle_in(struct pg_connection *c, const struct pg_store *s) {
    bool writes = c == &s->records && !s->options.read_only;
    enum err err = set_up(c, s);
    if (err == OK && writes) err = pg_take_seat(c, s);
    c->stale = err != OK;
    return err;
}

enum err pg_revive(struct pg_connection *c, const struct pg_store *s) {
    if (PQstatus(c->pg) == CONNECTION_OK && !c->stale) return OK;
    if (c->away_ms && tick_ms() - c->away_ms < AWAY_MS)
        return store_fail(c->store, ERR_BUSY, "the database does not answer");
    pg_statements_forget(c);
    pg_pipe_reset(c);
    PQreset(c->pg);
    bool there = PQstatus(c->pg) == CONNECTION_OK;
    c->away_ms = there ? 0 : tick_ms();
    return there ? settle_in(c, s) : pg_failed(c, NULL);
}

/* The search begins at another place each time, so that a seat given up rests a while: its
 * identifiers may have run ahead of the clock. */
enum err pg_take_seat(struct pg_connection *c, const struct pg_store *s) {
    static const struct str text =
        STR_INIT("SELECT seat FROM (SELECT ((pg_backend_pid() + n) % ?2)::int AS seat"
                 " FROM generate_series(0, ?2 - 1) AS n) AS seats"
                 " WHERE pg_try_advisory_lock(hashtext(?1), seat) LIMIT 1");
    PGresult *result;
    TRY(pg_execute(c, text, BIND(v_text(str_of(s->address.schema)), v_int(STORE_SEATS)),
                   &result));
    bool found = PQntuples(result) == 1;
    if (found) c->store->seat = (int)pg_value(result, 0, 0).i;
    PQclear(result);
    return found ? OK : store_fail(c->store, ERR_BUSY, "too many programs write at once");
}

/* ---- The connection to the files ---- */

/* The table of the pieces: a writer makes it, a reader may find none. */
static enum err files_table(struct pg_connection *c, const struct pg_store *s) {
    static const char made[] =
        "BEGIN; SELECT pg_advisory_xact_lock(hashtextextended(current_schema(), 1));"
        " CREATE TABLE IF NOT EXISTS piece (sha256 text COLLATE \"C\" PRIMARY KEY,"
        " bytes bytea NOT NULL); COMMIT";
    PGresult *result;
    if (!s->options.read_only) return pg_run(c, made);
    TRY(pg_execute(c, STR("SELECT to_regclass('piece')"), BIND_NONE, &result));
    bool there = !PQgetisnull(result, 0, 0);
    PQclear(result);
    return there ? OK : ERR_ABSENT;
}

enum err pg_to_files(struct pg_store *s, struct pg_connection **out) {
    struct pg_connection *c = &s->files;
    const char *reason = "";
    *out = c;
    if (c->pg) return pg_revive(c, s);
    enum err err = pg_connect(c, s, &reason);
    if (err != OK) return store_fail(&s->store, err, reason);
    err = files_table(c, s);
    if (err != OK) pg_disconnect(c);
    return err;
}

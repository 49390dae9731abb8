/* files.c - pieces of files in the second database. The key is kept as its letters: beside
 * a piece of up to 256 KB the 32 bytes more are nothing, and the table can be read by a
 * person. */
#include "base/arena.h"
#include "store/sqlite/connect.h"
#include "store/sqlite/sqlite.h"

/* A rowid table: large rows lie badly in the tree of a clustered one. */
static const char table[] = "CREATE TABLE IF NOT EXISTS piece (id INTEGER PRIMARY KEY,"
                            " sha256 TEXT NOT NULL UNIQUE, bytes BLOB NOT NULL) STRICT";

static const struct str put = STR_INIT("INSERT INTO piece (sha256, bytes) VALUES (?1, ?2)"
                                       " ON CONFLICT DO NOTHING");
static const struct str get = STR_INIT("SELECT bytes FROM piece WHERE sha256 = ?1");
static const struct str list = STR_INIT("SELECT sha256 FROM piece WHERE sha256 > ?1"
                                        " ORDER BY sha256 LIMIT ?2");
static const struct str forget = STR_INIT("DELETE FROM piece WHERE sha256 = ?1");

static enum err open_files(struct sqlite_store *s) {
    struct connection *c = &s->files;
    struct store_options options = s->options;
    const char *reason = "";
    options.create = !options.read_only;
    enum err err = connection_open(c, s->files_path, &options, &reason);
    if (err != OK) return store_fail(&s->store, err, reason);
    if (options.create) err = connection_run(c, table);
    if (err != OK) connection_close(c);
    return err;
}

enum err connection_to_files(struct sqlite_store *s, struct connection **out) {
    if (!s->files.db) TRY(open_files(s));
    *out = &s->files;
    return OK;
}

enum err sqlite_files_put(struct store *s, struct str sha256, struct str bytes) {
    struct connection *c;
    TRY(connection_to_files(sqlite_of(s), &c));
    return statement_run(c, put, BIND(v_text(sha256), v_bytes(bytes)));
}

enum err sqlite_files_get(struct store *s, struct arena *mem, struct str sha256,
                          struct str *out) {
    struct connection *c;
    struct statement *st;
    TRY(connection_to_files(sqlite_of(s), &c));
    TRY(statement_take(c, get, BIND(v_text(sha256)), &st));
    int rc = sqlite3_step(st->stmt);
    if (rc == SQLITE_ROW) *out = str_dup(mem, statement_value(st, 0).s);
    enum err err = rc == SQLITE_ROW    ? OK
                   : rc == SQLITE_DONE ? ERR_ABSENT
                                       : connection_failed(c, rc);
    statement_return(c, st);
    return err;
}

static enum err read_keys(struct connection *c, struct arena *mem, struct bind bind,
                          struct str *keys, int *count) {
    struct statement *st;
    int rc;
    TRY(statement_take(c, list, bind, &st));
    while ((rc = sqlite3_step(st->stmt)) == SQLITE_ROW)
        keys[(*count)++] = str_dup(mem, statement_value(st, 0).s);
    enum err err = rc == SQLITE_DONE ? OK : connection_failed(c, rc);
    statement_return(c, st);
    return err;
}

enum err sqlite_files_list(struct store *s, struct arena *mem, struct str after, int limit,
                           struct str *keys, int *out_count) {
    struct connection *c;
    *out_count = 0;
    enum err err = connection_to_files(sqlite_of(s), &c);
    if (err == ERR_ABSENT) return OK; /* no file was ever kept */
    TRY(err);
    return read_keys(c, mem, BIND(v_text(after), v_int(limit)), keys, out_count);
}

enum err sqlite_files_forget(struct store *s, const struct str *keys, int count) {
    struct connection *c;
    TRY(connection_to_files(sqlite_of(s), &c));
    TRY(connection_run(c, "BEGIN IMMEDIATE"));
    enum err err = OK;
    for (int i = 0; err == OK && i < count; i++)
        err = statement_run(c, forget, BIND(v_text(keys[i])));
    if (err == OK) err = connection_run(c, "COMMIT");
    if (err != OK) sqlite3_exec(c->db, "ROLLBACK", NULL, NULL, NULL);
    return err;
}

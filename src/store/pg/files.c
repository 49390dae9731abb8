/* files.c - pieces of files in a table of the organisation's schema, over a connection of
 * their own: a piece is committed before the row that names it. */
#include "base/arena.h"
#include "store/pg/connect.h"
#include "store/pg/pg.h"

static const struct str put = STR_INIT("INSERT INTO piece (sha256, bytes) VALUES (?1, ?2)"
                                       " ON CONFLICT DO NOTHING");
static const struct str get = STR_INIT("SELECT bytes FROM piece WHERE sha256 = ?1");
static const struct str list = STR_INIT("SELECT sha256 FROM piece WHERE sha256 > ?1"
                                        " ORDER BY sha256 LIMIT ?2");
static const struct str forget = STR_INIT("DELETE FROM piece WHERE sha256 = ?1");

enum err pg_files_put(struct store *s, struct str sha256, struct str bytes) {
    struct pg_connection *c;
    TRY(pg_to_files(pg_of(s), &c));
    return pg_change(c, put, BIND(v_text(sha256), v_bytes(bytes)));
}

enum err pg_files_get(struct store *s, struct arena *mem, struct str sha256,
                      struct str *out) {
    struct pg_connection *c;
    PGresult *result;
    TRY(pg_to_files(pg_of(s), &c));
    TRY(pg_execute(c, get, BIND(v_text(sha256)), &result));
    bool found = PQntuples(result) == 1;
    if (found) *out = str_dup(mem, pg_value(result, 0, 0).s);
    PQclear(result);
    return found ? OK : ERR_ABSENT;
}

enum err pg_files_list(struct store *s, struct arena *mem, struct str after, int limit,
                       struct str *keys, int *out_count) {
    struct pg_connection *c;
    PGresult *result;
    *out_count = 0;
    enum err err = pg_to_files(pg_of(s), &c);
    if (err == ERR_ABSENT) return OK;
    TRY(err);
    TRY(pg_execute(c, list, BIND(v_text(after), v_int(limit)), &result));
    for (; *out_count < PQntuples(result); ++*out_count)
        keys[*out_count] = str_dup(mem, pg_value(result, *out_count, 0).s);
    PQclear(result);
    return OK;
}

enum err pg_files_forget(struct store *s, const struct str *keys, int count) {
    struct pg_connection *c;
    TRY(pg_to_files(pg_of(s), &c));
    TRY(pg_run(c, "BEGIN"));
    enum err err = OK;
    for (int i = 0; err == OK && i < count; i++)
        err = pg_change(c, forget, BIND(v_text(keys[i])));
    enum err end = pg_run(c, err == OK ? "COMMIT" : "ROLLBACK");
    return err == OK ? end : err;
}

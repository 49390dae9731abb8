/* files.c - pieces of files in a table of the organisation's schema, over a connection of
 * their own: a piece is committed before the row that names it. */
#include "base/arena.h"
#include "store/pg/connect.h"
#include "store/pg/pg.h"

static const struct str put = STR_INIT("INSERT INTO piece (sha256, bytes) VALUES (?1, ?2)"
                                       " ON CONFLICT DO NOTHING");
static const struct str get = STR_INIT("SELECT bytes FROM piece WHERE sha256 = ?1");
static const struct str list = STR_INIT("SELECT sha256 FROM piece");
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

static enum err forget_unwanted(struct pg_connection *c, files_keep *keep, void *self,
                                int64_t *removed) {
    PGresult *keys;
    TRY(pg_execute(c, list, BIND_NONE, &keys));
    enum err err = OK;
    for (int i = 0; err == OK && i < PQntuples(keys); i++) {
        struct str key = pg_value(keys, i, 0).s;
        if (keep(self, key)) continue;
        err = pg_change(c, forget, BIND(v_text(key)));
        ++*removed;
    }
    PQclear(keys);
    return err;
}

enum err pg_files_sweep(struct store *s, files_keep *keep, void *self,
                        int64_t *out_removed) {
    struct pg_connection *c;
    *out_removed = 0;
    TRY(pg_to_files(pg_of(s), &c));
    TRY(pg_run(c, "BEGIN"));
    enum err err = forget_unwanted(c, keep, self, out_removed);
    enum err end = pg_run(c, err == OK ? "COMMIT" : "ROLLBACK");
    return err == OK ? end : err;
}

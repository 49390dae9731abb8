/* adopt.c - a search index that was made in memory becomes that of a file. FTS5 keeps an
 * index in plain tables, and those of the same definition are the same: their rows are
 * copied. It is done on the connection in memory, so that every connection to the file
 * learns that its index was changed by another. */
#include "base/arena.h"
#include "store/sqlite/connect.h"
#include "store/sqlite/sqlite.h"

static const char *const attach = "ATTACH %Q AS whole";
static const char *const copy[] = {
    "BEGIN IMMEDIATE",
    "DELETE FROM whole.search_%w_data",
    "DELETE FROM whole.search_%w_idx",
    "INSERT INTO whole.search_%w_data SELECT * FROM main.search_%w_data",
    "INSERT INTO whole.search_%w_idx SELECT * FROM main.search_%w_idx",
    "INSERT INTO whole.search_%w_docsize SELECT * FROM main.search_%w_docsize",
    "COMMIT",
};

static enum err run(struct connection *c, const char *form, const char *name) {
    char *text = sqlite3_mprintf(form, name, name);
    enum err err = text ? connection_run(c, text) : ERR_STORE;
    sqlite3_free(text);
    return err;
}

/* A row in docsize stands in the way of the copy; a busy database gives ERR_BUSY. */
static enum err copy_all(struct connection *c, const char *name) {
    for (size_t i = 0; i < sizeof copy / sizeof *copy; i++)
        TRY(run(c, copy[i], name));
    return OK;
}

static enum err is_empty(struct connection *c, const char *name, bool *out) {
    char *text = sqlite3_mprintf("SELECT 1 FROM whole.search_%w_docsize LIMIT 1", name);
    sqlite3_stmt *stmt = NULL;
    int rc = text ? sqlite3_prepare_v2(c->db, text, -1, &stmt, NULL) : SQLITE_NOMEM;
    if (rc == SQLITE_OK) rc = sqlite3_step(stmt);
    *out = rc == SQLITE_DONE;
    sqlite3_finalize(stmt);
    sqlite3_free(text);
    return rc == SQLITE_DONE || rc == SQLITE_ROW ? OK : connection_failed(c, rc);
}

static enum err adopt(struct connection *c, const char *name) {
    bool empty;
    TRY(is_empty(c, name, &empty));
    if (!empty) return ERR_CONFLICT;
    enum err err = copy_all(c, name);
    if (err != OK && !sqlite3_get_autocommit(c->db)) (void)connection_run(c, "ROLLBACK");
    return err;
}

enum err sqlite_search_adopt(struct store *aside, const char *path, struct str name) {
    struct connection *c = &sqlite_of(aside)->records;
    struct arena *mem = arena_create();
    /* Else the tables of an index are kept from being written. */
    sqlite3_db_config(c->db, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
    enum err err = run(c, attach, path);
    if (err == OK) {
        err = adopt(c, str_z(mem, name));
        enum err end = connection_run(c, "DETACH whole");
        if (err == OK) err = end;
    }
    arena_free(mem);
    return err;
}

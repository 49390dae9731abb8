/* statement.c - prepared statements kept by their text, and what is bound to them.
 * The address of a text is only a hint where to look; the text itself decides. */
#include "store/sqlite/connect.h"

#include <assert.h>
#include <stdio.h>

static bool has_text(const struct statement *st, struct str text) {
    return st->length == text.n && memcmp(sqlite3_sql(st->stmt), text.p, text.n) == 0;
}

static struct statement **hint_for(struct connection *c, struct str text) {
    return &c->hints[((uintptr_t)text.p >> 3) % STATEMENT_HINTS];
}

static struct statement **bucket_for(struct connection *c, uint64_t hash) {
    return &c->buckets[hash % STATEMENT_BUCKETS];
}

static struct statement *find_idle(struct connection *c, struct str text, uint64_t hash) {
    struct statement *st = *bucket_for(c, hash);
    while (st && (st->busy || st->hash != hash || !has_text(st, text)))
        st = st->next;
    return st;
}

static void forget(struct connection *c, struct statement *st) {
    struct statement **at = bucket_for(c, st->hash);
    while (*at != st)
        at = &(*at)->next;
    *at = st->next;
    sqlite3_finalize(st->stmt);
    *st = (struct statement){0};
}

/* A place for one more: unused, or freed of the idle statement that waited longest. */
static struct statement *empty_place(struct connection *c) {
    if (c->kept < STATEMENTS_KEPT) return &c->statements[c->kept++];
    struct statement *oldest = NULL;
    for (int i = 0; i < STATEMENTS_KEPT; i++) {
        struct statement *st = &c->statements[i];
        if (!st->busy && (!oldest || st->turn < oldest->turn)) oldest = st;
    }
    if (oldest && oldest->stmt) forget(c, oldest);
    return oldest;
}

static enum err prepare(struct connection *c, struct str text, uint64_t hash,
                        struct statement **out) {
    const char *tail = NULL;
    sqlite3_stmt *stmt = NULL;
    if (text.n > INT32_MAX) return store_fail(c->store, ERR_LIMIT, "a statement too long");
    int rc = sqlite3_prepare_v3(c->db, text.p, (int)text.n, SQLITE_PREPARE_PERSISTENT,
                                &stmt, &tail);
    if (rc != SQLITE_OK) return connection_failed(c, rc);
    assert(stmt && tail == text.p + text.n); /* one statement, and not an empty one */
    struct statement *st = empty_place(c);
    if (!st) {
        sqlite3_finalize(stmt);
        return store_fail(c->store, ERR_LIMIT, "too many statements open at once");
    }
    struct statement **bucket = bucket_for(c, hash);
    *st = (struct statement){.stmt = stmt, .hash = hash, .length = text.n, .next = *bucket};
    *bucket = st;
    *out = st;
    return OK;
}

static enum err find(struct connection *c, struct str text, struct statement **out) {
    struct statement **hint = hint_for(c, text);
    struct statement *st = *hint;
    if (!st || st->busy || !st->stmt || !has_text(st, text)) {
        uint64_t hash = str_hash(text);
        st = find_idle(c, text, hash);
        if (!st) TRY(prepare(c, text, hash, &st));
        *hint = st;
    }
    *out = st;
    return OK;
}

static int bind_value(sqlite3_stmt *stmt, int at, const struct value *v) {
    const char *p = v->kind >= V_TEXT && v->s.p ? v->s.p : "";
    switch (v->kind) {
    case V_NULL: return sqlite3_bind_null(stmt, at);
    case V_INT: return sqlite3_bind_int64(stmt, at, v->i);
    case V_TEXT:
        return sqlite3_bind_text64(stmt, at, p, v->s.n, SQLITE_STATIC, SQLITE_UTF8);
    case V_BYTES: return sqlite3_bind_blob64(stmt, at, p, v->s.n, SQLITE_STATIC);
    }
    return SQLITE_MISUSE;
}

enum err statement_take(struct connection *c, struct str text, struct bind bind,
                        struct statement **out) {
    struct statement *st = NULL;
    TRY(find(c, text, &st));
    assert(sqlite3_bind_parameter_count(st->stmt) == bind.count);
    st->busy = true;
    st->turn = ++c->turn;
    c->busy++;
    for (int i = 0; i < bind.count; i++) {
        int rc = bind_value(st->stmt, i + 1, &bind.values[i]);
        if (rc == SQLITE_OK) continue;
        enum err err = connection_failed(c, rc);
        statement_return(c, st);
        return err;
    }
    *out = st;
    return OK;
}

void statement_return(struct connection *c, struct statement *st) {
    sqlite3_reset(st->stmt);
    sqlite3_clear_bindings(st->stmt); /* they point to memory of others */
    st->busy = false;
    c->busy--;
}

void statements_return(struct connection *c) {
    for (int i = 0; c->busy > 0 && i < c->kept; i++)
        if (c->statements[i].busy) statement_return(c, &c->statements[i]);
}

void statements_free(struct connection *c) {
    statements_return(c);
    for (int i = 0; i < c->kept; i++)
        sqlite3_finalize(c->statements[i].stmt);
    c->kept = 0;
}

/* Step to the end and return it. */
static enum err statement_finish(struct connection *c, struct statement *st) {
    int rc;
    assert(st);
    do
        rc = sqlite3_step(st->stmt);
    while (rc == SQLITE_ROW);
    enum err err = rc == SQLITE_DONE ? OK : connection_failed(c, rc);
    statement_return(c, st);
    return err;
}

enum err statement_run(struct connection *c, struct str text, struct bind bind) {
    struct statement *st = NULL;
    TRY(statement_take(c, text, bind, &st));
    return statement_finish(c, st);
}

struct value statement_value(struct statement *st, int column) {
    sqlite3_stmt *stmt = st->stmt;
    const char *p;
    switch (sqlite3_column_type(stmt, column)) {
    case SQLITE_INTEGER:
    case SQLITE_FLOAT: return v_int(sqlite3_column_int64(stmt, column));
    case SQLITE_TEXT:
        p = (const char *)sqlite3_column_text(stmt, column);
        return v_text(str_n(p ? p : "", (size_t)sqlite3_column_bytes(stmt, column)));
    case SQLITE_BLOB:
        p = sqlite3_column_blob(stmt, column);
        return v_bytes(str_n(p ? p : "", (size_t)sqlite3_column_bytes(stmt, column)));
    }
    return v_null();
}

/* -- What a result
 * means ------------------------------------------------------------------ */

static const struct meaning {
    int rc;
    enum err err;
} meanings[] = {
    {SQLITE_OK, OK},
    {SQLITE_CONSTRAINT_UNIQUE, ERR_CONFLICT},
    {SQLITE_CONSTRAINT_PRIMARYKEY, ERR_CONFLICT},
    {SQLITE_CONSTRAINT_ROWID, ERR_CONFLICT},
    {SQLITE_BUSY, ERR_BUSY},
    {SQLITE_LOCKED, ERR_BUSY},
    {SQLITE_INTERRUPT, ERR_BUSY},
    {SQLITE_CORRUPT, ERR_CORRUPT},
    {SQLITE_NOTADB, ERR_CORRUPT},
    {SQLITE_TOOBIG, ERR_LIMIT},
    {SQLITE_FULL, ERR_FULL},
};

enum err sqlite_meaning(int rc) {
    for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++)
        if (meanings[i].rc == rc || meanings[i].rc == (rc & 0xff)) return meanings[i].err;
    return ERR_STORE;
}

enum err connection_failed(struct connection *c, int rc) {
    char text[STORE_MESSAGE_BYTES];
    snprintf(text, sizeof text, "%s (sqlite %d)", sqlite3_errmsg(c->db), rc);
    return store_fail(c->store, sqlite_meaning(rc), text);
}

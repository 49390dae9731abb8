/* pour.c - rows by COPY, in its binary form (PostgreSQL's documentation, COPY, "Binary
 * Format"). It does not go through a pipe: what was sent before is waited for. */
#include "store/pg/connect.h"

#include "base/arena.h"

enum {
    CHUNK_BYTES = 16 * 1024,
    VALUE_MOST = 1024 * 1024 * 1024 - 1, /* bytes; PostgreSQL takes no larger one */
    NULL_LENGTH = -1,
    NO_MORE_ROWS = -1,
};

/* The way to the server, once it said that it takes rows. */
struct stream {
    PGconn *pg;
    size_t n;
    bool broken;
    char bytes[CHUNK_BYTES];
};

static void give(struct stream *to, const char *p, size_t n) {
    if (n && !to->broken) to->broken = PQputCopyData(to->pg, p, (int)n) != 1;
}

static void flush(struct stream *to) {
    give(to, to->bytes, to->n);
    to->n = 0;
}

static void put(struct stream *to, struct str bytes) {
    if (bytes.n > CHUNK_BYTES - to->n) flush(to);
    if (bytes.n > CHUNK_BYTES) {
        give(to, bytes.p, bytes.n);
    } else if (bytes.n) {
        memcpy(to->bytes + to->n, bytes.p, bytes.n);
        to->n += bytes.n;
    }
}

/* The last `bytes` of a number, the highest first. */
static void put_number(struct stream *to, int64_t n, size_t bytes) {
    uint64_t big = __builtin_bswap64((uint64_t)n);
    put(to, str_n((const char *)&big + sizeof big - bytes, bytes));
}

static void put_value(struct stream *to, const struct value *v) {
    if (v->kind == V_NULL) {
        put_number(to, NULL_LENGTH, 4);
    } else if (v->kind == V_INT) {
        put_number(to, sizeof v->i, 4);
        put_number(to, v->i, sizeof v->i);
    } else {
        put_number(to, (int64_t)v->s.n, 4);
        put(to, v->s);
    }
}

static void put_rows(struct stream *to, const struct pour *p) {
    static const char head[19] = "PGCOPY\n\377\r\n"; /* and no flags, and no extension */
    const struct value *v = p->values;
    put(to, str_n(head, sizeof head));
    for (int row = 0; row < p->rows; row++) {
        put_number(to, p->column_count, 2);
        for (int i = 0; i < p->column_count; i++)
            put_value(to, v++);
    }
    put_number(to, NO_MORE_ROWS, 2);
    flush(to);
}

/* Bytes say nothing of their type: the server would read a text's as a number. */
static enum err check(struct store *s, const struct pour *p) {
    static const enum value_kind kinds[] = {
        [COLUMN_INT] = V_INT, [COLUMN_TEXT] = V_TEXT, [COLUMN_BYTES] = V_BYTES};
    for (size_t i = 0; i < (size_t)p->rows * (size_t)p->column_count; i++) {
        const struct value *v = &p->values[i];
        if (v->kind == V_NULL) continue;
        if (v->kind != kinds[p->columns[i % (size_t)p->column_count].kind])
            return store_fail(s, ERR_STORE, "a value of another kind than its column");
        if (v->kind != V_INT && v->s.n > VALUE_MOST)
            return store_fail(s, ERR_LIMIT, "a value is too long");
    }
    return OK;
}

static const char *copy_text(struct arena *mem, const struct pour *p) {
    struct query q = query_in(mem);
    query_add(&q, SQL("COPY "));
    query_name(&q, p->table);
    query_add(&q, SQL(" ("));
    for (int i = 0; i < p->column_count; i++) {
        query_add(&q, i ? SQL(", ") : SQL(""));
        query_name(&q, p->columns[i].name);
    }
    query_add(&q, SQL(") FROM STDIN (FORMAT binary)"));
    buf_byte(&q.text, 0);
    return q.text.p;
}

static PGresult *begin(struct pg_connection *c, const struct pour *p) {
    struct arena *mem = arena_create();
    PGresult *result = PQexec(c->pg, copy_text(mem, p));
    arena_free(mem);
    return result;
}

/* What the server says of all the rows. A failure on the way is told only here. */
static PGresult *end(struct stream *to) {
    if (PQputCopyEnd(to->pg, NULL) != 1) to->broken = true;
    PGresult *said = PQgetResult(to->pg), *more = NULL;
    if (said && PQstatus(to->pg) == CONNECTION_OK) more = PQgetResult(to->pg);
    PQclear(more);
    return said;
}

enum err pg_pour(struct pg_connection *c, const struct pour *p) {
    struct stream to = {.pg = c->pg};
    TRY(check(c->store, p));
    TRY(pg_leave_pipe(c));
    PGresult *result = begin(c, p);
    if (PQresultStatus(result) == PGRES_COPY_IN) {
        PQclear(result);
        put_rows(&to, p);
        result = end(&to);
    }
    bool good = !to.broken && PQresultStatus(result) == PGRES_COMMAND_OK;
    enum err err = good ? OK : pg_met(c, result);
    PQclear(result);
    return err;
}

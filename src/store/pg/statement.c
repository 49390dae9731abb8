/* statement.c - statements prepared once and kept by their text and types, what is bound
 * to them, and what comes back. Values travel in PostgreSQL's binary form. */
#include "store/pg/connect.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Types by their number in PostgreSQL's catalogue, where they never change
 * (src/include/catalog/pg_type.dat). */
enum {
    TYPE_BOOL = 16,
    TYPE_BYTEA = 17,
    TYPE_INT8 = 20,
    TYPE_INT2 = 21,
    TYPE_INT4 = 23,
    TYPE_TEXT = 25,
    TYPE_NUMERIC = 1700,
};

enum { BINARY = 1 };

static const Oid types[] = {
    [V_NULL] = 0, [V_INT] = TYPE_INT8, [V_TEXT] = TYPE_TEXT, [V_BYTES] = TYPE_BYTEA};

/* ---- The statements kept ---- */

static struct pg_statement **bucket_for(struct pg_connection *c, uint64_t hash) {
    return &c->buckets[hash % PG_STATEMENT_BUCKETS];
}

static bool takes(const struct pg_statement *st, struct str text, struct bind bind) {
    if (st->length != text.n || st->count != bind.count) return false;
    if (memcmp(st->text, text.p, text.n) != 0) return false;
    for (int i = 0; i < bind.count; i++)
        if (bind.values[i].kind != V_NULL && bind.values[i].kind != st->kinds[i])
            return false;
    return true;
}

static struct pg_statement *find(struct pg_connection *c, struct str text, uint64_t hash,
                                 struct bind bind) {
    struct pg_statement *st = *bucket_for(c, hash);
    while (st && (st->hash != hash || !takes(st, text, bind)))
        st = st->next;
    return st;
}

static void clear(struct pg_statement *st) {
    free(st->text);
    free(st->kinds);
    *st = (struct pg_statement){0};
}

void pg_statements_forget(struct pg_connection *c) {
    for (int i = 0; i < c->kept; i++)
        clear(&c->statements[i]);
    memset(c->buckets, 0, sizeof c->buckets);
    c->kept = 0;
}

static void take_out(struct pg_connection *c, struct pg_statement *st) {
    struct pg_statement **at = bucket_for(c, st->hash);
    while (*at != st)
        at = &(*at)->next;
    *at = st->next;
    clear(st);
}

void pg_statement_forget(struct pg_connection *c, unsigned number) {
    for (int i = 0; i < c->kept; i++)
        if (c->statements[i].text && c->statements[i].number == number)
            take_out(c, &c->statements[i]);
}

/* Outside of a transaction it is over before what follows: a BEGIN that came with it would find the
 * view of the database chosen already. */
static enum err give_back(struct pg_connection *c, struct pg_statement *st) {
    char text[PG_NAME_BYTES + 16];
    snprintf(text, sizeof text, "DEALLOCATE %s", st->name);
    take_out(c, st);
    TRY(pg_sent(c, PQsendQueryParams(c->pg, text, 0, NULL, NULL, NULL, NULL, BINARY),
                (struct pg_sent){.kind = PG_SENT_COMMAND}));
    return c->open ? OK : pg_settle(c);
}

/* A place for one more: unused, or freed of the statement that waited longest. */
static enum err empty_place(struct pg_connection *c, struct pg_statement **out) {
    struct pg_statement *oldest = &c->statements[0];
    if (c->kept < PG_STATEMENTS_KEPT) {
        *out = &c->statements[c->kept++];
        return OK;
    }
    for (int i = 1; i < PG_STATEMENTS_KEPT; i++)
        if (c->statements[i].turn < oldest->turn) oldest = &c->statements[i];
    *out = oldest;
    return oldest->text ? give_back(c, oldest) : OK;
}

/* The text with $n for ?n; what stands in quotes stays. */
static char *in_dollars(struct str text) {
    char *out = malloc(text.n + 1), quote = 0;
    if (!out) abort();
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        if (quote ? c == quote : c == '\'' || c == '"') quote = quote ? 0 : c;
        out[i] = c == '?' && !quote ? '$' : c;
    }
    out[text.n] = 0;
    return out;
}

static void keep(struct pg_connection *c, struct pg_statement *st, struct str text,
                 uint64_t hash, struct bind bind) {
    struct pg_statement **bucket = bucket_for(c, hash);
    *st = (struct pg_statement){.text = malloc(text.n + 1),
                                .length = text.n,
                                .hash = hash,
                                .number = ++c->numbered,
                                .kinds = malloc((size_t)bind.count + 1),
                                .count = bind.count,
                                .next = *bucket};
    if (!st->text || !st->kinds) abort();
    snprintf(st->name, sizeof st->name, "s%u", st->number);
    memcpy(st->text, text.p, text.n);
    for (int i = 0; i < bind.count; i++)
        st->kinds[i] = (unsigned char)bind.values[i].kind;
    *bucket = st;
}

static enum err prepare(struct pg_connection *c, struct str text, uint64_t hash,
                        struct bind bind, struct pg_statement **out) {
    Oid oids[QUERY_BINDS];
    struct pg_statement *st;
    for (int i = 0; i < bind.count; i++)
        oids[i] = types[bind.values[i].kind];
    TRY(empty_place(c, &st));
    keep(c, st, text, hash, bind);
    char *dollars = in_dollars(text);
    int went = PQsendPrepare(c->pg, st->name, dollars, bind.count, oids);
    free(dollars);
    *out = st;
    return pg_sent(c, went,
                   (struct pg_sent){.kind = PG_SENT_PREPARE, .statement = st->number});
}

/* ---- Running ---- */

/* What PQsendQueryPrepared wants to know of the values. */
struct sent_values {
    const char *values[QUERY_BINDS];
    int lengths[QUERY_BINDS], formats[QUERY_BINDS];
    uint64_t integers[QUERY_BINDS];
};

static uint64_t big_endian(uint64_t n) {
    return __builtin_bswap64(n);
}

static void send_value(struct sent_values *sent, int i, const struct value *v) {
    sent->formats[i] = BINARY;
    sent->values[i] = NULL;
    sent->lengths[i] = 0;
    if (v->kind == V_INT) {
        sent->integers[i] = big_endian((uint64_t)v->i);
        sent->values[i] = (const char *)&sent->integers[i];
        sent->lengths[i] = sizeof sent->integers[i];
    } else if (v->kind != V_NULL) {
        sent->values[i] = v->s.p ? v->s.p : "";
        sent->lengths[i] = (int)v->s.n;
    }
}

/* How best to find words depends on how common they are: a plan kept for all values walks the
 * whole table for a rare word. How best to find many values (query_bind_rows) depends on how
 * large the table is by now: a plan kept since it was small reads all of it. So such statements
 * are planned each time. */
static bool is_planned_anew(struct str text) {
    return str_has(text, STR(" AS tsquery)")) || str_has(text, STR(" IN (VALUES ("));
}

static int send_once(struct pg_connection *c, struct str text, struct bind bind,
                     const struct sent_values *sent) {
    Oid oids[QUERY_BINDS];
    for (int i = 0; i < bind.count; i++)
        oids[i] = types[bind.values[i].kind];
    char *dollars = in_dollars(text);
    int went = PQsendQueryParams(c->pg, dollars, bind.count, oids, sent->values,
                                 sent->lengths, sent->formats, BINARY);
    free(dollars);
    return went;
}

/* NULL: it is to be planned for its values. */
static enum err find_or_prepare(struct pg_connection *c, struct str text, struct bind bind,
                                struct pg_statement **out) {
    uint64_t hash = str_hash_quick(text);
    *out = find(c, text, hash, bind);
    if (!*out && is_planned_anew(text)) return OK;
    if (!*out) TRY(prepare(c, text, hash, bind, out));
    (*out)->turn = ++c->turn;
    return OK;
}

enum err pg_send(struct pg_connection *c, struct str text, struct bind bind,
                 struct pg_answer *answer) {
    struct sent_values sent;
    struct pg_statement *st;
    const struct pg_sent one = {.kind = PG_SENT_COMMAND, .answer = answer};
    assert(bind.count <= QUERY_BINDS);
    TRY(pg_ready(c));
    for (int i = 0; i < bind.count; i++)
        send_value(&sent, i, &bind.values[i]);
    TRY(find_or_prepare(c, text, bind, &st));
    if (!st) return pg_sent(c, send_once(c, text, bind, &sent), one);
    return pg_sent(c,
                   PQsendQueryPrepared(c->pg, st->name, bind.count, sent.values,
                                       sent.lengths, sent.formats, BINARY),
                   one);
}

enum err pg_plan(struct pg_connection *c, enum pg_plans plans) {
    static const char *const modes[] = {
        [PG_PLANS_CHOSEN] = "SET plan_cache_mode TO auto",
        [PG_PLANS_KEPT] = "SET plan_cache_mode TO force_generic_plan",
    };
    if (c->plans == plans) return OK;
    TRY(pg_ready(c));
    c->plans = plans;
    return pg_sent(
        c, PQsendQueryParams(c->pg, modes[plans], 0, NULL, NULL, NULL, NULL, BINARY),
        (struct pg_sent){.kind = PG_SENT_COMMAND});
}

enum err pg_execute(struct pg_connection *c, struct str text, struct bind bind,
                    PGresult **out) {
    struct pg_answer answer = {0};
    TRY(pg_send(c, text, bind, &answer));
    TRY(pg_await(c, &answer));
    *out = answer.result;
    return OK;
}

enum err pg_change(struct pg_connection *c, struct str text, struct bind bind) {
    PGresult *result = NULL;
    TRY(pg_execute(c, text, bind, &result));
    if (!str_int(str_of(PQcmdTuples(result)), &c->changes)) c->changes = 0;
    bool ended = c->open && str_is(str_of(PQcmdStatus(result)), "ROLLBACK");
    PQclear(result);
    if (ended) pg_stay_failed(c, ERR_STORE, "the transaction was rolled back");
    return OK;
}

enum err pg_run(struct pg_connection *c, const char *text) {
    TRY(pg_leave_pipe(c));
    PGresult *result = PQexec(c->pg, text);
    ExecStatusType status = PQresultStatus(result);
    bool good = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
    enum err err = good ? OK : pg_failed(c, result);
    PQclear(result);
    return err;
}

/* ---- What comes back ---- */

static int64_t integer(const char *p, int bytes) {
    uint64_t n = (signed char)p[0] < 0 ? UINT64_MAX : 0;
    for (int i = 0; i < bytes; i++)
        n = n << 8 | (unsigned char)p[i];
    return (int64_t)n;
}

/* A decimal number as sums come: 16-bit words count, weight, sign, scale, then digits of
 * base 10,000 (src/backend/utils/adt/numeric.c). What lies behind the point is cut off;
 * what no integer can hold becomes the largest. */
static int64_t numeric(const char *p) {
    enum { BASE = 10000, HEAD_BYTES = 8, NEGATIVE = 0x4000 };
    int64_t count = integer(p, 2), weight = integer(p + 2, 2), n = 0;
    bool over = false;
    for (int64_t i = 0; i <= weight; i++) {
        int64_t digit = i < count ? integer(p + HEAD_BYTES + 2 * i, 2) : 0;
        over = over || __builtin_mul_overflow(n, BASE, &n)
               || __builtin_add_overflow(n, digit, &n);
    }
    if (over) n = INT64_MAX;
    return integer(p + 4, 2) == NEGATIVE ? -n : n;
}

struct value pg_value(const PGresult *result, int row, int column) {
    if (PQgetisnull(result, row, column)) return v_null();
    const char *p = PQgetvalue(result, row, column);
    int n = PQgetlength(result, row, column);
    switch (PQftype(result, column)) {
    case TYPE_INT8:
    case TYPE_INT4:
    case TYPE_INT2:
    case TYPE_BOOL: return v_int(integer(p, n));
    case TYPE_NUMERIC: return v_int(numeric(p));
    case TYPE_BYTEA: return v_bytes(str_n(p, (size_t)n));
    }
    return v_text(str_n(p, (size_t)n));
}

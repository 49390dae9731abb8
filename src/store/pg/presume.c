/* presume.c - answers that hardly ever change are presumed to be what they were, while the
 * question is under way. What is known of them belongs to the connection; the truth, which
 * comes with whatever is waited for next, takes its place. */
#include "store/pg/connect.h"
#include "store/pg/pg.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* ---- What is known ---- */

/* A question as bytes: its text and its values. */
struct question {
    char bytes[PG_QUESTION_BYTES];
    size_t n;
    bool fits;
};

static void put(struct question *q, const void *bytes, size_t n) {
    q->fits = q->fits && n <= sizeof q->bytes - q->n;
    if (!q->fits) return;
    memcpy(q->bytes + q->n, bytes, n);
    q->n += n;
}

static struct question question_of(struct str text, struct bind bind) {
    struct question q = {.fits = true};
    put(&q, text.p, text.n);
    for (int i = 0; i < bind.count; i++) {
        const struct value *v = &bind.values[i];
        bool is_text = v->kind == V_TEXT || v->kind == V_BYTES;
        put(&q, &v->kind, sizeof v->kind);
        put(&q, is_text ? &v->s.n : (const void *)&v->i, sizeof v->i);
        if (is_text) put(&q, v->s.p, v->s.n);
    }
    return q;
}

static void forget(struct pg_known *k) {
    free(k->question);
    PQclear(k->result);
    *k = (struct pg_known){0};
}

/* The place of a question: where it is known, else one that is empty or was unused longest. */
static struct pg_known *place_of(struct pg_connection *c, const struct question *q) {
    uint64_t hash = str_hash_quick(str_n(q->bytes, q->n));
    struct pg_known *oldest = &c->known[0];
    for (int i = 0; i < PG_KNOWN; i++) {
        struct pg_known *k = &c->known[i];
        bool same = k->question && k->hash == hash && k->length == q->n;
        if (same && memcmp(k->question, q->bytes, q->n) == 0) return k;
        if (k->turn < oldest->turn) oldest = k;
    }
    forget(oldest);
    *oldest = (struct pg_known){.question = malloc(q->n), .length = q->n, .hash = hash};
    if (!oldest->question) abort();
    memcpy(oldest->question, q->bytes, q->n);
    return oldest;
}

struct pg_known *pg_known_of(struct pg_connection *c, struct str text, struct bind bind) {
    struct question q = question_of(text, bind);
    if (!c->presuming || !q.fits) return NULL;
    struct pg_known *k = place_of(c, &q);
    k->turn = ++c->turn;
    return k->result && c->presumed_count == PG_PRESUMED ? NULL : k;
}

void pg_known_forget(struct pg_connection *c) {
    for (int i = 0; i < PG_KNOWN; i++)
        forget(&c->known[i]);
}

/* ---- Whether it was true ---- */

void pg_presume(struct store *s) {
    pg_of(s)->records.presuming = true;
}

enum err pg_ask_truth(struct pg_connection *c, struct str text, struct bind bind,
                      struct pg_known *k) {
    for (int i = 0; i < c->presumed_count; i++)
        if (c->presumed[i] == k) return OK;
    TRY(pg_send(c, text, bind, &k->truth));
    c->presumed[c->presumed_count++] = k;
    return OK;
}

static bool same_value(const PGresult *a, const PGresult *b, int row, int column) {
    int n = PQgetlength(a, row, column);
    return PQgetisnull(a, row, column) == PQgetisnull(b, row, column)
           && n == PQgetlength(b, row, column)
           && memcmp(PQgetvalue(a, row, column), PQgetvalue(b, row, column), (size_t)n)
                  == 0;
}

static bool same_rows(const PGresult *a, const PGresult *b) {
    int rows = PQntuples(a), columns = PQnfields(a);
    bool same = rows == PQntuples(b) && columns == PQnfields(b);
    for (int i = 0; same && i < rows * columns; i++)
        same = same_value(a, b, i / columns, i % columns);
    return same;
}

/* Without an answer nothing is known any more. */
static bool learn_truth(struct pg_connection *c, struct pg_known *k) {
    bool heard = pg_await(c, &k->truth) == OK;
    bool same = heard && same_rows(k->truth.result, k->result);
    PQclear(k->result);
    k->result = k->truth.result;
    k->truth = (struct pg_answer){0};
    return same;
}

bool pg_sure(struct store *s) {
    struct pg_connection *c = &pg_of(s)->records;
    bool sure = true;
    pg_answers_close(c);
    for (int i = 0; i < c->presumed_count; i++)
        sure &= learn_truth(c, c->presumed[i]);
    c->presumed_count = 0;
    c->presuming = false;
    return sure;
}

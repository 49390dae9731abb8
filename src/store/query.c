#include "store/query.h"

#include "base/arena.h"
#include "store/driver.h"

#include <assert.h>

enum { QUERY_FIRST_BINDS = 16 };

struct query query_in(struct arena *mem) {
    return (struct query){.text = buf_in(mem, 0)};
}

void query_add(struct query *q, struct sql piece) {
    buf_putz(&q->text, piece.text);
}

bool query_is_name(struct str s) {
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool letter = (c >= 'a' && c <= 'z') || c == '_';
        if (!letter && (i == 0 || c < '0' || c > '9')) return false;
    }
    return s.n > 0;
}

void query_name(struct query *q, struct str name) {
    assert(query_is_name(name));
    buf_byte(&q->text, '"');
    buf_put(&q->text, name);
    buf_byte(&q->text, '"');
}

void query_column(struct query *q, char alias, struct str name) {
    assert(alias >= 'a' && alias <= 'z');
    buf_byte(&q->text, alias);
    buf_byte(&q->text, '.');
    query_name(q, name);
}

static void make_room(struct query *q) {
    int room = q->room ? q->room * 2 : QUERY_FIRST_BINDS;
    if (room > QUERY_BINDS) room = QUERY_BINDS;
    q->values = arena_grow(q->text.mem, q->values, (size_t)q->room * sizeof *q->values,
                           (size_t)room * sizeof *q->values);
    q->room = room;
}

void query_bind(struct query *q, struct value value) {
    if (q->count == QUERY_BINDS) q->text.failed = true;
    if (q->text.failed) return;
    if (q->count == q->room) make_room(q);
    q->values[q->count++] = value;
    buf_byte(&q->text, '?');
    buf_int(&q->text, q->count);
}

void query_bind_ids(struct query *q, const int64_t *ids, int count) {
    int room = 1;
    while (room < count)
        room *= 2;
    for (int i = 0; i < room; i++) {
        query_add(q, i ? SQL(", ") : SQL("("));
        query_bind(q, v_int(ids[i < count ? i : count - 1]));
    }
    query_add(q, SQL(")"));
}

static void bind_row(struct query *q, const struct value *values, int width) {
    for (int i = 0; i < width; i++) {
        query_add(q, i ? SQL(", ") : SQL("("));
        query_bind(q, values[i]);
    }
    query_add(q, SQL(")"));
}

void query_bind_rows(struct query *q, const struct value *values, int width, int count) {
    int room = 1;
    while (room < count)
        room *= 2;
    for (int i = 0; i < room; i++) {
        query_add(q, i ? SQL(", ") : SQL("(VALUES "));
        bind_row(q, values + (i < count ? i : count - 1) * width, width);
    }
    query_add(q, SQL(")"));
}

void query_number(struct query *q, int64_t n) {
    buf_int(&q->text, n);
}

static struct bind bound(const struct query *q) {
    return (struct bind){q->values, q->count};
}

enum err query_run(struct reader *r, const struct query *q, struct rows *out_rows) {
    if (!q->text.failed) return store_query_text(r, buf_str(&q->text), bound(q), out_rows);
    *out_rows = (struct rows){.store = r->store, .err = ERR_LIMIT};
    return ERR_LIMIT;
}

enum err query_exec(struct writer *w, const struct query *q) {
    if (q->text.failed) return ERR_LIMIT;
    return store_exec_text(w, buf_str(&q->text), bound(q));
}

enum err query_int(struct reader *r, const struct query *q, int64_t *out) {
    struct rows rows;
    TRY(query_run(r, q, &rows));
    bool found = rows_next(&rows);
    int64_t n = found ? rows_int(&rows, 0) : 0;
    TRY(rows_done(&rows));
    *out = n;
    return found ? OK : ERR_ABSENT;
}

enum err query_count(struct reader *r, struct arena *mem, struct str table, int64_t *out) {
    struct query q = query_in(mem);
    query_add(&q, SQL("SELECT count(*) FROM "));
    query_name(&q, table);
    return query_int(r, &q, out);
}

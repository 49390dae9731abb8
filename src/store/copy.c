#include "store/copy.h"

#include "base/arena.h"
#include "store/driver.h"
#include "store/names.h"
#include "store/pour.h"

#include <stdlib.h>

static int by_bytes(const void *a, const void *b) {
    const struct str *x = a, *y = b;
    return str_compare(*x, *y);
}

enum err copy_tables(struct reader *r, struct arena *mem, struct str **out_names,
                     int *out_count) {
    struct names list;
    TRY(names_load(r, mem, r->store->driver->dialect->tables, BIND_NONE, &list));
    qsort(list.names, (size_t)list.count, sizeof *list.names, by_bytes);
    *out_names = list.names;
    *out_count = list.count;
    return OK;
}

/* ---- Walking a table in the order of its key ---- */

/* A table under way. `mem` holds its names, `batch` the rows of one batch. */
struct walk {
    struct reader *from;
    struct arena *mem, *batch;
    struct str table;
    struct column *columns; /* by name */
    int width;              /* so many */
    struct names key;
    int *key_at;          /* where the key's columns stand among the columns */
    struct value *place;  /* the key of the latest row; NULL at the beginning */
    struct value *values; /* of a batch, row after row */
    int rows;
    struct sha256 sum; /* of all rows so far */
    int64_t summed;
};

static int by_name(const void *a, const void *b) {
    const struct column *x = a, *y = b;
    return str_compare(x->name, y->name);
}

static enum err read_columns(struct walk *w) {
    struct names names;
    struct rows rows;
    struct sql columns = w->from->store->driver->dialect->columns;
    struct bind table = BIND(v_text(w->table));
    TRY(names_load(w->from, w->mem, columns, table, &names));
    w->columns = NEWS(w->mem, (size_t)names.count, struct column);
    TRY(store_query(w->from, columns, table, &rows));
    for (; w->width < names.count && rows_next(&rows); w->width++) {
        struct str name = names.names[w->width];
        w->columns[w->width] = (struct column){name, (enum column_kind)rows_int(&rows, 1),
                                               names_have(&w->key, name)};
    }
    if (w->width) qsort(w->columns, (size_t)w->width, sizeof *w->columns, by_name);
    return rows_done(&rows);
}

static enum err walk_begin(struct walk *w) {
    const struct dialect *d = w->from->store->driver->dialect;
    TRY(names_load(w->from, w->mem, d->key, BIND(v_text(w->table)), &w->key));
    TRY(read_columns(w));
    w->key_at = NEWS(w->mem, (size_t)w->key.count, int);
    for (int i = 0; i < w->key.count; i++)
        for (int k = 0; k < w->width; k++)
            if (str_eq(w->key.names[i], w->columns[k].name)) w->key_at[i] = k;
    sha256_init(&w->sum);
    return w->key.count ? OK
                        : store_fail(w->from->store, ERR_STORE, "a table without a key");
}

static void add_comma(struct query *q, int i) {
    if (i) query_add(q, SQL(", "));
}

static void add_key(struct query *q, const struct walk *w) {
    for (int i = 0; i < w->key.count; i++) {
        add_comma(q, i);
        query_name(q, w->key.names[i]);
    }
}

static void add_columns(struct query *q, const struct walk *w) {
    for (int i = 0; i < w->width; i++) {
        add_comma(q, i);
        query_name(q, w->columns[i].name);
    }
}

static void add_place(struct query *q, const struct walk *w) {
    if (!w->place) return;
    query_add(q, SQL(" WHERE ("));
    add_key(q, w);
    query_add(q, SQL(") > ("));
    for (int i = 0; i < w->key.count; i++) {
        add_comma(q, i);
        query_bind(q, w->place[i]);
    }
    query_add(q, SQL(")"));
}

static struct value kept(struct arena *mem, struct value v) {
    if (v.kind == V_TEXT || v.kind == V_BYTES) v.s = str_dup(mem, v.s);
    return v;
}

static void keep_place(struct walk *w) {
    const struct value *last = w->values + (size_t)(w->rows - 1) * (size_t)w->width;
    w->place = NEWS(w->mem, (size_t)w->key.count, struct value);
    for (int i = 0; i < w->key.count; i++)
        w->place[i] = kept(w->mem, last[w->key_at[i]]);
}

static void add_value(struct sha256 *h, struct value v) {
    unsigned char head[1 + sizeof v.i] = {(unsigned char)v.kind};
    uint64_t n = v.kind == V_INT ? (uint64_t)v.i : v.kind == V_NULL ? 0 : v.s.n;
    for (size_t i = 0; i < sizeof n; i++)
        head[1 + i] = (unsigned char)(n >> (8 * i));
    sha256_add(h, str_n((const char *)head, sizeof head));
    if (v.kind == V_TEXT || v.kind == V_BYTES) sha256_add(h, v.s);
}

static void add_to_sum(struct walk *w) {
    for (int i = 0; i < w->rows * w->width; i++)
        add_value(&w->sum, w->values[i]);
    w->summed += w->rows;
}

static struct query batch_query(const struct walk *w) {
    struct query q = query_in(w->batch);
    query_add(&q, SQL("SELECT "));
    add_columns(&q, w);
    query_add(&q, SQL(" FROM "));
    query_name(&q, w->table);
    add_place(&q, w);
    query_add(&q, SQL(" ORDER BY "));
    add_key(&q, w);
    query_add(&q, SQL(" LIMIT "));
    query_number(&q, COPY_BATCH_ROWS);
    return q;
}

/* The next batch; walk.rows is 0 at the end. */
static enum err walk_next(struct walk *w) {
    struct rows rows;
    arena_reset(w->batch);
    struct query q = batch_query(w);
    TRY(query_run(w->from, &q, &rows));
    w->values = NEWS(w->batch, (size_t)(COPY_BATCH_ROWS * w->width), struct value);
    for (w->rows = 0; w->rows < COPY_BATCH_ROWS && rows_next(&rows); w->rows++)
        for (int i = 0; i < w->width; i++)
            w->values[w->rows * w->width + i] = kept(w->batch, rows_value(&rows, i));
    TRY(rows_done(&rows));
    add_to_sum(w);
    if (w->rows) keep_place(w);
    return OK;
}

static struct walk walk_of(struct reader *from, struct str table) {
    return (struct walk){
        .from = from, .table = table, .mem = arena_create(), .batch = arena_create()};
}

static void walk_end(struct walk *w) {
    arena_free(w->mem);
    arena_free(w->batch);
}

static struct table_sum walk_sum(struct walk *w) {
    return (struct table_sum){w->summed, sha256_done(&w->sum)};
}

/* ---- Copying ---- */

/* Ends a transaction of the store it goes to by how it went. */
static enum err committed(struct store *to, enum err err) {
    if (err == OK) return store_commit(to);
    store_rollback(to);
    return err;
}

static enum err remove_all(struct store *to, struct arena *mem, struct str table) {
    struct query q = query_in(mem);
    query_add(&q, SQL("DELETE FROM "));
    query_name(&q, table);
    TRY(store_begin(to));
    return committed(to, query_exec(store_writer(to), &q));
}

/* What an older version knew stays with the rows: a table or a column that no definition has
 * any more is made there too. */
static enum err make_room(const struct walk *w, struct store *to) {
    const struct table t = {.name = w->table,
                            .columns = w->columns,
                            .column_count = w->width,
                            .key = w->key.names,
                            .key_count = w->key.count};
    TRY(store_begin(to));
    return committed(to, schema_widen(store_writer(to), &t));
}

static enum err pour_batch(const struct walk *w, struct store *to) {
    return store_pour(store_writer(to),
                      &(struct pour){w->table, w->columns, w->width, w->values, w->rows});
}

/* One transaction; the walk's latest batch is empty at the end. */
static enum err pour_some(struct walk *w, struct store *to, copy_told *told, void *self) {
    enum err err = OK;
    for (int rows = 0; err == OK && rows < COPY_COMMIT_ROWS; rows += w->rows) {
        err = walk_next(w);
        if (err == OK && !w->rows) break;
        if (err == OK) err = pour_batch(w, to);
        if (err == OK && told && !told(self, w->rows)) err = ERR_BUSY;
    }
    return err;
}

static enum err copy_all(struct walk *w, struct store *to, copy_told *told, void *self) {
    TRY(walk_begin(w));
    TRY(make_room(w, to));
    TRY(remove_all(to, w->mem, w->table));
    do {
        TRY(store_begin(to));
        TRY(committed(to, pour_some(w, to, told, self)));
    } while (w->rows);
    return OK;
}

enum err copy_table(struct reader *from, struct store *to, struct str table,
                    copy_told *told, void *self, struct table_sum *out) {
    struct walk w = walk_of(from, table);
    enum err err = copy_all(&w, to, told, self);
    if (err == OK) *out = walk_sum(&w);
    walk_end(&w);
    return err;
}

/* ---- Proving ---- */

static enum err sum_all(struct walk *w) {
    TRY(walk_begin(w));
    do
        TRY(walk_next(w));
    while (w->rows);
    return OK;
}

enum err copy_sum(struct reader *r, struct str table, struct table_sum *out) {
    struct walk w = walk_of(r, table);
    enum err err = sum_all(&w);
    if (err == OK) *out = walk_sum(&w);
    walk_end(&w);
    return err;
}

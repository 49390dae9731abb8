#include "store/copy.h"

#include "base/arena.h"
#include "store/driver.h"
#include "store/names.h"

#include <stdlib.h>

static int by_bytes(const void *a, const void *b) {
    const struct str *x = a, *y = b;
    int order = memcmp(x->p, y->p, x->n < y->n ? x->n : y->n);
    return order ? order : (x->n > y->n) - (x->n < y->n);
}

static void sort(struct names *list) {
    qsort(list->names, (size_t)list->count, sizeof *list->names, by_bytes);
}

enum err copy_tables(struct reader *r, struct arena *mem, struct str **out_names,
                     int *out_count) {
    struct names list;
    TRY(names_load(r, mem, r->store->driver->dialect->tables, BIND_NONE, &list));
    sort(&list);
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
    struct names columns, key;
    int *key_at;          /* where the key's columns stand among the columns */
    struct value *place;  /* the key of the latest row; NULL at the beginning */
    struct value *values; /* of a batch, row after row */
    int rows;
};

static enum err walk_begin(struct walk *w) {
    const struct dialect *d = w->from->store->driver->dialect;
    struct bind table = BIND(v_text(w->table));
    TRY(names_load(w->from, w->mem, d->columns, table, &w->columns));
    TRY(names_load(w->from, w->mem, d->key, table, &w->key));
    sort(&w->columns);
    w->key_at = NEWS(w->mem, (size_t)w->key.count, int);
    for (int i = 0; i < w->key.count; i++)
        for (int k = 0; k < w->columns.count; k++)
            if (str_eq(w->key.names[i], w->columns.names[k])) w->key_at[i] = k;
    return w->key.count ? OK
                        : store_fail(w->from->store, ERR_STORE, "a table without a key");
}

static void add_names(struct query *q, const struct names *list) {
    for (int i = 0; i < list->count; i++) {
        query_add(q, i ? SQL(", ") : SQL(""));
        query_name(q, list->names[i]);
    }
}

static void add_place(struct query *q, const struct walk *w) {
    if (!w->place) return;
    query_add(q, SQL(" WHERE ("));
    add_names(q, &w->key);
    query_add(q, SQL(") > ("));
    for (int i = 0; i < w->key.count; i++) {
        query_add(q, i ? SQL(", ") : SQL(""));
        query_bind(q, w->place[i]);
    }
    query_add(q, SQL(")"));
}

static struct value kept(struct arena *mem, struct value v) {
    if (v.kind == V_TEXT || v.kind == V_BYTES) v.s = str_dup(mem, v.s);
    return v;
}

static void keep_place(struct walk *w) {
    const struct value *last = w->values + (size_t)(w->rows - 1) * (size_t)w->columns.count;
    w->place = NEWS(w->mem, (size_t)w->key.count, struct value);
    for (int i = 0; i < w->key.count; i++)
        w->place[i] = kept(w->mem, last[w->key_at[i]]);
}

/* The next batch; walk.rows is 0 at the end. */
static enum err walk_next(struct walk *w) {
    int width = w->columns.count;
    struct rows rows;
    arena_reset(w->batch);
    struct query q = query_in(w->batch);
    query_add(&q, SQL("SELECT "));
    add_names(&q, &w->columns);
    query_add(&q, SQL(" FROM "));
    query_name(&q, w->table);
    add_place(&q, w);
    query_add(&q, SQL(" ORDER BY "));
    add_names(&q, &w->key);
    query_add(&q, SQL(" LIMIT "));
    query_number(&q, COPY_BATCH_ROWS);
    TRY(query_run(w->from, &q, &rows));
    w->values = NEWS(w->batch, (size_t)(COPY_BATCH_ROWS * width), struct value);
    for (w->rows = 0; w->rows < COPY_BATCH_ROWS && rows_next(&rows); w->rows++)
        for (int i = 0; i < width; i++)
            w->values[w->rows * width + i] = kept(w->batch, rows_value(&rows, i));
    TRY(rows_done(&rows));
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

/* ---- Copying ---- */

/* As many rows as one statement may bind. */
static enum err insert_some(struct writer *to, const struct walk *w, int first, int count) {
    int width = w->columns.count;
    struct query q = query_in(w->batch);
    query_add(&q, SQL("INSERT INTO "));
    query_name(&q, w->table);
    query_add(&q, SQL(" ("));
    add_names(&q, &w->columns);
    query_add(&q, SQL(") VALUES "));
    for (int row = first; row < first + count; row++) {
        query_add(&q, row > first ? SQL(", (") : SQL("("));
        for (int i = 0; i < width; i++) {
            query_add(&q, i ? SQL(", ") : SQL(""));
            query_bind(&q, w->values[row * width + i]);
        }
        query_add(&q, SQL(")"));
    }
    return query_exec(to, &q);
}

static enum err insert_batch(struct writer *to, const struct walk *w) {
    int some = QUERY_BINDS / w->columns.count;
    for (int row = 0; row < w->rows; row += some)
        TRY(insert_some(to, w, row, w->rows - row < some ? w->rows - row : some));
    return OK;
}

/* One transaction of the store it goes to. */
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

/* The columns of the table that is copied, with what they hold. */
static enum err read_columns(struct walk *w, struct column *columns, int *out_count) {
    struct rows rows;
    *out_count = 0;
    TRY(store_query(w->from, w->from->store->driver->dialect->columns,
                    BIND(v_text(w->table)), &rows));
    for (; rows_next(&rows); ++*out_count) {
        struct str name = str_dup(w->mem, rows_text(&rows, 0));
        columns[*out_count] = (struct column){name, (enum column_kind)rows_int(&rows, 1),
                                              names_have(&w->key, name)};
    }
    return rows_done(&rows);
}

/* What an older version knew stays with the rows: a table or a column that no definition has
 * any more is made there too. */
static enum err make_room(struct walk *w, struct store *to) {
    struct table t = {.name = w->table, .key = w->key.names, .key_count = w->key.count};
    struct column *columns = NEWS(w->mem, (size_t)w->columns.count, struct column);
    TRY(read_columns(w, columns, &t.column_count));
    t.columns = columns;
    TRY(store_begin(to));
    return committed(to, schema_widen(store_writer(to), &t));
}

static enum err copy_all(struct walk *w, struct store *to, copy_told *told, void *self) {
    TRY(walk_begin(w));
    TRY(make_room(w, to));
    TRY(remove_all(to, w->mem, w->table));
    for (;;) {
        TRY(walk_next(w));
        if (!w->rows) return OK;
        TRY(store_begin(to));
        TRY(committed(to, insert_batch(store_writer(to), w)));
        if (told && !told(self, w->rows)) return ERR_BUSY;
    }
}

enum err copy_table(struct reader *from, struct store *to, struct str table,
                    copy_told *told, void *self) {
    struct walk w = walk_of(from, table);
    enum err err = copy_all(&w, to, told, self);
    walk_end(&w);
    return err;
}

/* ---- Proving ---- */

static void add_value(struct sha256 *h, struct value v) {
    unsigned char head[1 + sizeof v.i] = {(unsigned char)v.kind};
    uint64_t n = v.kind == V_INT ? (uint64_t)v.i : v.kind == V_NULL ? 0 : v.s.n;
    for (size_t i = 0; i < sizeof n; i++)
        head[1 + i] = (unsigned char)(n >> (8 * i));
    sha256_add(h, str_n((const char *)head, sizeof head));
    if (v.kind == V_TEXT || v.kind == V_BYTES) sha256_add(h, v.s);
}

static enum err sum_all(struct walk *w, struct table_sum *out) {
    struct sha256 h;
    sha256_init(&h);
    TRY(walk_begin(w));
    do {
        TRY(walk_next(w));
        for (int i = 0; i < w->rows * w->columns.count; i++)
            add_value(&h, w->values[i]);
        out->rows += w->rows;
    } while (w->rows);
    out->digest = sha256_done(&h);
    return OK;
}

enum err copy_sum(struct reader *r, struct str table, struct table_sum *out) {
    struct walk w = walk_of(r, table);
    *out = (struct table_sum){0};
    enum err err = sum_all(&w, out);
    walk_end(&w);
    return err;
}

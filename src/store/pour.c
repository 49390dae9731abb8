#include "store/pour.h"

#include "base/arena.h"
#include "store/driver.h"

#include <assert.h>

/* The statement that inserts one row. */
static struct str insert_text(struct arena *mem, const struct pour *p) {
    struct query q = query_in(mem);
    query_add(&q, SQL("INSERT INTO "));
    query_name(&q, p->table);
    query_add(&q, SQL(" ("));
    for (int i = 0; i < p->column_count; i++) {
        query_add(&q, i ? SQL(", ") : SQL(""));
        query_name(&q, p->columns[i].name);
    }
    query_add(&q, SQL(") VALUES ("));
    for (int i = 1; i <= p->column_count; i++)
        buf_format(&q.text, i > 1 ? ", ?%d" : "?%d", i);
    query_add(&q, SQL(")"));
    return buf_str(&q.text);
}

/* For engines that take rows one by one. */
static enum err insert_each(struct store *s, struct str text, const struct pour *p) {
    const struct value *row = p->values;
    for (int i = 0; i < p->rows; i++, row += p->column_count)
        TRY(s->driver->exec(s, text, (struct bind){row, p->column_count}));
    return OK;
}

static enum err pour(struct store *s, struct str text, const struct pour *p) {
    TRY(adding_write(s));
    TRY(store_count_text(s, text));
    return s->driver->pour ? s->driver->pour(s, p) : insert_each(s, text, p);
}

enum err store_pour(struct writer *w, const struct pour *p) {
    struct store *s = w->reader.store;
    assert(s->transaction == TRANSACTION_WRITE);
    if (!p->rows) return OK;
    struct arena *mem = arena_create();
    enum err err = pour(s, insert_text(mem, p), p);
    arena_free(mem);
    return err;
}

#include "store/adding.h"

#include "base/arena.h"
#include "store/driver.h"

#include <assert.h>

enum { ROWS_FIRST = 16 };

/* ---- Gathering ---- */

static struct added *added_to(struct adding *a, const struct row_form *form) {
    for (int i = 0; i < a->count; i++)
        if (a->tables[i].form == form) return &a->tables[i];
    if (a->count == ADDING_TABLES) return NULL;
    a->tables[a->count] = (struct added){.form = form};
    return &a->tables[a->count++];
}

static int width_of(const struct row_form *form) {
    return form->table->column_count - form->numbered;
}

static void gather(struct adding *a, struct added *to, const struct value *values) {
    size_t width = (size_t)width_of(to->form);
    if (to->rows == to->room) {
        size_t row = width * sizeof *values, room = (size_t)to->room;
        size_t more = room ? room * 2 : ROWS_FIRST;
        to->values = arena_grow(a->mem, to->values, room * row, more * row);
        to->room = (int)more;
    }
    struct value *out = to->values + (size_t)to->rows++ * width;
    for (size_t i = 0; i < width; i++) {
        out[i] = values[i];
        if (out[i].kind >= V_TEXT) out[i].s = str_dup(a->mem, out[i].s);
    }
}

enum err store_add(struct writer *w, const struct row_form *form,
                   const struct value *values) {
    struct store *s = w->reader.store;
    struct adding *a = &s->adding;
    struct bind bind = {values, width_of(form)};
    if (!s->driver->pour || s->transaction != TRANSACTION_WRITE)
        return store_send(w, form->insert, bind);
    TRY(store_count_text(s, str_of(form->insert.text)));
    if (!a->mem) a->mem = arena_create();
    struct added *to = added_to(a, form);
    if (!to || arena_used(a->mem) > ADDING_BYTES_MOST) {
        TRY(adding_write(s));
        to = added_to(a, form);
    }
    assert(to);
    gather(a, to, values);
    return OK;
}

/* ---- Writing ---- */

static enum err send_each(struct store *s, const struct added *rows) {
    struct str text = str_of(rows->form->insert.text);
    struct bind bind = {rows->values, width_of(rows->form)};
    for (int i = 0; i < rows->rows; i++, bind.values += bind.count)
        TRY(s->driver->send(s, text, bind));
    return OK;
}

static enum err largest(struct store *s, const struct table *t, int64_t *out) {
    struct query q = query_in(s->adding.mem);
    struct rows rows = {.store = s};
    query_add(&q, SQL("SELECT coalesce(max("));
    query_name(&q, t->columns[0].name);
    query_add(&q, SQL("), 0) FROM "));
    query_name(&q, t->name);
    TRY(s->driver->query(s, buf_str(&q.text), BIND_NONE, &rows));
    int64_t n = rows_next(&rows) ? rows_int(&rows, 0) : 0;
    TRY(rows_done(&rows));
    *out = n;
    return OK;
}

/* The values with a number before those of each row. */
static enum err number(struct store *s, const struct added *rows, struct value **out) {
    const struct table *t = rows->form->table;
    size_t width = (size_t)t->column_count, count = (size_t)rows->rows;
    struct value *values = NEWS(s->adding.mem, count * width, struct value);
    int64_t last;
    TRY(largest(s, t, &last));
    for (size_t i = 0; i < count; i++) {
        values[i * width] = v_int(++last);
        memcpy(values + i * width + 1, rows->values + i * (width - 1),
               (width - 1) * sizeof *values);
    }
    *out = values;
    return OK;
}

static enum err pour(struct store *s, const struct added *rows) {
    const struct table *t = rows->form->table;
    struct value *values = rows->values;
    if (rows->form->numbered) TRY(number(s, rows, &values));
    return s->driver->pour(
        s, &(struct pour){t->name, t->columns, t->column_count, values, rows->rows});
}

enum err adding_write(struct store *s) {
    struct adding *a = &s->adding;
    enum err err = OK;
    for (int i = 0; i < a->count && err == OK; i++)
        err = (a->tables[i].rows > ADDING_FEW ? pour : send_each)(s, &a->tables[i]);
    adding_clear(s);
    return err;
}

void adding_clear(struct store *s) {
    struct arena *mem = s->adding.mem;
    if (!s->adding.count) return;
    arena_reset(mem);
    s->adding = (struct adding){.mem = mem};
}

void adding_done(struct store *s) {
    arena_free(s->adding.mem);
    s->adding.mem = NULL;
}

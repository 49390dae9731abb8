#include "records/data/row.h"

#include "persian/fold.h"
#include "store/query.h"
#include "store/search.h"

#include <assert.h>

struct record row_blank(struct ctx *cx, const struct entity *e) {
    return (struct record){e, NEWS(cx->mem, (size_t)e->field_count, struct value)};
}

static struct value kept(struct arena *mem, struct value v) {
    if (v.kind == V_TEXT || v.kind == V_BYTES) v.s = str_dup(mem, v.s);
    return v;
}

struct record row_read_some(struct ctx *cx, const struct entity *e,
                            const struct selection *what, struct rows *rows) {
    struct record r = row_blank(cx, e);
    for (int i = 0; i < what->count; i++)
        r.values[what->fields[i]->at] = kept(cx->mem, rows_value(rows, i));
    return r;
}

struct record row_read(struct ctx *cx, const struct entity *e, struct rows *rows) {
    return row_read_some(cx, e, &e->plan->all, rows);
}

static enum err find(struct ctx *cx, const struct entity *e, const struct selection *what,
                     struct sql sql, struct bind bind, struct record *out) {
    struct rows rows;
    TRY(store_query(cx->db, sql, bind, &rows));
    bool found = rows_next(&rows);
    struct record r = {0};
    if (found) r = row_read_some(cx, e, what, &rows);
    TRY(rows_done(&rows));
    if (!found) return ERR_ABSENT;
    *out = r;
    return OK;
}

enum err row_find(struct ctx *cx, const struct entity *e, int64_t party, int64_t id,
                  struct record *out) {
    const struct plan *plan = e->plan;
    if (e->owned && party)
        return find(cx, e, &plan->all, plan->select_owned, BIND(v_int(party), v_int(id)),
                    out);
    return find(cx, e, &plan->all, plan->select, BIND(v_int(id)), out);
}

enum err row_find_brief(struct ctx *cx, const struct entity *e, int64_t id,
                        struct record *out) {
    return find(cx, e, &e->plan->brief, e->plan->select_brief, BIND(v_int(id)), out);
}

/* The columns of one field: its own, then the derived ones. */
static int field_values(struct ctx *cx, const struct field *f, struct value v,
                        struct value *out) {
    int n = 0;
    out[n++] = v;
    for (const struct derived *d = f->type->derived; n <= FIELD_DERIVED && d->suffix; d++)
        out[n++] = d->derive(cx, f, v);
    return n;
}

const struct value *row_columns(struct ctx *cx, const struct record *r, int *out_count) {
    const struct plan *plan = r->entity->plan;
    struct value *values =
        NEWS(cx->mem, (size_t)plan->table.column_count + FIELD_DERIVED, struct value);
    int n = 0;
    for (int i = 0; i < plan->all.count; i++) {
        const struct field *f = plan->all.fields[i];
        n += field_values(cx, f, r->values[f->at], values + n);
    }
    *out_count = n;
    return values;
}

enum err row_insert(struct ctx *cx, const struct entity *e, const struct value *columns,
                    int count, bool may_clash) {
    const struct row_form *insert = &e->plan->insert;
    assert(count == insert->table->column_count);
    if (!may_clash) return store_add(cx->writer, insert, columns);
    return store_exec(cx->writer, insert->insert, (struct bind){columns, count});
}

/* Append `"column" = ?n` for a field's columns. */
static void set_field(struct ctx *cx, struct query *q, const struct field *f,
                      struct value v) {
    struct value values[1 + FIELD_DERIVED];
    int n = field_values(cx, f, v, values);
    for (int i = 0; i < n; i++) {
        query_add(q, q->count ? SQL(", ") : SQL(" SET "));
        struct str name = f->name;
        if (i)
            name = str_format(cx->mem, "%.*s_%s", STR_ARG(f->name),
                              f->type->derived[i - 1].suffix);
        query_name(q, name);
        query_add(q, SQL(" = "));
        query_bind(q, values[i]);
    }
}

/* A record that goes to another party lies elsewhere then, perhaps on another machine. */
static enum err row_move(struct ctx *cx, const struct record *old,
                         const struct record *new) {
    int count;
    const struct value *columns = row_columns(cx, new, &count);
    TRY(store_exec(cx->writer, old->entity->plan->remove,
                   BIND(v_int(record_id(old)), old->values[FIELD_PARTY])));
    return row_insert(cx, new->entity, columns, count, true);
}

enum err row_update(struct ctx *cx, const struct record *old, const struct record *new) {
    const struct entity *e = new->entity;
    struct query q = query_in(cx->mem);
    if (e->owned && !value_eq(old->values[FIELD_PARTY], new->values[FIELD_PARTY]))
        return row_move(cx, old, new);
    query_add(&q, SQL("UPDATE "));
    query_name(&q, e->name);
    for (int i = 0; i < e->plan->all.count; i++) {
        const struct field *f = e->plan->all.fields[i];
        if (!value_eq(old->values[f->at], new->values[f->at]))
            set_field(cx, &q, f, new->values[f->at]);
    }
    if (q.count == 0) return OK;
    query_add(&q, SQL(" WHERE id = "));
    query_bind(&q, v_int(record_id(old)));
    if (e->owned) {
        query_add(&q, SQL(" AND party = "));
        query_bind(&q, old->values[FIELD_PARTY]);
    }
    return query_exec(cx->writer, &q);
}

enum err row_remove(struct ctx *cx, const struct record *r) {
    const struct entity *e = r->entity;
    struct bind one = BIND(v_int(record_id(r)));
    struct bind two = BIND(v_int(record_id(r)), r->values[FIELD_PARTY]);
    TRY(store_exec(cx->writer, e->plan->remove, e->owned ? two : one));
    return e->searched ? search_remove(cx->writer, e->name, record_id(r)) : OK;
}

/* Of all fields, a line each. */
static struct str field_lines(struct ctx *cx, const struct record *r) {
    const struct entity *e = r->entity;
    struct buf lines = buf_in(cx->mem, 0);
    for (int i = 0; i < e->field_count; i++) {
        const struct field *f = e->fields[i];
        if (!f->search || r->values[i].kind == V_NULL) continue;
        if (lines.n) buf_byte(&lines, '\n');
        buf_put(&lines, field_words(cx, f, r->values[i]));
    }
    return buf_str(&lines);
}

static void put_marks(struct ctx *cx, const struct record *r, struct buf *words) {
    const struct entity *e = r->entity;
    for (int i = 0; i < e->field_count; i++) {
        const struct field *f = e->fields[i];
        if (!f->search || !f->type->mark || r->values[i].kind == V_NULL) continue;
        struct str mark = f->type->mark(cx, f, r->values[i]);
        if (mark.n) buf_byte(words, ' ');
        buf_put(words, mark);
    }
}

struct str record_words(struct ctx *cx, const struct record *r) {
    struct buf words = buf_in(cx->mem, 0);
    if (!r->entity->searched) return STR("");
    buf_put(&words, fa_index_text(cx->mem, field_lines(cx, r)));
    put_marks(cx, r, &words);
    return buf_str(&words);
}

enum err row_index(struct ctx *cx, const struct record *r, struct str words) {
    if (!r->entity->searched) return OK;
    return search_put(cx->writer, r->entity->name, record_id(r), words);
}

#include "store/schema.h"

#include "base/arena.h"
#include "store/driver.h"
#include "store/names.h"

#include <assert.h>

static const struct dialect *dialect_of(struct reader *r) {
    return r->store->driver->dialect;
}

/* ---- Tables and columns ---- */

static void add_column(struct query *q, const struct dialect *d,
                       const struct column *column) {
    query_name(q, column->name);
    buf_byte(&q->text, ' ');
    buf_putz(&q->text, d->types[column->kind]);
    if (column->required) query_add(q, SQL(" NOT NULL"));
}

/* Names apart by commas, in brackets; " DESC" after one is kept. */
static void add_key(struct query *q, const struct str *columns, int count) {
    for (int i = 0; i < count; i++) {
        bool falling = str_ends(columns[i], STR(" DESC"));
        buf_putz(&q->text, i ? ", " : "(");
        query_name(q, falling ? str_first(columns[i], columns[i].n - 5) : columns[i]);
        if (falling) query_add(q, SQL(" DESC"));
    }
    buf_byte(&q->text, ')');
}

static enum err create_table(struct writer *w, struct arena *mem, const struct table *t) {
    const struct dialect *d = dialect_of(&w->reader);
    struct query q = query_in(mem);
    query_add(&q, SQL("CREATE TABLE "));
    query_name(&q, t->name);
    query_add(&q, SQL(" ("));
    for (int i = 0; i < t->column_count; i++) {
        add_column(&q, d, &t->columns[i]);
        query_add(&q, SQL(", "));
    }
    query_add(&q, SQL("PRIMARY KEY "));
    add_key(&q, t->key, t->key_count);
    query_add(&q, SQL(") "));
    buf_putz(&q.text, t->clustered ? d->clustered_end : d->table_end);
    return query_exec(w, &q);
}

static enum err alter_table(struct writer *w, struct arena *mem, const struct table *t,
                            const struct column *column) {
    const struct dialect *d = dialect_of(&w->reader);
    struct query q = query_in(mem);
    query_add(&q, SQL("ALTER TABLE "));
    query_name(&q, t->name);
    query_add(&q, SQL(" ADD COLUMN "));
    add_column(&q, d, column);
    if (column->required) {
        query_add(&q, SQL(" DEFAULT "));
        buf_putz(&q.text, d->zeros[column->kind]);
    }
    return query_exec(w, &q);
}

static enum err apply_columns(struct writer *w, struct arena *mem, const struct table *t) {
    struct names there;
    TRY(names_load(&w->reader, mem, dialect_of(&w->reader)->columns, BIND(v_text(t->name)),
                   &there));
    if (there.count == 0) return create_table(w, mem, t);
    for (int i = 0; i < t->column_count; i++)
        if (!names_have(&there, t->columns[i].name))
            TRY(alter_table(w, mem, t, &t->columns[i]));
    return OK;
}

/* ---- Indexes ---- */

struct str index_name(struct arena *mem, const struct index *index) {
    assert(index->name.n <= INDEX_NAME_CHARS);
    struct buf definition = buf_in(mem, 0);
    buf_byte(&definition, index->unique ? 'u' : 'i');
    for (int i = 0; i < index->count; i++) {
        buf_put(&definition, index->columns[i]);
        buf_byte(&definition, ',');
    }
    return str_format(mem, "ix_%.*s_%08x", STR_ARG(index->name),
                      (unsigned)str_hash(buf_str(&definition)));
}

/* Over a table that is spread the database keeps unique only what names what spreads it. */
static bool is_unique(const struct writer *w, const struct table *t,
                      const struct index *index) {
    bool named = !w->reader.store->spread || !t->spread.n;
    for (int i = 0; i < index->count; i++)
        named |= str_eq(index->columns[i], t->spread);
    return index->unique && named;
}

static enum err create_index(struct writer *w, struct arena *mem, const struct table *t,
                             const struct index *index) {
    struct query q = query_in(mem);
    query_add(&q,
              is_unique(w, t, index) ? SQL("CREATE UNIQUE INDEX ") : SQL("CREATE INDEX "));
    query_name(&q, index_name(mem, index));
    query_add(&q, SQL(" ON "));
    query_name(&q, t->name);
    query_add(&q, SQL(" "));
    add_key(&q, index->columns, index->count);
    return query_exec(w, &q);
}

static enum err drop_index(struct writer *w, struct arena *mem, struct str name) {
    struct query q = query_in(mem);
    query_add(&q, SQL("DROP INDEX "));
    query_name(&q, name);
    return query_exec(w, &q);
}

static struct names index_names(struct arena *mem, const struct table *t) {
    struct names list = {.names = NEWS(mem, (size_t)t->index_count, struct str)};
    while (list.count < t->index_count) {
        list.names[list.count] = index_name(mem, &t->indexes[list.count]);
        list.count++;
    }
    return list;
}

static enum err load_indexes(struct writer *w, struct arena *mem, const struct table *t,
                             struct names *out) {
    return names_load(&w->reader, mem, dialect_of(&w->reader)->indexes,
                      BIND(v_text(t->name)), out);
}

static enum err drop_undefined(struct writer *w, struct arena *mem, const struct table *t) {
    struct names there, defined = index_names(mem, t);
    TRY(load_indexes(w, mem, t, &there));
    for (int i = 0; i < there.count; i++)
        if (str_starts(there.names[i], STR("ix_")) && !names_have(&defined, there.names[i]))
            TRY(drop_index(w, mem, there.names[i]));
    return OK;
}

/* At most so many of those that are missing. */
static enum err create_missing(struct writer *w, struct arena *mem, const struct table *t,
                               int most, int *out_made) {
    struct names there, defined = index_names(mem, t);
    TRY(load_indexes(w, mem, t, &there));
    *out_made = 0;
    for (int i = 0; i < defined.count && *out_made < most; i++) {
        if (names_have(&there, defined.names[i])) continue;
        TRY(create_index(w, mem, t, &t->indexes[i]));
        ++*out_made;
    }
    return OK;
}

static bool is_kept(const struct index *index, const struct str *kept, int kept_count) {
    for (int i = 0; i < kept_count; i++)
        if (str_eq(index->columns[0], kept[i])) return true;
    return index->unique;
}

static enum err drop_unkept(struct writer *w, struct arena *mem, const struct table *t,
                            const struct str *kept, int kept_count) {
    struct names there, defined = index_names(mem, t);
    TRY(load_indexes(w, mem, t, &there));
    for (int i = 0; i < defined.count; i++)
        if (!is_kept(&t->indexes[i], kept, kept_count)
            && names_have(&there, defined.names[i]))
            TRY(drop_index(w, mem, defined.names[i]));
    return OK;
}

enum err schema_expect(struct writer *w, const struct table *t, const struct str *kept,
                       int kept_count) {
    struct arena *mem = arena_create();
    enum err err = drop_unkept(w, mem, t, kept, kept_count);
    arena_free(mem);
    return err;
}

enum err schema_tidy(struct writer *w, const struct table *t) {
    struct arena *mem = arena_create();
    int made;
    enum err err = create_missing(w, mem, t, 1, &made);
    arena_free(mem);
    return err == OK && !made ? ERR_ABSENT : err;
}

enum err schema_apply(struct writer *w, const struct table *t) {
    struct arena *mem = arena_create();
    int made;
    enum err err = apply_columns(w, mem, t);
    if (err == OK) err = drop_undefined(w, mem, t);
    if (err == OK) err = create_missing(w, mem, t, t->index_count, &made);
    arena_free(mem);
    return err;
}

enum err schema_widen(struct writer *w, const struct table *t) {
    struct arena *mem = arena_create();
    enum err err = apply_columns(w, mem, t);
    arena_free(mem);
    return err;
}

enum err schema_lacks(struct reader *r, const struct table *t, bool *out_table,
                      int *out_columns) {
    struct arena *mem = arena_create();
    struct names there;
    enum err err =
        names_load(r, mem, dialect_of(r)->columns, BIND(v_text(t->name)), &there);
    if (err == OK) {
        *out_table = there.count > 0;
        *out_columns = 0;
        for (int i = 0; i < t->column_count; i++)
            *out_columns += !names_have(&there, t->columns[i].name);
    }
    arena_free(mem);
    return err;
}

/* ---- Renaming and dropping ---- */

enum err schema_rename_column(struct writer *w, struct str table, struct str old,
                              struct str name) {
    struct arena *mem = arena_create();
    struct query q = query_in(mem);
    query_add(&q, SQL("ALTER TABLE "));
    query_name(&q, table);
    query_add(&q, SQL(" RENAME COLUMN "));
    query_name(&q, old);
    query_add(&q, SQL(" TO "));
    query_name(&q, name);
    enum err err = query_exec(w, &q);
    arena_free(mem);
    return err;
}

enum err schema_rename_table(struct writer *w, struct str old, struct str name) {
    struct arena *mem = arena_create();
    struct query q = query_in(mem);
    query_add(&q, SQL("ALTER TABLE "));
    query_name(&q, old);
    query_add(&q, SQL(" RENAME TO "));
    query_name(&q, name);
    enum err err = query_exec(w, &q);
    arena_free(mem);
    return err;
}

static enum err drop_if_there(struct writer *w, struct arena *mem, struct str table,
                              struct str column) {
    struct names there;
    struct query q = query_in(mem);
    TRY(names_load(&w->reader, mem, dialect_of(&w->reader)->columns, BIND(v_text(table)),
                   &there));
    if (!names_have(&there, column)) return OK;
    query_add(&q, SQL("ALTER TABLE "));
    query_name(&q, table);
    query_add(&q, SQL(" DROP COLUMN "));
    query_name(&q, column);
    return query_exec(w, &q);
}

enum err schema_drop_column(struct writer *w, struct str table, struct str column) {
    struct arena *mem = arena_create();
    enum err err = drop_if_there(w, mem, table, column);
    arena_free(mem);
    return err;
}

/* ---- Migrations ---- */

static enum err migration_table(struct writer *w) {
    static const struct column columns[] = {
        {.name = STR_INIT("number"), .kind = COLUMN_INT, .required = true},
        {.name = STR_INIT("name"), .kind = COLUMN_TEXT, .required = true},
    };
    static const struct str key[] = {STR_INIT("number")};
    static const struct table table = {.name = STR_INIT("migration"),
                                       .columns = columns,
                                       .column_count = 2,
                                       .key = key,
                                       .key_count = 1};
    return schema_apply(w, &table);
}

static enum err migrate_one(struct writer *w, const struct migration *m) {
    bool done;
    struct value number = v_int(m->number);
    TRY(store_exists(&w->reader, SQL("SELECT 1 FROM migration WHERE number = ?1"),
                     BIND(number), &done));
    if (done) return OK;
    TRY(m->run(w));
    return store_exec(w, SQL("INSERT INTO migration (number, name) VALUES (?1, ?2)"),
                      BIND(number, v_text(str_of(m->name))));
}

enum err schema_migrate(struct writer *w, const struct migration *list, int count) {
    int64_t newest;
    TRY(migration_table(w));
    TRY(store_int(&w->reader, SQL("SELECT coalesce(max(number), 0) FROM migration"),
                  BIND_NONE, &newest));
    if (newest > (count ? list[count - 1].number : 0))
        return store_fail(w->reader.store, ERR_CONFLICT,
                          "the database is of a newer version");
    for (int i = 0; i < count; i++)
        TRY(migrate_one(w, &list[i]));
    return OK;
}

/* spread.c - the commands of Citus, or of another extension with the same functions, that
 * spread a table. Every constraint must name the column that spreads a table: the key is
 * widened by it where it does not, and what else is unique is no longer so by the database's
 * doing; it keeps its index, and its name, by which schema.c knows it. */
#include "base/arena.h"
#include "store/names.h"
#include "store/pg/connect.h"
#include "store/pg/pg.h"

static bool has(const struct str *columns, int count, struct str name) {
    for (int i = 0; i < count; i++)
        if (str_eq(columns[i], name)) return true;
    return false;
}

static void put_columns(struct buf *out, struct str first, const struct str *columns,
                        int count) {
    if (first.n) buf_format(out, "\"%.*s\", ", STR_ARG(first));
    for (int i = 0; i < count; i++)
        buf_format(out, "%s\"%.*s\"", i ? ", " : "", STR_ARG(columns[i]));
}

static void widen_key(const struct table *t, struct buf *out) {
    buf_format(out, "ALTER TABLE \"%.*s\" DROP CONSTRAINT \"%.*s_pkey\", ADD PRIMARY KEY (",
               STR_ARG(t->name), STR_ARG(t->name));
    put_columns(out, t->spread, t->key, t->key_count);
    buf_format(out, ");\nCREATE INDEX \"key_%.*s\" ON \"%.*s\" (", STR_ARG(t->name),
               STR_ARG(t->name));
    put_columns(out, STR(""), t->key, t->key_count);
    BUF_LIT(out, ");\n");
}

static void loosen(const struct table *t, const struct index *index, struct buf *out) {
    struct arena *mem = arena_create();
    struct str name = index_name(mem, index);
    buf_format(out, "DROP INDEX \"%.*s\";\nCREATE INDEX \"%.*s\" ON \"%.*s\" (",
               STR_ARG(name), STR_ARG(name), STR_ARG(t->name));
    put_columns(out, STR(""), index->columns, index->count);
    BUF_LIT(out, ");\n");
    arena_free(mem);
}

static void commands(const struct table *t, struct buf *out) {
    if (!t->spread.n) {
        buf_format(out, "SELECT create_reference_table('\"%.*s\"');\n", STR_ARG(t->name));
        return;
    }
    if (!has(t->key, t->key_count, t->spread)) widen_key(t, out);
    for (int i = 0; i < t->index_count; i++) {
        const struct index *index = &t->indexes[i];
        if (index->unique && !has(index->columns, index->count, t->spread))
            loosen(t, index, out);
    }
    buf_format(out, "SELECT create_distributed_table('\"%.*s\"', '%.*s');\n",
               STR_ARG(t->name), STR_ARG(t->spread));
}

static enum err ready(struct store *s) {
    bool there;
    TRY(store_exists(
        &s->writer.reader,
        SQL("SELECT 1 FROM pg_proc WHERE proname = 'create_distributed_table'"), BIND_NONE,
        &there));
    return there ? OK
                 : store_fail(s, ERR_ABSENT, "the extension citus is not in this database");
}

static enum err done(struct reader *r, struct str table, bool *out) {
    return store_exists(r,
                        SQL("SELECT 1 FROM pg_dist_partition WHERE logicalrelid"
                            " = to_regclass(quote_ident(?1))"),
                        BIND(v_text(table)), out);
}

static enum err mark(struct writer *w) {
    return pg_mark_spread(pg_of(w->reader.store));
}

const struct store_spread pg_spread = {commands, ready, done, mark};

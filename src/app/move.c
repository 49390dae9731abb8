#include "app/move.h"

#include "app/app.h"
#include "app/organisation.h"
#include "base/arena.h"
#include "modules/platform/platform.h"
#include "records/data/record.h"
#include "records/data/row.h"
#include "records/rules/settings.h"
#include "store/copy.h"
#include "store/files.h"
#include "store/query.h"
#include "store/search.h"

/* What the settings say while a move into a place is under way, and after one out of it. */
#define SETTING_MOVING "organisation.moving"
#define SETTING_MOVED "organisation.moved"

enum err move_unfinished(struct store *to, bool *out) {
    return store_exists(store_reader(to), SQL("SELECT 1 FROM setting WHERE name = ?1"),
                        BIND(v_text(STR(SETTING_MOVING))), out);
}

static void tell(struct move *m, int64_t more) {
    m->done += more;
    if (m->told) m->told(m->self, m->done, m->total);
}

static bool copied(void *self, int64_t rows) {
    struct move *m = self;
    m->rows += rows;
    tell(m, rows);
    return true;
}

/* ---- Tables ---- */

struct tables {
    struct str *names;
    int count;
};

static enum err list_tables(struct move *m, struct arena *mem, struct tables *out) {
    struct reader *from = store_reader(m->from);
    TRY(copy_tables(from, mem, &out->names, &out->count));
    for (int i = 0; i < out->count; i++) {
        int64_t rows;
        TRY(query_count(from, mem, out->names[i], &rows));
        m->total += rows;
    }
    m->tables = out->count;
    return OK;
}

/* The settings come last: with them goes the mark that the move is unfinished. */
static bool is_settings(struct str table) {
    return str_is(table, "setting");
}

/* What was read there is compared with what is here now. */
static enum err move_table(struct move *m, struct arena *mem, struct str table,
                           struct str *out_reason) {
    struct table_sum from, to;
    TRY(copy_table(store_reader(m->from), m->to, table, copied, m, &from));
    TRY(copy_sum(store_reader(m->to), table, &to));
    if (from.rows == to.rows && str_eq(sha256_str(&from.digest), sha256_str(&to.digest)))
        return OK;
    *out_reason =
        str_format(mem, "table %.*s is not the same after the move: %lld rows, %lld",
                   STR_ARG(table), (long long)from.rows, (long long)to.rows);
    return ERR_CORRUPT;
}

static enum err move_tables(struct move *m, struct arena *mem, const struct tables *tables,
                            struct str *out_reason) {
    for (int i = 0; i < tables->count; i++)
        if (!is_settings(tables->names[i]))
            TRY(move_table(m, mem, tables->names[i], out_reason));
    return OK;
}

/* ---- Files ---- */

enum { PIECES_AT_ONCE = 1000 };

/* One that is gone was swept meanwhile: no record names it. */
static enum err move_piece(struct move *m, struct arena *mem, struct str key) {
    struct str bytes;
    enum err err = files_get(store_reader(m->from), mem, key, &bytes);
    if (err == ERR_ABSENT) return OK;
    TRY(err);
    TRY(files_put(store_writer(m->to), key, bytes));
    m->pieces++;
    return OK;
}

static enum err move_listed(struct move *m, const struct str *keys, int count) {
    struct arena *mem = arena_create();
    enum err err = OK;
    m->total += count;
    for (int i = 0; err == OK && i < count; i++) {
        arena_reset(mem);
        err = move_piece(m, mem, keys[i]);
        tell(m, 1);
    }
    arena_free(mem);
    return err;
}

static enum err move_pieces(struct move *m, struct arena *mem) {
    struct str *keys, last = STR("");
    int count;
    do {
        TRY(files_list(store_reader(m->from), mem, last, PIECES_AT_ONCE, &keys, &count));
        TRY(move_listed(m, keys, count));
        if (count) last = keys[count - 1];
    } while (count == PIECES_AT_ONCE);
    return OK;
}

/* ---- Indexes, made once when all rows are there ---- */

static enum err kept(struct move *m, enum err err) {
    if (err == OK) return store_commit(m->to);
    store_rollback(m->to);
    return err;
}

static enum err put_off(struct move *m, const struct table_list *list) {
    TRY(store_begin(m->to));
    enum err err = OK;
    for (int i = 0; i < list->count && err == OK; i++)
        err = schema_expect(store_writer(m->to), list->tables[i], NULL, 0);
    return kept(m, err);
}

/* Each in a transaction of its own. */
static enum err make_up(struct move *m, const struct table *t) {
    enum err err;
    do {
        TRY(store_begin(m->to));
        err = kept(m, schema_tidy(store_writer(m->to), t));
    } while (err == OK);
    return err == ERR_ABSENT ? OK : err;
}

static enum err make_up_all(struct move *m, const struct table_list *list) {
    for (int i = 0; i < list->count; i++)
        TRY(make_up(m, list->tables[i]));
    return OK;
}

/* ---- Search, made again in the order of identifiers: after the indexes ---- */

static enum err index_all(struct move *m, struct ctx *cx) {
    for (int i = 0; i < cx->catalog->count; i++) {
        const struct entity *e = cx->catalog->entities[i];
        if (!e->searched) continue;
        TRY(store_begin(m->to));
        enum err err = record_reindex(cx, e);
        if (err != OK) {
            store_rollback(m->to);
            return err;
        }
        TRY(store_commit(m->to));
    }
    return OK;
}

/* ---- The whole ---- */

static enum err move_all(struct move *m, struct organisation *o, struct arena *mem,
                         struct str *out_reason) {
    struct tables tables;
    struct table_list list = organisation_tables(o, mem);
    struct app *app = app_create(o, m->to);
    enum err err = settings_put(store_writer(m->to), SETTING_MOVING, str_of(m->from_name));
    if (err == OK) err = put_off(m, &list);
    if (err == OK) err = list_tables(m, mem, &tables);
    if (err == OK) err = move_tables(m, mem, &tables, out_reason);
    if (err == OK) err = move_pieces(m, mem);
    if (err == OK) err = make_up_all(m, &list);
    if (err == OK) err = index_all(m, app_context(app, m->now_ms));
    if (err == OK) err = store_analyse(m->to);
    if (err == OK) err = move_table(m, mem, STR("setting"), out_reason);
    app_free(app);
    return err;
}

static enum err fill_new_place(struct move *m, struct arena *mem, struct str *out_reason) {
    struct organisation *o;
    TRY(organisation_open(m->to, m->host, m->now_ms, &o, mem, out_reason));
    enum err err = move_all(m, o, mem, out_reason);
    organisation_close(o);
    return err;
}

/* Whoever wanted to change something here waited for the lock, and finds it closed. */
static enum err close_old_place(struct move *m, struct arena *mem) {
    struct ctx cx = {.mem = mem,
                     .db = store_reader(m->from),
                     .writer = store_writer(m->from),
                     .now_ms = m->now_ms};
    TRY(settings_put(cx.writer, SETTING_MOVED, str_of(m->to_name)));
    TRY(access_changed(&cx));
    return store_commit(m->from);
}

enum err move_organisation(struct move *m, struct arena *mem, struct str *out_reason) {
    *out_reason = STR("");
    enum err err = m->copy ? store_begin_read(m->from) : store_begin(m->from);
    if (err == OK) err = fill_new_place(m, mem, out_reason);
    if (m->copy)
        store_end_read(m->from);
    else if (err == OK)
        err = close_old_place(m, mem);
    else
        store_rollback(m->from);
    if (err == OK || out_reason->n) return err;
    const char *said = store_message(m->to);
    *out_reason = str_dup(mem, str_of(*said ? said : store_message(m->from)));
    return err;
}

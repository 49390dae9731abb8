#include "store/spread.h"

#include "base/arena.h"
#include "store/driver.h"
#include "store/names.h"

static enum err never(struct store *s) {
    return store_fail(s, ERR_ABSENT, "only a PostgreSQL database can be distributed");
}

enum err spread_ready(struct store *s) {
    return s->driver->spread ? s->driver->spread->ready(s) : never(s);
}

enum err spread_commands(struct store *s, const struct table *t, struct buf *out) {
    if (!s->driver->spread) return never(s);
    s->driver->spread->commands(t, out);
    return OK;
}

static const struct str by_id[] = {STR_INIT("id")};
static const struct str by_sum[] = {STR_INIT("sha256")};

struct table spread_search_table(struct arena *mem, struct str name) {
    return (struct table){.name = str_join(mem, STR("search_"), name),
                          .key = by_id,
                          .key_count = 1,
                          .spread = STR("id")};
}

const struct table spread_piece_table = {
    .name = STR_INIT("piece"), .key = by_sum, .key_count = 1, .spread = STR_INIT("sha256")};

enum err spread_begin(struct writer *w) {
    TRY(w->reader.store->driver->spread->mark(w));
    w->reader.store->spread = true;
    return OK;
}

/* Whether it is there and lies on one machine yet. */
static enum err is_whole(struct writer *w, struct arena *mem, const struct table *t,
                         bool *out) {
    struct store *s = w->reader.store;
    struct names columns;
    TRY(names_load(&w->reader, mem, s->driver->dialect->columns, BIND(v_text(t->name)),
                   &columns));
    *out = false;
    if (!columns.count) return OK;
    bool done;
    TRY(s->driver->spread->done(&w->reader, t->name, &done));
    *out = !done;
    return OK;
}

static enum err run_all(struct writer *w, struct arena *mem, const struct table *t) {
    struct buf text = buf_in(mem, 0);
    w->reader.store->driver->spread->commands(t, &text);
    struct str rest = buf_str(&text), line;
    while (str_cut(&rest, '\n', &line))
        TRY(store_exec_text(w, str_first(line, line.n - 1), BIND_NONE));
    return OK;
}

enum err spread_table(struct writer *w, const struct table *t, bool *out_done) {
    struct arena *mem = arena_create();
    enum err err = is_whole(w, mem, t, out_done);
    if (err == OK && *out_done) err = run_all(w, mem, t);
    arena_free(mem);
    return err;
}

/* search.c - full text with FTS5: words without places, their beginnings kept as an index
 * of their own, the rowid is the record. Every byte but space and control is part of a
 * word. */
#include "base/arena.h"
#include "store/search_text.h"
#include "store/sqlite/sqlite.h"

enum { MERGE_PAGES = 1 << 24 }; /* no ceiling */

/* ---- How the index is kept ---- */

/* FTS5 remembers these in the database. `expecting` writes larger pieces and
 * merges none. */
static const struct {
    const char *name;
    int64_t usual, expecting;
} habits[] = {
    {"hashsize", 1024 * 1024, 2 * 1024 * 1024},
    {"automerge", 4, 0},
    {"crisismerge", 16, 1999},
};

static enum err tell(struct writer *w, struct str name, const char *what, int64_t value) {
    return search_run(w, "INSERT INTO search_{} (search_{}, rank) VALUES (?1, ?2)", name,
                      BIND(v_text(str_of(what)), v_int(value)));
}

static enum err keep_habits(struct writer *w, struct str name, bool expecting) {
    for (size_t i = 0; i < sizeof habits / sizeof *habits; i++)
        TRY(tell(w, name, habits[i].name,
                 expecting ? habits[i].expecting : habits[i].usual));
    return OK;
}

enum err sqlite_search_expect(struct writer *w, struct str name) {
    return keep_habits(w, name, true);
}

static enum err mend_habits(struct writer *w, struct str name) {
    int64_t expecting;
    TRY(search_int(&w->reader,
                   "SELECT count(*) FROM search_{}_config WHERE k = 'automerge' AND v = 0",
                   name, &expecting));
    return expecting ? keep_habits(w, name, false) : OK;
}

enum err sqlite_search_create(struct writer *w, struct str name) {
    TRY(search_run(w,
                   "CREATE VIRTUAL TABLE IF NOT EXISTS search_{}"
                   " USING fts5(words, content='', contentless_delete=1, detail=none,"
                   " prefix='1 2 3 4 5 6 7 8', tokenize=\"ascii tokenchars"
                   " '!\"\"#$%&''()*+,-./:;<=>?@[\\]^_`{|}~'\")",
                   name, BIND_NONE));
    return mend_habits(w, name);
}

static enum err write_one(struct writer *w, struct str name,
                          const struct search_entry *one) {
    if (!one->words.n)
        return search_run(w, "DELETE FROM search_{} WHERE rowid = ?1", name,
                          BIND(v_int(one->id)));
    return search_run(w, "INSERT OR REPLACE INTO search_{} (rowid, words) VALUES (?1, ?2)",
                      name, BIND(v_int(one->id), v_text(one->words)));
}

enum err sqlite_search_write(struct writer *w, struct str name,
                             const struct search_entry *entries, int count) {
    for (int i = 0; i < count; i++)
        TRY(write_one(w, name, &entries[i]));
    return OK;
}

enum err sqlite_search_clear(struct writer *w, struct str name) {
    return search_run(w, "INSERT INTO search_{} (search_{}) VALUES ('delete-all')", name,
                      BIND_NONE);
}

enum err sqlite_search_count(struct reader *r, struct str name, int64_t *out) {
    return search_int(r, "SELECT count(*) FROM search_{}_docsize", name, out);
}

enum err sqlite_search_any(struct reader *r, struct str name, int64_t *out) {
    return search_int(r, "SELECT EXISTS (SELECT 1 FROM search_{}_docsize)", name, out);
}

/* Small pieces are merged with each other; what was merged long ago is not written anew, as
 * 'optimize' would: a hundred records more in an index of a million took 16 seconds. */
enum err sqlite_search_tidy(struct writer *w, struct str name) {
    TRY(tell(w, name, "merge", MERGE_PAGES));
    return mend_habits(w, name);
}

/* ---- Finding ---- */

static const struct search_style style = {
    .and = " AND ", .or = " OR ", .quote = '"', .doubled = "\"", .beginning = " *"};

void sqlite_search_select(struct query *q, struct str name,
                          const struct search_words *alternatives, int count,
                          int64_t before) {
    struct str match = search_match(q, &style, alternatives, count);
    buf_format(&q->text, "SELECT rowid FROM search_%.*s WHERE ", STR_ARG(name));
    if (match.n == 0) {
        query_add(q, SQL("0")); /* no words find nothing */
        return;
    }
    buf_format(&q->text, "search_%.*s MATCH ", STR_ARG(name));
    query_bind(q, v_text(match));
    if (before == 0) return;
    query_add(q, SQL(" AND rowid < "));
    query_bind(q, v_int(before));
}

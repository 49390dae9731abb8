/* search.c - full text with FTS5: words without places, their beginnings kept as an index
 * of their own, the rowid is the record. Every byte but space and control is part of a
 * word. */
#include "base/arena.h"
#include "store/sqlite/sqlite.h"

#include <assert.h>
#include <stdio.h>

enum {
    SEARCH_SQL_BYTES = 512,
    SEARCH_NAME_CHARS = 40,
    MERGE_PAGES = 1 << 24, /* no ceiling */
};

struct search_sql {
    char text[SEARCH_SQL_BYTES];
};

/* `before` + search_<name> + `after`. */
static struct search_sql around(const char *before, struct str name, const char *after) {
    struct search_sql sql;
    assert(name.n <= SEARCH_NAME_CHARS);
    int n = snprintf(sql.text, sizeof sql.text, "%ssearch_%.*s%s", before, STR_ARG(name),
                     after);
    assert(n < (int)sizeof sql.text);
    return sql;
}

static enum err run(struct writer *w, struct search_sql sql, struct bind bind) {
    return store_exec_text(w, str_of(sql.text), bind);
}

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
    struct search_sql sql = around("INSERT INTO ", name, "");
    size_t n = strlen(sql.text);
    snprintf(sql.text + n, sizeof sql.text - n, " (search_%.*s, rank) VALUES (?1, ?2)",
             STR_ARG(name));
    return run(w, sql, BIND(v_text(str_of(what)), v_int(value)));
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
    struct search_sql sql =
        around("SELECT count(*) FROM ", name, "_config WHERE k = 'automerge' AND v = 0");
    struct rows rows;
    TRY(store_query_text(&w->reader, str_of(sql.text), BIND_NONE, &rows));
    bool expecting = rows_next(&rows) && rows_int(&rows, 0) > 0;
    TRY(rows_done(&rows));
    return expecting ? keep_habits(w, name, false) : OK;
}

enum err sqlite_search_create(struct writer *w, struct str name) {
    TRY(run(w,
            around("CREATE VIRTUAL TABLE IF NOT EXISTS ", name,
                   " USING fts5(words, content='', contentless_delete=1, detail=none,"
                   " prefix='1 2 3 4 5 6 7 8', tokenize=\"ascii tokenchars"
                   " '!\"\"#$%&''()*+,-./:;<=>?@[\\]^_`{|}~'\")"),
            BIND_NONE));
    return mend_habits(w, name);
}

enum err sqlite_search_put(struct writer *w, struct str name, int64_t id,
                           struct str words) {
    return run(w,
               around("INSERT OR REPLACE INTO ", name, " (rowid, words) VALUES (?1, ?2)"),
               BIND(v_int(id), v_text(words)));
}

enum err sqlite_search_remove(struct writer *w, struct str name, int64_t id) {
    return run(w, around("DELETE FROM ", name, " WHERE rowid = ?1"), BIND(v_int(id)));
}

enum err sqlite_search_count(struct reader *r, struct str name, int64_t *out) {
    struct search_sql sql = around("SELECT count(*) FROM ", name, "_docsize");
    struct rows rows;
    TRY(store_query_text(r, str_of(sql.text), BIND_NONE, &rows));
    int64_t n = rows_next(&rows) ? rows_int(&rows, 0) : 0;
    TRY(rows_done(&rows));
    *out = n;
    return OK;
}

/* Small pieces are merged with each other; what was merged long ago is not written anew, as
 * 'optimize' would: a hundred records more in an index of a million took 16 seconds. */
enum err sqlite_search_tidy(struct writer *w, struct str name) {
    TRY(tell(w, name, "merge", MERGE_PAGES));
    return mend_habits(w, name);
}

/* ---- Finding ---- */

struct match {
    struct buf text;
    int terms;     /* in all alternatives */
    bool in_group; /* a term of this alternative is written */
};

static bool is_gap(char c) {
    return (unsigned char)c <= ' ' || c == 0x7f;
}

static void add_term(struct match *m, struct str word) {
    if (m->terms++ >= SEARCH_TERMS) return;
    if (m->in_group)
        BUF_LIT(&m->text, " AND ");
    else
        buf_putz(&m->text, m->text.n ? " OR (" : "(");
    m->in_group = true;
    buf_byte(&m->text, '"');
    for (size_t i = 0; i < word.n; i++) {
        if (word.p[i] == '"') buf_byte(&m->text, '"');
        buf_byte(&m->text, word.p[i]);
    }
    buf_byte(&m->text, '"');
}

/* A word with gaps inside is several. */
static void add_word(struct match *m, struct str word) {
    for (size_t i = 0; i < word.n;) {
        size_t from = i;
        while (i < word.n && !is_gap(word.p[i]))
            i++;
        if (i > from) add_term(m, str_n(word.p + from, i - from));
        i += i < word.n;
    }
}

static void add_alternative(struct match *m, const struct search_words *words) {
    m->in_group = false;
    for (int i = 0; i < words->count; i++)
        add_word(m, words->words[i]);
    if (!m->in_group) return;
    buf_putz(&m->text, words->whole ? ")" : " *)");
}

void sqlite_search_select(struct query *q, struct str name,
                          const struct search_words *alternatives, int count,
                          int64_t before) {
    struct match m = {.text = buf_in(q->text.mem, 0)};
    for (int i = 0; i < count; i++)
        add_alternative(&m, &alternatives[i]);
    if (m.text.failed) q->text.failed = true;
    buf_format(&q->text, "SELECT rowid FROM search_%.*s WHERE ", STR_ARG(name));
    if (m.text.n == 0) {
        query_add(q, SQL("0")); /* no words find nothing */
        return;
    }
    buf_format(&q->text, "search_%.*s MATCH ", STR_ARG(name));
    query_bind(q, v_text(buf_str(&m.text)));
    if (before == 0) return;
    query_add(q, SQL(" AND rowid < "));
    query_bind(q, v_int(before));
}

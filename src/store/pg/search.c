/* search.c - full text as sets of words (tsvector) under a GIN index. Words are taken as
 * they are: PostgreSQL's own dictionaries and rules of parsing see nothing of them, so that
 * the same words find the same records as in SQLite. */
#include "base/arena.h"
#include "store/pg/pg.h"

#include <assert.h>
#include <stdio.h>

enum {
    SEARCH_SQL_BYTES = 512,
    SEARCH_NAME_CHARS = 40,
    SEARCH_WORD_BYTES = 1024,       /* of a longer word only the beginning counts */
    SEARCH_WORDS_BYTES = 512 * 1024 /* of a record; a tsvector holds 1 MB */
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

enum err pg_search_create(struct writer *w, struct str name) {
    TRY(run(w,
            around("CREATE TABLE IF NOT EXISTS ", name,
                   " (id bigint PRIMARY KEY, words tsvector NOT NULL)"),
            BIND_NONE));
    struct search_sql sql = around("CREATE INDEX IF NOT EXISTS ", name, "_words ON ");
    size_t n = strlen(sql.text);
    snprintf(sql.text + n, sizeof sql.text - n, "search_%.*s USING gin (words)",
             STR_ARG(name));
    return run(w, sql, BIND_NONE);
}

static bool is_gap(char c) {
    return (unsigned char)c <= ' ' || c == 0x7f;
}

/* The next word of `rest`, cut to what counts; false when there is none. */
static bool next_word(struct str *rest, struct str *out) {
    size_t from = 0;
    while (from < rest->n && is_gap(rest->p[from]))
        from++;
    size_t to = from;
    while (to < rest->n && !is_gap(rest->p[to]))
        to++;
    struct str word = str_n(rest->p + from, to - from);
    *rest = str_from(*rest, to);
    if (word.n > SEARCH_WORD_BYTES) {
        word.n = SEARCH_WORD_BYTES;
        while (word.n && ((unsigned char)word.p[word.n] & 0xc0) == 0x80)
            word.n--;
    }
    *out = word;
    return word.n > 0;
}

/* The words apart by one space, each whole. */
static struct str tidy_words(struct arena *mem, struct str words) {
    struct buf b = buf_in(mem, 0);
    struct str word;
    while (b.n < SEARCH_WORDS_BYTES && next_word(&words, &word)) {
        if (!utf8_valid(word)) continue;
        if (b.n) buf_byte(&b, ' ');
        buf_put(&b, word);
    }
    return buf_str(&b);
}

enum err pg_search_put(struct writer *w, struct str name, int64_t id, struct str words) {
    struct arena *mem = arena_create();
    enum err err = run(w,
                       around("INSERT INTO ", name,
                              " (id, words) VALUES (?1,"
                              " array_to_tsvector(string_to_array(?2, ' ')))"
                              " ON CONFLICT (id) DO UPDATE SET words = excluded.words"),
                       BIND(v_int(id), v_text(tidy_words(mem, words))));
    arena_free(mem);
    return err;
}

enum err pg_search_remove(struct writer *w, struct str name, int64_t id) {
    return run(w, around("DELETE FROM ", name, " WHERE id = ?1"), BIND(v_int(id)));
}

enum err pg_search_count(struct reader *r, struct str name, int64_t *out) {
    struct search_sql sql = around("SELECT count(*) FROM ", name, "");
    struct rows rows;
    TRY(store_query_text(r, str_of(sql.text), BIND_NONE, &rows));
    *out = rows_next(&rows) ? rows_int(&rows, 0) : 0;
    return rows_done(&rows);
}

/* GIN gathers what is new in a list of its own and the server's upkeep sorts it in. */
enum err pg_search_expect(struct writer *w, struct str name) {
    (void)w, (void)name;
    return OK;
}

enum err pg_search_tidy(struct writer *w, struct str name) {
    (void)w, (void)name;
    return OK;
}

/* ---- Finding ---- */

struct match {
    struct buf text;
    int terms;     /* in all alternatives */
    bool in_group; /* a term of this alternative is written */
};

/* A term of a tsquery, in quotes (PostgreSQL's documentation, 8.11.2). */
static void add_term(struct match *m, struct str word) {
    if (m->terms++ >= SEARCH_TERMS) return;
    if (m->in_group)
        BUF_LIT(&m->text, " & ");
    else
        buf_putz(&m->text, m->text.n ? " | (" : "(");
    m->in_group = true;
    buf_byte(&m->text, '\'');
    for (size_t i = 0; i < word.n; i++) {
        if (word.p[i] == '\'' || word.p[i] == '\\') buf_byte(&m->text, word.p[i]);
        buf_byte(&m->text, word.p[i]);
    }
    buf_byte(&m->text, '\'');
}

/* No text of a database in UTF-8 can have a word with broken letters. */
static bool may_match(const struct search_words *words) {
    for (int i = 0; i < words->count; i++)
        if (!utf8_valid(words->words[i])) return false;
    return true;
}

static void add_alternative(struct match *m, const struct search_words *words) {
    m->in_group = false;
    if (!may_match(words)) return;
    for (int i = 0; i < words->count; i++) {
        struct str rest = words->words[i], word;
        while (next_word(&rest, &word))
            add_term(m, word);
    }
    if (!m->in_group) return;
    buf_putz(&m->text, words->whole ? ")" : ":*)");
}

void pg_search_select(struct query *q, struct str name,
                      const struct search_words *alternatives, int count, int64_t before) {
    struct match m = {.text = buf_in(q->text.mem, 0)};
    for (int i = 0; i < count; i++)
        add_alternative(&m, &alternatives[i]);
    if (m.text.failed) q->text.failed = true;
    buf_format(&q->text, "SELECT id FROM search_%.*s WHERE ", STR_ARG(name));
    if (m.text.n == 0) {
        query_add(q, SQL("1 = 0")); /* no words find nothing */
        return;
    }
    query_add(q, SQL("words @@ CAST("));
    query_bind(q, v_text(buf_str(&m.text)));
    query_add(q, SQL(" AS tsquery)"));
    if (before == 0) return;
    query_add(q, SQL(" AND id < "));
    query_bind(q, v_int(before));
}

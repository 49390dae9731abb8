/* search.c - full text as sets of words (tsvector) under a GIN index. Words are taken as
 * they are: PostgreSQL's own dictionaries and rules of parsing see nothing of them, so that
 * the same words find the same records as in SQLite. */
#include "base/arena.h"
#include "store/pg/pg.h"
#include "store/search_text.h"

#include <stdio.h>

enum {
    SEARCH_WORD_BYTES = 1024,       /* of a longer word only the beginning counts */
    SEARCH_WORDS_BYTES = 512 * 1024 /* of a record; a tsvector holds 1 MB */
};

/* ---- How the index is kept ---- */

/* GIN gathers what is new in a list of its own, which every search reads through until it is
 * sorted in: so it may not become long. */
#define INDEX                                                 \
    "CREATE INDEX IF NOT EXISTS search_{}_words ON search_{}" \
    " USING gin (words) WITH (gin_pending_list_limit = 256)"

enum err pg_search_create(struct writer *w, struct str name) {
    TRY(search_run(w,
                   "CREATE TABLE IF NOT EXISTS search_{} (id bigint PRIMARY KEY,"
                   " words tsvector NOT NULL)",
                   name, BIND_NONE));
    return search_run(w, INDEX, name, BIND_NONE);
}

/* The words apart by one space, each whole. */
static struct str tidy_words(struct arena *mem, struct str words) {
    struct buf b = buf_in(mem, 0);
    struct str word;
    while (b.n < SEARCH_WORDS_BYTES && search_next_word(&words, SEARCH_WORD_BYTES, &word)) {
        if (!utf8_valid(word)) continue;
        if (b.n) buf_byte(&b, ' ');
        buf_put(&b, word);
    }
    return buf_str(&b);
}

enum err pg_search_put(struct writer *w, struct str name, int64_t id, struct str words) {
    struct arena *mem = arena_create();
    enum err err = search_send(w,
                               "INSERT INTO search_{} (id, words) VALUES (?1,"
                               " array_to_tsvector(string_to_array(?2, ' ')))"
                               " ON CONFLICT (id) DO UPDATE SET words = excluded.words",
                               name, BIND(v_int(id), v_text(tidy_words(mem, words))));
    arena_free(mem);
    return err;
}

enum err pg_search_remove(struct writer *w, struct str name, int64_t id) {
    return search_send(w, "DELETE FROM search_{} WHERE id = ?1", name, BIND(v_int(id)));
}

enum err pg_search_clear(struct writer *w, struct str name) {
    return search_run(w, "DELETE FROM search_{}", name, BIND_NONE);
}

enum err pg_search_count(struct reader *r, struct str name, int64_t *out) {
    return search_int(r, "SELECT count(*) FROM search_{}", name, out);
}

enum err pg_search_any(struct reader *r, struct str name, int64_t *out) {
    return search_int(r, "SELECT 1 FROM search_{} LIMIT 1", name, out);
}

/* An index is made in one go where there is nothing to be found yet. After a crash
 * pg_search_create makes it. */
enum err pg_search_expect(struct writer *w, struct str name) {
    int64_t some;
    TRY(pg_search_any(writer_reader(w), name, &some));
    return some ? OK
                : search_run(w, "DROP INDEX IF EXISTS search_{}_words", name, BIND_NONE);
}

enum err pg_search_tidy(struct writer *w, struct str name) {
    int64_t pages;
    TRY(search_run(w, INDEX, name, BIND_NONE));
    return search_int(writer_reader(w), "SELECT gin_clean_pending_list('search_{}_words')",
                      name, &pages);
}

/* ---- Finding ---- */

/* A tsquery (PostgreSQL's documentation, 8.11.2). */
static const struct search_style style = {.and = " & ",
                                          .or = " | ",
                                          .quote = '\'',
                                          .doubled = "'\\",
                                          .beginning = ":*",
                                          .word_bytes = SEARCH_WORD_BYTES};

void pg_search_select(struct query *q, struct str name,
                      const struct search_words *alternatives, int count, int64_t before) {
    struct str match = search_match(q, &style, alternatives, count);
    buf_format(&q->text, "SELECT id FROM search_%.*s WHERE ", STR_ARG(name));
    if (match.n == 0) {
        query_add(q, SQL("1 = 0")); /* no words find nothing */
        return;
    }
    query_add(q, SQL("words @@ CAST("));
    query_bind(q, v_text(match));
    query_add(q, SQL(" AS tsquery)"));
    if (before == 0) return;
    query_add(q, SQL(" AND id < "));
    query_bind(q, v_int(before));
}

/* ---- The newest that match ----
 * Frequent words are found soonest by looking at the newest records, one after the other, rare
 * ones by the index. PostgreSQL guesses as if matches lay evenly among the records: 180,000 new
 * ones without the letter that was typed cost 85 ms. So a few of the newest tell how frequent
 * the words are; then some thousands are walked, or all of what the index finds is gathered. This
 * holds for all words, so the statement is planned once. */
enum { NEWEST_TOLD = 250, NEWEST_WALKED = 4000, NEWEST_LEAST = 8 };

struct newest {
    struct query *q;
    struct str name;
    int match, before; /* the numbers of what is bound; before 0: nothing */
};

static void put_match(const struct newest *n) {
    buf_format(&n->q->text, "words @@ ?%d::tsquery", n->match);
}

static void put_source(const struct newest *n, const char *columns, const char *condition) {
    buf_format(&n->q->text, "SELECT %s FROM search_%.*s WHERE %s", columns,
               STR_ARG(n->name), condition);
    if (n->before) buf_format(&n->q->text, " AND id < ?%d", n->before);
}

/* What `label` names becomes those that match among so many of the newest. */
static void put_walk(const struct newest *n, const char *label, const char *condition,
                     int walked, int limit) {
    buf_format(&n->q->text, "%sMATERIALIZED (SELECT id FROM (", label);
    put_source(n, "id, words", condition);
    buf_format(&n->q->text, " ORDER BY id DESC LIMIT %d) r WHERE ", walked);
    put_match(n);
    buf_format(&n->q->text, " LIMIT %d)", limit);
}

/* Bind, and give the number of what is bound, which stands in several places. */
static int bound(struct query *q, struct value value) {
    size_t end = q->text.n;
    query_bind(q, value);
    q->text.n = end;
    return q->count;
}

void pg_search_newest(struct query *q, struct str name,
                      const struct search_words *alternatives, int count, int64_t before,
                      int limit) {
    struct str match = search_match(q, &style, alternatives, count);
    if (match.n == 0) {
        query_add(q, SQL("SELECT 1 WHERE 1 = 0"));
        return;
    }
    struct newest n = {.q = q, .name = name, .match = bound(q, v_text(match))};
    if (before) n.before = bound(q, v_int(before));
    char told[64];
    snprintf(told, sizeof told, "(SELECT count(*) FROM told) >= %d", NEWEST_LEAST);
    put_walk(&n, PG_PLANNED_ONCE, "1 = 1", NEWEST_TOLD, NEWEST_LEAST);
    put_walk(&n, ", walked AS ", told, NEWEST_WALKED, limit);
    buf_format(&q->text,
               " SELECT id FROM walked WHERE (SELECT count(*) FROM walked) >= %d"
               " UNION ALL SELECT id FROM (",
               limit);
    put_source(&n, "id", "1 = 1");
    query_add(q, SQL(" AND "));
    put_match(&n);
    buf_format(&q->text,
               " OFFSET 0) gathered WHERE (SELECT count(*) FROM walked) < %d"
               " ORDER BY 1 DESC LIMIT %d",
               limit, limit);
}

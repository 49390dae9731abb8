/* search.c - full text as sets of words (tsvector) under a GIN index. Words are taken as
 * they are: PostgreSQL's own dictionaries and rules of parsing see nothing of them, so that
 * the same words find the same records as in SQLite. */
#include "base/arena.h"
#include "store/pg/pg.h"
#include "store/search_text.h"

#include <stdio.h>
#include <stdlib.h>

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

/* ---- Putting in ---- */

static int by_bytes(const void *a, const void *b) {
    const struct str *x = a, *y = b;
    return str_compare(*x, *y);
}

/* Each whole and once, in the order of a tsvector. */
static int tidy_words(struct arena *mem, struct str words, struct str **out) {
    struct str *list = NEWS(mem, words.n / 2 + 1, struct str), word;
    size_t n = 0, bytes = 0;
    int count = 0;
    while (bytes < SEARCH_WORDS_BYTES
           && search_next_word(&words, SEARCH_WORD_BYTES, &word)) {
        if (!utf8_valid(word)) continue;
        list[n++] = word;
        bytes += word.n + 1;
    }
    qsort(list, n, sizeof *list, by_bytes);
    for (size_t i = 0; i < n; i++)
        if (!count || !str_eq(list[count - 1], list[i])) list[count++] = list[i];
    *out = list;
    return count;
}

static void put_number(struct buf *b, uint32_t n, int bytes) {
    while (bytes--)
        buf_byte(b, (char)(n >> (8 * bytes)));
}

/* As the server reads it (tsvectorrecv in src/backend/utils/adt/tsvector.c): how many words,
 * then each with a NUL behind it, and no places. */
static struct value as_tsvector(struct arena *mem, struct str words) {
    struct str *list;
    int count = tidy_words(mem, words, &list);
    struct buf b = buf_in(mem, 0);
    put_number(&b, (uint32_t)count, 4);
    for (int i = 0; i < count; i++) {
        buf_put(&b, list[i]);
        put_number(&b, 0, 1 + 2);
    }
    return v_bytes(buf_str(&b));
}

static enum err take_out(struct writer *w, struct arena *mem, struct str name,
                         const struct search_entry *entries, int count) {
    struct buf ids = buf_in(mem, 0);
    for (int i = 0; i < count; i++)
        buf_format(&ids, i ? ",%lld" : "%lld", (long long)entries[i].id);
    return search_send(w,
                       "DELETE FROM search_{} WHERE id ="
                       " ANY (string_to_array(?1, ',')::bigint[])",
                       name, BIND(v_text(buf_str(&ids))));
}

static enum err pour_in(struct writer *w, struct arena *mem, struct str name,
                        const struct search_entry *entries, int count) {
    static const struct column columns[] = {
        {.name = STR_INIT("id"), .kind = COLUMN_INT},
        {.name = STR_INIT("words"), .kind = COLUMN_BYTES},
    };
    struct value *values = NEWS(mem, (size_t)count * 2, struct value);
    int rows = 0;
    for (int i = 0; i < count; i++) {
        if (!entries[i].words.n) continue;
        values[2 * rows] = v_int(entries[i].id);
        values[2 * rows++ + 1] = as_tsvector(mem, entries[i].words);
    }
    struct str table = str_format(mem, "search_%.*s", STR_ARG(name));
    return store_pour(w, &(struct pour){table, columns, 2, values, rows});
}

static enum err write_many(struct writer *w, struct arena *mem, struct str name,
                           const struct search_entry *entries, int count) {
    TRY(take_out(w, mem, name, entries, count));
    return pour_in(w, mem, name, entries, count);
}

static enum err put_one(struct writer *w, struct arena *mem, struct str name,
                        const struct search_entry *one) {
    struct buf words = buf_in(mem, 0);
    struct str *list;
    int count = tidy_words(mem, one->words, &list);
    for (int i = 0; i < count; i++) {
        if (i) buf_byte(&words, ' ');
        buf_put(&words, list[i]);
    }
    return search_send(w,
                       "INSERT INTO search_{} (id, words) VALUES (?1,"
                       " array_to_tsvector(string_to_array(?2, ' ')))"
                       " ON CONFLICT (id) DO UPDATE SET words = excluded.words",
                       name, BIND(v_int(one->id), v_text(buf_str(&words))));
}

static enum err write_few(struct writer *w, struct arena *mem, struct str name,
                          const struct search_entry *entries, int count) {
    for (int i = 0; i < count; i++)
        TRY(entries[i].words.n ? put_one(w, mem, name, &entries[i])
                               : search_send(w, "DELETE FROM search_{} WHERE id = ?1", name,
                                             BIND(v_int(entries[i].id))));
    return OK;
}

enum err pg_search_write(struct writer *w, struct str name,
                         const struct search_entry *entries, int count) {
    enum { FEW = 32 }; /* these go with what else is on its way */
    struct arena *mem = arena_create();
    enum err err = (count <= FEW ? write_few : write_many)(w, mem, name, entries, count);
    arena_free(mem);
    return err;
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
 * the words are; then some thousands are walked, or all of what the index finds is gathered. Of
 * very many records gathering takes long, and what came last may be a list of thousands that
 * was imported: there a few from everywhere in the table are asked too, and more are walked.
 * This holds for all words, so the statement is planned once. */
enum {
    NEWEST_TOLD = 100,
    NEWEST_LEAST = 3,
    NEWEST_WALKED = 4000,
    EVER_RECORDS = 200000, /* of fewer, gathering takes no longer than asking and walking */
    EVER_TOLD = 192,
    EVER_LEAST = 3,
    EVER_WALKED = 40000,
};

struct newest {
    struct query *q;
    struct str name;
    int match, before; /* the numbers of what is bound; before 0: nothing */
};

/* In a SELECT of its own what was typed is read once, not again for each row. */
static void put_match(const struct newest *n) {
    buf_format(&n->q->text, "words @@ (SELECT ?%d::tsquery)", n->match);
}

static void put_source(const struct newest *n, const char *columns, const char *condition) {
    buf_format(&n->q->text, "SELECT %s FROM search_%.*s WHERE %s", columns,
               STR_ARG(n->name), condition);
    if (n->before) buf_format(&n->q->text, " AND id < ?%d", n->before);
}

/* What `label` names becomes those that match among so many of the newest. */
static void put_walk(const struct newest *n, const char *label, const char *walked,
                     int limit) {
    buf_format(&n->q->text, "%sMATERIALIZED (SELECT id FROM (", label);
    put_source(n, "id, words", "1 = 1");
    buf_format(&n->q->text, " ORDER BY id DESC LIMIT %s) r WHERE ", walked);
    put_match(n);
    buf_format(&n->q->text, " LIMIT %d)", limit);
}

/* `ever` becomes a few that match among the first rows of pages from everywhere in the table. */
static void put_ever(const struct newest *n) {
    buf_format(&n->q->text,
               ", ever AS MATERIALIZED (SELECT id FROM search_%.*s WHERE"
               " (SELECT count(*) FROM told) < %d AND ctid = ANY (ARRAY("
               "SELECT ('(' || relpages::bigint * part / %d || ',1)')::tid"
               " FROM pg_class, generate_series(0, %d) part"
               " WHERE oid = 'search_%.*s'::regclass AND reltuples >= %d)) AND ",
               STR_ARG(n->name), NEWEST_LEAST, EVER_TOLD, EVER_TOLD - 1, STR_ARG(n->name),
               EVER_RECORDS);
    put_match(n);
    buf_format(&n->q->text, " LIMIT %d)", EVER_LEAST);
}

/* How many of the newest are walked through; 0: all that matches is gathered. */
static struct str walk_length(struct arena *mem) {
    return str_format(mem,
                      "(CASE WHEN (SELECT count(*) FROM told) >= %d THEN %d"
                      " WHEN (SELECT count(*) FROM ever) >= %d THEN %d ELSE 0 END)",
                      NEWEST_LEAST, NEWEST_WALKED, EVER_LEAST, EVER_WALKED);
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
    char told[16];
    snprintf(told, sizeof told, "%d", NEWEST_TOLD);
    put_walk(&n, PG_PLANNED_ONCE, told, NEWEST_LEAST);
    put_ever(&n);
    put_walk(&n, ", walked AS ", str_z(q->text.mem, walk_length(q->text.mem)), limit);
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

#include "store/search.h"

#include "base/arena.h"
#include "store/driver.h"

/* From so many matches on, looking at row after row fills a page sooner than gathering
 * them. In a million records of which n match, 50 by name take: n = 560,000: 1 ms against
 * 220 ms; 120,000: 2 against 59; 35,000: 12 against 29. */
enum { SEARCH_FREQUENT = 20000 };

static const struct store_driver *driver_of(struct writer *w) {
    return w->reader.store->driver;
}

enum err search_create(struct writer *w, struct str name) {
    return driver_of(w)->search_create(w, name);
}

enum err search_put(struct writer *w, struct str name, int64_t id, struct str words) {
    if (words.n == 0) return search_remove(w, name, id);
    return driver_of(w)->search_put(w, name, id, words);
}

enum err search_remove(struct writer *w, struct str name, int64_t id) {
    return driver_of(w)->search_remove(w, name, id);
}

enum err search_expect(struct writer *w, struct str name) {
    return driver_of(w)->search_expect(w, name);
}

enum err search_tidy(struct writer *w, struct str name) {
    return driver_of(w)->search_tidy(w, name);
}

enum err search_count(struct reader *r, struct str name, int64_t *out) {
    return r->store->driver->search_count(r, name, out);
}

enum err search_find(struct reader *r, struct arena *mem, struct str name,
                     const struct search_words *alternatives, int count, int64_t before,
                     int limit, int64_t **out_ids, int *out_count) {
    struct query q = query_in(mem);
    struct rows rows;
    limit = limit < 0 ? 0 : limit > SEARCH_FOUND ? SEARCH_FOUND : limit;
    int64_t *ids = NEWS(mem, (size_t)limit, int64_t);
    int n = 0;
    r->store->driver->search_select(&q, name, alternatives, count, before);
    query_add(&q, SQL(" ORDER BY 1 DESC LIMIT "));
    query_number(&q, limit);
    TRY(query_run(r, &q, &rows));
    while (rows_next(&rows) && n < limit)
        ids[n++] = rows_int(&rows, 0);
    TRY(rows_done(&rows));
    *out_ids = ids;
    *out_count = n;
    return OK;
}

void search_condition(struct reader *r, struct query *q, char alias, struct str name,
                      const struct search_words *alternatives, int count) {
    query_column(q, alias, STR("id"));
    query_add(q, SQL(" IN ("));
    r->store->driver->search_select(q, name, alternatives, count, 0);
    query_add(q, SQL(")"));
}

static bool is_frequent(struct reader *r, struct arena *mem, struct str name,
                        const struct search_words *alternatives, int count) {
    struct query q = query_in(mem);
    int64_t n = 0;
    query_add(&q, SQL("SELECT count(*) FROM ("));
    r->store->driver->search_select(&q, name, alternatives, count, 0);
    query_add(&q, SQL(" LIMIT "));
    query_number(&q, SEARCH_FREQUENT);
    query_add(&q, SQL(") found"));
    /* A failure here is met again, and told, by the query itself. */
    return query_int(r, &q, &n) == OK && n == SEARCH_FREQUENT;
}

void search_condition_first(struct reader *r, struct query *q, char alias, struct str name,
                            const struct search_words *alternatives, int count) {
    const struct store_driver *driver = r->store->driver;
    if (!is_frequent(r, q->text.mem, name, alternatives, count)) {
        search_condition(r, q, alias, name, alternatives, count);
        return;
    }
    query_add(q, SQL("EXISTS ("));
    driver->search_select(q, name, alternatives, count, 0);
    buf_format(&q->text, " AND %s = ", driver->dialect->search_id);
    query_column(q, alias, STR("id"));
    query_add(q, SQL(")"));
}

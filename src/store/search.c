#include "store/search.h"

#include "base/arena.h"
#include "store/driver.h"

#include <assert.h>

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
    const struct diverted *d = &w->reader.store->diverted;
    if (d->take && str_eq(name, d->name)) return d->take(d->self, id, words);
    return waiting_put(w->reader.store, name, id, words);
}

enum err search_remove(struct writer *w, struct str name, int64_t id) {
    return search_put(w, name, id, STR(""));
}

void search_divert(struct writer *w, struct str name, search_take *take, void *self) {
    w->reader.store->diverted = (struct diverted){name, take, self};
}

enum err search_adopt(struct store *aside, const char *path, struct str name) {
    assert(aside->transaction == TRANSACTION_NONE);
    assert(aside->driver->search_adopt && store_is_file(path));
    return aside->driver->search_adopt(aside, path, name);
}

enum err search_clear(struct writer *w, struct str name) {
    TRY(waiting_write(w->reader.store));
    return driver_of(w)->search_clear(w, name);
}

enum err search_expect(struct writer *w, struct str name) {
    TRY(waiting_write(w->reader.store));
    return driver_of(w)->search_expect(w, name);
}

enum err search_tidy(struct writer *w, struct str name) {
    TRY(waiting_write(w->reader.store));
    return driver_of(w)->search_tidy(w, name);
}

enum err search_count(struct reader *r, struct str name, int64_t *out) {
    TRY(waiting_write(r->store));
    return r->store->driver->search_count(r, name, out);
}

enum err search_any(struct reader *r, struct str name, bool *out) {
    int64_t any = 0;
    TRY(waiting_write(r->store));
    TRY(r->store->driver->search_any(r, name, &any));
    *out = any != 0;
    return OK;
}

/* ---- Finding ---- */

/* In a transaction that writes, the index is brought up first. */
static void select_ids(struct reader *r, struct query *q, struct str name,
                       const struct search_words *alternatives, int count, int64_t before) {
    if (waiting_write(r->store) != OK) q->text.failed = true;
    r->store->driver->search_select(q, name, alternatives, count, before);
}

static void select_newest(struct reader *r, struct query *q, struct str name,
                          const struct search_words *alternatives, int count,
                          int64_t before, int limit) {
    const struct store_driver *driver = r->store->driver;
    if (driver->search_newest) {
        if (waiting_write(r->store) != OK) q->text.failed = true;
        driver->search_newest(q, name, alternatives, count, before, limit);
        return;
    }
    select_ids(r, q, name, alternatives, count, before);
    query_add(q, SQL(" ORDER BY 1 DESC LIMIT "));
    query_number(q, limit);
}

enum err search_ask(struct reader *r, struct arena *mem, struct str name,
                    const struct search_words *alternatives, int count, int64_t before,
                    int limit, struct rows *out_rows) {
    struct query q = query_in(mem);
    select_newest(r, &q, name, alternatives, count, before, limit);
    return query_run(r, &q, out_rows);
}

enum err search_find(struct reader *r, struct arena *mem, struct str name,
                     const struct search_words *alternatives, int count, int64_t before,
                     int limit, int64_t **out_ids, int *out_count) {
    struct rows rows;
    limit = limit < 0 ? 0 : limit > SEARCH_FOUND ? SEARCH_FOUND : limit;
    int64_t *ids = NEWS(mem, (size_t)limit, int64_t);
    int n = 0;
    TRY(search_ask(r, mem, name, alternatives, count, before, limit, &rows));
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
    select_ids(r, q, name, alternatives, count, 0);
    query_add(q, SQL(")"));
}

static bool is_frequent(struct reader *r, struct arena *mem, struct str name,
                        const struct search_words *alternatives, int count) {
    struct query q = query_in(mem);
    int64_t n = 0;
    query_add(&q, SQL("SELECT count(*) FROM ("));
    select_ids(r, &q, name, alternatives, count, 0);
    query_add(&q, SQL(" LIMIT "));
    query_number(&q, SEARCH_FREQUENT);
    query_add(&q, SQL(") found"));
    /* A failure here is met again, and told, by the query itself. */
    return query_int(r, &q, &n) == OK && n == SEARCH_FREQUENT;
}

void search_condition_first(struct reader *r, struct query *q, char alias, struct str name,
                            const struct search_words *alternatives, int count) {
    if (!is_frequent(r, q->text.mem, name, alternatives, count)) {
        search_condition(r, q, alias, name, alternatives, count);
        return;
    }
    query_add(q, SQL("EXISTS ("));
    select_ids(r, q, name, alternatives, count, 0);
    buf_format(&q->text, " AND %s = ", r->store->driver->dialect->search_id);
    query_column(q, alias, STR("id"));
    query_add(q, SQL(")"));
}

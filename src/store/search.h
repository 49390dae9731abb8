/* search.h - full-text search over folded words, one index a kind of record.
 * Callers give text that `persian/fold.h` has folded and tokenised (words apart by one
 * space), so that both engines find the same records for the same words. */
#ifndef STORE_SEARCH_H
#define STORE_SEARCH_H

#include "store/store.h"

/* Make the index `search_<name>` if it is not there. */
enum err search_create(struct writer *w, struct str name);
/* Put or replace a record's words; empty text removes it. */
enum err search_put(struct writer *w, struct str name, int64_t id, struct str words);
enum err search_remove(struct writer *w, struct str name, int64_t id);
/* No record is found any more. */
enum err search_clear(struct writer *w, struct str name);
/* Much is coming: put off what keeps the index in order until search_tidy. Until then
 * looking is slower; a crash between the two is mended by search_create. */
enum err search_expect(struct writer *w, struct str name);
/* Gather what many small changes scattered; after an import, or in a quiet moment. */
enum err search_tidy(struct writer *w, struct str name);
/* The number of records in the index, for the integrity check. */
enum err search_count(struct reader *r, struct str name, int64_t *out);
/* Whether there is any, without counting: a start must not read a million. */
enum err search_any(struct reader *r, struct str name, bool *out);

/* ---- Made aside ----
 * Putting the words of very many records in order is a third of the work of writing them. For
 * an index that is still empty another thread can do it, in a store of its own in memory. */

/* Takes words instead of the index; empty ones: the record is to be found no more. */
typedef enum err search_take(void *self, int64_t id, struct str words);
/* What is put into the index `name`, or removed, goes to `take` from now on; NULL: into the
 * index again. */
void search_divert(struct writer *w, struct str name, search_take *take, void *self);
/* The index `name` of `aside`, a store in memory, becomes that of the database file `path`, in
 * a transaction of its own; no other may be open there. ERR_CONFLICT: that one is not empty. */
enum err search_adopt(struct store *aside, const char *path, struct str name);

enum {
    SEARCH_TERMS = 32
}; /* words looked at in all alternatives together: more of the first are ignored, and others
    * that would be cut are left out */
enum { SEARCH_FOUND = 10000 }; /* the highest limit search_find obeys */

/* One way to read what was typed: all of these words, the last one as a beginning. */
struct search_words {
    const struct str *words;
    int count;
    bool whole; /* the last word too must match wholly */
};

/* Identifiers of records that match any of the alternatives, newest first, at most `limit`,
 * all smaller than `before` (0: from the newest). *out_ids is in `mem`. */
enum err search_find(struct reader *r, struct arena *mem, struct str name,
                     const struct search_words *alternatives, int count, int64_t before,
                     int limit, int64_t **out_ids, int *out_count);

/* The same as a question to be walked, with an identifier a row: several indexes can be asked
 * before the first answer is read. */
enum err search_ask(struct reader *r, struct arena *mem, struct str name,
                    const struct search_words *alternatives, int count, int64_t before,
                    int limit, struct rows *out_rows);

struct query;
/* Append the condition that `alias."id"` matches, to a query composed for `r`. Gathers all
 * matches: right for a count, and for whatever looks at every row. */
void search_condition(struct reader *r, struct query *q, char alias, struct str name,
                      const struct search_words *alternatives, int count);
/* The same for a query that takes only the first rows of an order, as a page of a list
 * does: where words are frequent it looks at row after row until the page is full. Asks the
 * index first, which is one statement. */
void search_condition_first(struct reader *r, struct query *q, char alias, struct str name,
                            const struct search_words *alternatives, int count);

#endif

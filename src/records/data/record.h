/* record.h - one record: load, create, change, delete. Every way in (page, API, import,
 * undo, sync) comes through these verbs, so rights, checks, journal, search and duplicate
 * keys hold everywhere. All of them run inside the caller's transaction. */
#ifndef RECORDS_RECORD_H
#define RECORDS_RECORD_H

#include "records/ctx.h"
#include "records/meta/meta.h"

/* An empty record with the presets of its kind, ready to be filled. It has no id yet. */
struct record record_new(struct ctx *cx, const struct entity *e);
struct record record_copy(struct ctx *cx, const struct record *r);

/* ERR_ABSENT when it is not there *or* not visible to the actor: nobody learns
 * what exists. */
enum err record_get(struct ctx *cx, const struct entity *e, int64_t id, struct record *out);
/* Without asking for rights; for the program's own reasoning. */
enum err record_get_plain(struct ctx *cx, const struct entity *e, int64_t id,
                          struct record *out);

/* Write a new record; its id is made unless FIELD_ID is set (undo, sync). Problems are
 * listed in cx and nothing is written. */
enum err record_create(struct ctx *cx, struct record *r);

/* The same in two steps, for imports. The first does what needs no writing: checks, the id,
 * derived columns, search words, the journal's text. It may run outside the transaction, on
 * another thread with a context and reader of its own; the result lives in its memory.
 * ERR_INVALID: the problems are listed. */
struct record_ready {
    struct record record;
    const struct value *columns; /* NULL: worked out when it is written */
    int column_count;
    struct str words, changes;
    bool id_given; /* not made here */
    bool alone;    /* who writes it has asked: nobody else has what only one can have */
};
enum err record_prepare(struct ctx *cx, const struct record *r, struct record_ready *out);
enum err record_create_ready(struct ctx *cx, struct record_ready *ready);

/* Write the fields in which `r` differs from what is stored. When r->values[FIELD_VERSION]
 * is older than the stored version and a field changed on both sides, ERR_CONFLICT, nothing
 * is written, and *out_theirs (if given) is the stored record; disjoint changes
 * are merged. */
enum err record_change(struct ctx *cx, struct record *r, struct record *out_theirs);

/* Delete with everything it owns. */
enum err record_delete(struct ctx *cx, const struct entity *e, int64_t id);

/* The record's title, in the user's language where it is composed. */
struct str record_title(struct ctx *cx, const struct record *r);

/* Fill the search index of a kind that has records but an empty index: it was being made aside
 * when the program ended, or the kind was not searched before. */
enum err record_reindex_empty(struct ctx *cx, const struct entity *e);
/* The same, whatever is in the index. */
enum err record_reindex(struct ctx *cx, const struct entity *e);

/* The words under which it is found, folded; empty when it has none. */
struct str record_words(struct ctx *cx, const struct record *r);

/* Run `step` for every record of `e` after that id (0: all), oldest first; for upkeep, not
 * for pages. The context it gets, and the record, live until the step returns. */
enum err record_walk(struct ctx *cx, const struct entity *e, int64_t after,
                     enum err (*step)(void *self, struct ctx *cx, const struct record *r),
                     void *self);

/* How links name and find records (meta.h); for the catalog. */
extern const struct link_names record_links;

#endif

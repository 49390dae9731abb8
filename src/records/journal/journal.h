/* journal.h - what changed: which record, which fields, from what to what, by whom, when,
 * where. It is written in the transaction of the change. History, undo, the timeline, the
 * API's feed, automation and synchronisation all read it. */
#ifndef RECORDS_JOURNAL_H
#define RECORDS_JOURNAL_H

#include "records/ctx.h"
#include "records/meta/meta.h"
#include "store/schema.h"

enum journal_action { JOURNAL_CREATE = 1, JOURNAL_CHANGE, JOURNAL_DELETE };

struct journal_change {
    const struct field *field; /* NULL: the field is no longer defined */
    struct value old, new;
};

struct journal_entry {
    int64_t seq; /* grows with every entry */
    int64_t at_ms, user, batch, party, record;
    const struct entity *entity; /* NULL: the kind is no longer defined */
    enum journal_action action;
    int device;
    const struct journal_change *changes;
    int change_count;
};

/* Record a change; `old` is NULL for a creation, `new` for a deletion. */
enum err journal_add(struct ctx *cx, const struct record *old, const struct record *new);
/* The same in two steps: the text of what changed, and writing it. */
struct str journal_changes(struct ctx *cx, const struct record *old,
                           const struct record *new);
enum err journal_put(struct ctx *cx, const struct record *old, const struct record *new,
                     struct str changes);

/* The entries of one record, newest first, below `before` (0: from the newest). */
enum err journal_of_record(struct ctx *cx, const struct entity *e, int64_t id,
                           int64_t before, int limit, struct journal_entry **out,
                           int *out_count);
/* The same in two steps. */
enum err journal_of_record_ask(struct ctx *cx, const struct entity *e, int64_t id,
                               int64_t before, int limit, struct rows *out);
enum err journal_of_record_read(struct ctx *cx, struct rows *rows, int limit,
                                struct journal_entry **out, int *out_count);
/* The entries of one act, newest first, below `before`. */
enum err journal_of_batch(struct ctx *cx, int64_t batch, int64_t before, int limit,
                          struct journal_entry **out, int *out_count);
/* All entries after `seq`, oldest first, for feeds. Not filtered by rights: the caller
 * asks. */
enum err journal_after(struct ctx *cx, int64_t seq, int limit, struct journal_entry **out,
                       int *out_count);

/* The entries of one kind after `seq`, oldest first. */
enum err journal_of_kind(struct ctx *cx, const struct entity *e, int64_t seq, int limit,
                         struct journal_entry **out, int *out_count);
/* The number of the newest entry; 0: there is none. */
enum err journal_last(struct ctx *cx, int64_t *out_seq);

extern const struct table journal_table;

#endif

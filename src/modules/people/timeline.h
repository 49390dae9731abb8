/* timeline.h - everything that happened with a customer, newest first: interactions, tasks
 * by when they were done or are due, stages, merges. A page costs one statement for each
 * kind that is asked for. */
#ifndef PEOPLE_TIMELINE_H
#define PEOPLE_TIMELINE_H

#include "records/data/record.h"

enum { TIMELINE_PAGE = 30, TIMELINE_PAGE_MOST = 200 };

enum timeline_kind {
    TIMELINE_INTERACTION,
    TIMELINE_TASK,
    TIMELINE_MERGE, /* somebody was merged into this customer */
    TIMELINE_STAGE,
    TIMELINE_KINDS,
};
enum { TIMELINE_ALL = (1 << TIMELINE_KINDS) - 1 };

struct timeline_entry {
    enum timeline_kind kind;
    int64_t at_ms;
    int64_t id; /* of the record; of a stage: of its journal entry */
    int64_t by; /* a user: who looks after it; of a stage or merge: who did it. 0: rules */
    struct record record;          /* of all but a stage */
    struct str stage, was, reason; /* of a stage */
};

struct timeline {
    struct timeline_entry *entries;
    int count;
    struct str next; /* the cursor of older ones; empty at the end */
};

/* `kinds`: bits 1 << kind. `cursor`: from an earlier page, or empty. What the actor may not
 * read is left out; that they may read the party the caller has shown. */
enum err timeline_page(struct ctx *cx, int64_t party, unsigned kinds, struct str cursor,
                       int limit, struct timeline *out);

/* The same in two steps. What was asked lies in the context's memory. */
struct timeline_asked;
enum err timeline_ask(struct ctx *cx, int64_t party, unsigned kinds, struct str cursor,
                      int limit, struct timeline_asked **out);
enum err timeline_read(struct timeline_asked *asked, struct timeline *out);

#endif

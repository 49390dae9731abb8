/* looks.h - who looked at what is sensitive: a field whose definition says `audited`. A look
 * is written in the transaction that answers it, so nothing is shown that was not written
 * down. Opening the same form or asking the same of the API again within a while is the same
 * look: that costs a question and no write. */
#ifndef RECORDS_LOOKS_H
#define RECORDS_LOOKS_H

#include "records/data/record.h"

enum look_way {
    LOOK_PAGE = 1, /* asked to see it on a page */
    LOOK_FORM,     /* opened it to be changed */
    LOOK_API,      /* a program asked for it */
    LOOK_API_LIST, /* the same of many records at once */
    LOOK_EXPORT,   /* took it along in a file */
    LOOK_WAYS,
};

enum { LOOK_AGAIN_MS = MS_PER_HOUR, LOOKS_PAGE = 100 };

struct look {
    int64_t id, at_ms, user, record; /* record 0: many */
    const struct entity *entity;     /* NULL: no longer defined */
    const struct field *field;       /* the same */
    enum look_way way;
    int64_t count; /* how many records; 0: not known */
};

/* Whether the actor's look at that field was written down a while ago at most. */
enum err look_known(struct ctx *cx, const struct record *r, const struct field *f,
                    enum look_way way, bool *out);
enum err look_add(struct ctx *cx, const struct record *r, const struct field *f,
                  enum look_way way);
enum err look_add_many(struct ctx *cx, const struct field *f, int64_t count,
                       enum look_way way);

/* The latest first, older than `before` (0: from the latest); of one user, of one record;
 * what is 0 is not asked. At most LOOKS_PAGE. */
struct look_ask {
    int64_t user, record, before;
};
enum err looks_read(struct ctx *cx, const struct look_ask *ask, struct look **out,
                    int *out_count);

extern const struct table look_table;

#endif

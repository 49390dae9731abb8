/* stages.h - the stages a customer went through, read from the journal. */
#ifndef PEOPLE_STAGES_H
#define PEOPLE_STAGES_H

#include "records/ctx.h"

struct party_stage {
    int64_t seq; /* of the journal */
    int64_t since_ms, by;
    struct str stage, was; /* keys of the list party_stage; `was` is empty at first */
    struct str reason;
};

/* Behind which entry a page begins: those older than `at_ms`, and of that instant those
 * below `seq`. */
struct stage_place {
    int64_t at_ms, seq;
};

/* Newest first, at most `limit`, below `before` (NULL: from the newest). Asks for no
 * rights: the caller has shown that the actor may read the party. */
enum err party_stages(struct ctx *cx, int64_t party, const struct stage_place *before,
                      int limit, struct party_stage **out, int *out_count);
/* The same in two steps: the question, and its answer. */
enum err party_stages_ask(struct ctx *cx, int64_t party, const struct stage_place *before,
                          struct rows *out);
enum err party_stages_read(struct ctx *cx, struct rows *rows, int limit,
                           struct party_stage **out, int *out_count);

#endif

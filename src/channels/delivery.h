/* delivery.h - how messages leave the outbox. A server claims some in a transaction, hands them to its
 * host outside of it, and settles each in another one. A claim holds for DELIVERY_CLAIM_MS: if the
 * server dies meanwhile another takes the message, with the same mark (Message-ID), so what was sent
 * twice is known as one. Of several servers of one organisation only one writes at a time, so none
 * claims what another has. */
#ifndef CHANNELS_DELIVERY_H
#define CHANNELS_DELIVERY_H

#include "http/letter.h"
#include "records/ctx.h"

enum {
    DELIVERY_TRIES = 9,
    DELIVERY_CLAIM_MS = 5 * 60 * 1000,
    DELIVERY_FILE_BYTES = 16 * 1024 * 1024,
    DELIVERY_SAID_LETTERS = 300,
};

struct claimed {
    int64_t id;
    int64_t until_ms; /* not begun after this */
    struct letter letter;
};

/* Pure: how long to wait after that many tries that came to nothing; 0: give up. */
int64_t delivery_wait_ms(int tries);

/* What is due, at most `most`, in cx->mem. `holder`: this server's seat; what it held when it ended
 * before is due at once where `fresh`. *out_due_ms: when the next is due (0: none). */
enum err delivery_claim(struct ctx *cx, int holder, bool fresh, int most,
                        struct claimed **out, int *out_count, int64_t *out_due_ms);
/* What became of one; NULL: it was not tried, and waits again. */
enum err delivery_settle(struct ctx *cx, int64_t id, const struct letter_outcome *outcome);

#endif

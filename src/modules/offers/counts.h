/* counts.h - in how many orders each product stands, and each two products together, kept while
 * people work. Who writes an order leaves a note and nothing else; a job takes the notes, sees what
 * the order holds by now, and adds what differs from what it held when it was counted last. So the
 * counts equal those of counting everything anew as soon as no note is left. A cancelled order and
 * one without products count as none. */
#ifndef OFFERS_COUNTS_H
#define OFFERS_COUNTS_H

#include "modules/offers/rule.h"
#include "records/ctx.h"
#include "records/meta/meta.h"

struct job;

enum { COUNTS_ORDERS = 256 /* that one step of the job counts */ };

/* How much a step does, and from when on pairs are counted anew (recount.h) and not one by one. */
struct counts_pace {
    int orders;   /* at most COUNTS_ORDERS */
    int64_t bulk; /* notes; and no fewer than there are orders counted */
    int entries;
};
extern const struct counts_pace counts_pace_standard;

extern const struct follower follower_order, follower_order_line, follower_bundle_part;

/* Take some notes, or where there are none look at some customers: one step of a job. */
enum err counts_step(struct ctx *cx, struct job *job, bool *out_more);
enum err counts_step_of(struct ctx *cx, struct job *job, const struct counts_pace *pace,
                        bool *out_more);
enum err counts_next(struct ctx *cx, int64_t *out_due_ms);

/* Forget all counts and leave a note of every order. */
enum err counts_begin(struct ctx *cx);
/* Orders that are noted and not counted yet, at least; and whether pairs are counted anew. */
enum err counts_waiting(struct ctx *cx, int64_t *out, bool *out_recounts);

/* Orders that hold any product. */
enum err counts_all(struct ctx *cx, int64_t *out);

/* Of how many rows the kept counts differ from counting the baskets anew, and those from what
 * the orders hold that no note speaks of. Looks at everything: for `moshtari check`. */
enum err counts_prove(struct ctx *cx, int64_t *out_wrong);

#endif

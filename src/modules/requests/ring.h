/* ring.h - a request rings at one person after another until somebody takes it: at its
 * representative, at the others of the team by turns, at the team's manager; then it waits for
 * everybody who may take it. Only who is here is rung; where nobody is outside working time, it rings
 * when the next working time begins. Each has some seconds (a field of the form). Passing on is a job,
 * so that it goes on after a restart and with several servers. */
#ifndef REQUESTS_RING_H
#define REQUESTS_RING_H

#include "modules/requests/live.h"
#include "records/data/record.h"
#include "records/rules/jobs.h"

enum { RING_SECONDS = 45, RING_OFFERS = 50 };
#define RING_JOB "requests.ring"

enum offer_end { OFFER_OPEN, OFFER_ACCEPTED, OFFER_PASSED, OFFER_UNANSWERED };

/* At whom it rang. */
struct offer {
    struct str name; /* of the person */
    int64_t person, at_ms;
    enum offer_end how;
};

/* A request that was just kept begins to ring. */
enum err ring_start(struct ctx *cx, const struct record *form,
                    const struct record *request);
/* The actor takes it, with its deal, and with its customer where that is still a lead. ERR_CONFLICT
 * with a problem that names them: somebody took it before. ERR_DENIED: it is not theirs to take. */
enum err ring_accept(struct ctx *cx, struct record *request);
/* The actor lets it go on to the next; nothing to do where it does not ring at them. */
enum err ring_pass(struct ctx *cx, const struct record *request);
/* It was answered: where it still rings or waits, it is over. */
enum err ring_answered(struct ctx *cx, int64_t request);
/* The actor has a page open: what waits for their team rings at them, the oldest first and one at a
 * time. */
enum err ring_here(struct ctx *cx);
/* The step of RING_JOB. */
enum err ring_step(struct ctx *cx, struct job *job, bool *out_more);

/* At whom it rang so far, in order; up to RING_OFFERS. */
enum err ring_offers(struct ctx *cx, int64_t request, struct offer **out, int *out_count);
/* Whether the actor may take it. */
bool ring_takes(struct ctx *cx, const struct record *request, const struct live *l);

#endif

/* offering.h - the life of a quote: drafted, approved where it gives much away, sent, answered; and
 * the order that comes of it. What was sent is never changed: a new version takes its place.
 *
 * Each verb asks for the actor's rights. A state that does not fit is a problem of the form
 * (ERR_INVALID), told in words. */
#ifndef TRADE_OFFERING_H
#define TRADE_OFFERING_H

#include "records/data/record.h"

/* Send a draft, or let it wait for approval where it is beyond the actor's right. Its version
 * before this one is no longer valid then. */
enum err quote_send(struct ctx *cx, int64_t id);
/* Say yes or no to the step a quote waits at; with the last yes it is sent. */
enum err quote_decide(struct ctx *cx, int64_t id, bool yes, struct str note);
/* Whether the actor may decide the step it waits at. */
enum err quote_decidable(struct ctx *cx, const struct record *quote, bool *out);
/* Make a draft with the same lines that is to take the place of one that was sent. */
enum err quote_revise(struct ctx *cx, int64_t id, int64_t *out_id);
/* A customer's answer, as the representative heard it, or as they gave it themselves: `by` says
 * who. Twice the same answer is one. */
enum err quote_answer(struct ctx *cx, int64_t id, bool yes, struct str by, struct str said);
/* The same where the customer proved to be the one: no rights are asked for. */
enum err quote_answer_proven(struct ctx *cx, int64_t id, bool yes, struct str by,
                             struct str said);
/* Let the deal of an accepted quote come to what the quote does. */
enum err quote_to_deal(struct ctx *cx, int64_t id);
/* The order of an accepted quote, all lines with their figures; the one there is, if there is. */
enum err order_from_quote(struct ctx *cx, int64_t id, int64_t *out_id);

/* Whether it was sent and its last day is over. */
bool quote_over(const struct ctx *cx, const struct record *quote);
/* Every hour: what is over says so. */
struct job;
enum err quotes_expire(struct ctx *cx, struct job *job, bool *out_more);

#endif

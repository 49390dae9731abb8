/* terms.h - what follows from the dates of contracts and subscriptions. */
#ifndef CONTRACTS_TERMS_H
#define CONTRACTS_TERMS_H

#include "modules/contracts/period.h"
#include "records/data/record.h"
#include "records/rules/jobs.h"

enum {
    TERMS_REMIND_DAYS = 14, /* before the last day of notice its owner gets a task */
    TERMS_EVERY_MS = MS_PER_HOUR,
};

/* The calendar the organisation counts months in. */
enum calendar terms_calendar(const struct ctx *cx);

/* The standing job `contracts.terms`: makes the tasks before notice ends, renews or ends contracts
 * whose term is over, moves subscriptions to their next period. What was done shows in the records
 * themselves, in the same transaction, so it is done once. */
enum err terms_step(struct ctx *cx, struct job *job, bool *out_more);
enum err terms_next(struct ctx *cx, int64_t *out_due_ms);

#endif

/* plans.h - visits out of plans: the standing job `field.plans` makes those of the next two weeks,
 * and tells of each planned visit whose day is over that it was missed. */
#ifndef FIELD_PLANS_H
#define FIELD_PLANS_H

#include "records/data/record.h"
#include "records/rules/jobs.h"

enum { PLANS_DAYS_AHEAD = 14, PLANS_EVERY_MS = MS_PER_HOUR };

/* The first day after `after` on which a plan wants a visit; null: none, any more. */
struct value plan_day(struct ctx *cx, const struct record *plan, int64_t after);

/* What was made of a plan stands in the plan, in the same transaction, so it is made once. */
enum err plans_step(struct ctx *cx, struct job *job, bool *out_more);

#endif

/* subscription.h - what a subscription costs, and how that changed. */
#ifndef CONTRACTS_SUBSCRIPTION_H
#define CONTRACTS_SUBSCRIPTION_H

#include "modules/contracts/period.h"
#include "records/data/record.h"

enum { SUBSCRIPTION_CHANGES = 200 }; /* the latest that are read */

/* Quantity times price; null: too large. */
struct value subscription_amount(const struct record *r);
/* A twelfth of what a year of it costs, or so; 0 once it ended. */
int64_t subscription_monthly(const struct record *r);
struct period_plan subscription_plan(const struct ctx *cx, const struct record *r);

/* Its changes in order of their days. */
enum err subscription_changes(struct ctx *cx, const struct record *r, struct record **out,
                              int *out_count);

#endif

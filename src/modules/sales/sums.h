/* sums.h - what deals come to by owner, team, stage and month, kept with every change, so that no page counts
 * a hundred thousand of them. They equal what counting would find (see the tests). */
#ifndef SALES_SUMS_H
#define SALES_SUMS_H

#include "modules/sales/reach.h"
#include "records/meta/meta.h"
#include "store/store.h"

/* A deal was made (`old` is NULL), changed or deleted (`new` is NULL). */
enum err sums_change(struct ctx *cx, const struct record *old, const struct record *new);
/* Count all deals anew, where an organisation comes from a release without these sums. */
enum err sums_begin(struct ctx *cx);

/* Ask for those within `of`: of open deals, and of deals closed since the first of a Solar Hijri month. Columns:
 * the month's first day, or 0 where no day is said; stage, percent, deals, and the two parts of what
 * they come to (records/data/total.h). */
enum err sums_ask(struct ctx *cx, const struct deal_reach *of, int64_t closed_from,
                  struct rows *out);

/* Ask for the deals within `of` that were won in a month, and open ones that are to be closed in it:
 * owner (below 0: nobody), team, outcome, percent, deals, and the two parts of what they come to. A
 * Solar Hijri month is read from the kept sums; another is counted. */
enum err sums_of_month(struct ctx *cx, const struct deal_reach *of, int64_t first,
                       int64_t before, struct rows *out);

/* What the deals of each of so many stages come to; of those that ended nothing is weighed. */
enum err sums_of_stages(struct ctx *cx, struct board_sum *stages, int count);

#endif

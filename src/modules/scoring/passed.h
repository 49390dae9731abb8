/* passed.h - in which stages deals stood, and how many of those came to be won: what a stage is worth
 * by what happened, beside the probability that people set for it. */
#ifndef SCORING_PASSED_H
#define SCORING_PASSED_H

#include "modules/sales/pipelines.h"
#include "records/meta/meta.h"

enum passed_end { PASSED_OPEN, PASSED_WON, PASSED_LOST };

enum { PASSED_LEAST = 20 /* deals that ended; of fewer a share is no advice */ };

extern const struct follower follower_deal_passed;

/* A deal stood in a stage: for records of the past that are brought whole. */
enum err passed_note(struct ctx *cx, int64_t party, int64_t deal, int64_t stage,
                     enum passed_end end);

/* Of the deals that ended and ever stood in a stage while they were open, so many were won. */
struct passed {
    int64_t ended, won;
};
enum err passed_of_stages(struct ctx *cx, const struct stage *stages, int count,
                          struct passed *out);

/* Work out from the journal where a deal that lacks it has stood. */
enum err passed_recall(struct ctx *cx, const struct record *deal);

#endif

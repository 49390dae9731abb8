/* funnel.h - how far the deals that began in a span came: how many reached each stage, how many went on,
 * how long they took, and where they were lost. Who is at a later stage has reached those before it.
 * What it adds up is kept with every change; it equals what counting would find (see the tests). */
#ifndef SALES_FUNNEL_H
#define SALES_FUNNEL_H

#include "modules/sales/ended.h"
#include "modules/sales/pipelines.h"

/* ---- Adding up ---- */

enum funnel_end { FUNNEL_OPEN, FUNNEL_WON, FUNNEL_LOST };

struct funnel_stage {
    const struct stage *stage;
    int64_t reached, here;     /* so many came so far; of those, so many still stand here */
    struct ended_sum lost;     /* and so many went no further */
    int64_t left, median_days; /* visits that ended, and their median; -1: none did */
};

struct funnel {
    struct funnel_stage stages[PIPELINE_STAGES]; /* the open ones, in their order */
    int count;
    int64_t began, won, lost, open;
    int64_t untold; /* lost, and nobody knows how far they came */
};

/* Deals that are alike: the furthest stage they stood in (0: not known), and how they ended. */
struct funnel_share {
    int64_t furthest, deals;
    enum funnel_end end;
    struct total amount;
};

/* Empty, with the open ones of these stages. */
void funnel_start(struct funnel *f, const struct stage *stages, int count);
void funnel_add(struct funnel *f, const struct funnel_share *share);
/* Visits of a stage that took so many days, fewest days first; `all` of them there are. */
void funnel_stay(struct funnel_stage *s, int64_t all, int64_t days, int64_t visits);
/* Of 100 that reached a stage so many came to the next one, or were won; -1: none reached it. */
int64_t funnel_rate(const struct funnel *f, int stage);

/* ---- Keeping and reading ---- */

struct record;
/* A deal was made (`old` is NULL), changed or deleted (`new` is NULL). */
enum err funnel_change(struct ctx *cx, const struct record *old, const struct record *new);
/* Tell of deals from a release without this what is known of them, and count all anew. */
enum err funnel_begin(struct ctx *cx);

/* Those within `of` that began in the Solar Hijri months of the span. */
struct funnel_ask {
    struct deal_reach of;
    struct span span;
    int64_t pipeline;
};
enum err funnel_load(struct ctx *cx, const struct funnel_ask *ask,
                     const struct stage *stages, int stage_count, struct funnel *out);

#endif

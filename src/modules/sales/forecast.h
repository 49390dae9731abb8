/* forecast.h - what the open deals of a pipeline are to bring, month by month, and how far they
 * came. Adding up is values in, values out; one query tells what there is. */
#ifndef SALES_FORECAST_H
#define SALES_FORECAST_H

#include "modules/sales/pipelines.h"
#include "modules/sales/reach.h"
#include "records/data/total.h"

enum forecast_kind { FORECAST_COMMIT, FORECAST_BEST, FORECAST_PIPELINE, FORECAST_KINDS };

enum {
    FORECAST_MONTHS = 6, /* this one and those that follow */
    FORECAST_LATE = 0,   /* rows: was to be closed before this month */
    FORECAST_FIRST,      /* this month */
    FORECAST_LATER = FORECAST_FIRST + FORECAST_MONTHS,
    FORECAST_UNDATED, /* nobody said by when */
    FORECAST_ROWS,
    FORECAST_WON_MONTHS = 3, /* this one and those before it, of which wins are told */
};

/* Some deals together. A sum that 64 bits do not hold is not told. */
struct forecast_sum {
    int64_t count;
    struct total amount,
        weighed; /* weighed: amount × percent, so a hundred times too much */
    bool over;
};

struct forecast_row {
    struct forecast_sum kinds[FORECAST_KINDS], all;
};

struct forecast {
    int64_t
        starts[FORECAST_MONTHS + 1]; /* first days of the months, and of the one behind */
    int64_t won_from;                /* the first day of those that wins are told of */
    struct forecast_row rows[FORECAST_ROWS], whole;
    struct forecast_sum stages[PIPELINE_STAGES]; /* of each stage, in their order */
};

/* Deals that are alike in all of this. */
struct forecast_share {
    struct value close_on; /* a civil day, or null */
    int64_t stage;
    int64_t percent;
    int64_t count;
    struct total amount;
};

/* Empty, with the months of that calendar. */
void forecast_begin(struct forecast *f, enum calendar calendar, int64_t today);
/* In which row a deal stands that is to be closed then. */
int forecast_row_of(const struct forecast *f, struct value close_on);
/* Add them; those of no stage among `stages` are left out. */
void forecast_add(struct forecast *f, const struct stage *stages, int stage_count,
                  const struct forecast_share *share);
/* What is shown of a sum: rounded to the rial, or null. */
struct value forecast_amount(const struct forecast_sum *s);
struct value forecast_weighed(const struct forecast_sum *s);

/* Read the deals within `of`: the open ones, and those of the stages that end, closed since
 * `won_from`. Solar Hijri months come from the kept sums (sums.h); for others they are counted. */
enum err forecast_load(struct ctx *cx, const struct deal_reach *of,
                       const struct stage *stages, int stage_count, struct forecast *f);
/* The same, counted in any case. */
enum err forecast_count(struct ctx *cx, const struct deal_reach *of,
                        const struct stage *stages, int stage_count, struct forecast *f);

#endif

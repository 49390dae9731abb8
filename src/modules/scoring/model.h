/* model.h - the model as it is kept: what each level of each factor weighs, how many deals it was
 * learnt from, how well it foretold deals it had not seen. Made by fit.h. */
#ifndef SCORING_MODEL_H
#define SCORING_MODEL_H

#include "modules/scoring/factors.h"
#include "modules/scoring/judge.h"
#include "modules/scoring/logit.h"

enum { MODEL_WEIGHTS = FACTORS * LOGIT_LEVELS, MODEL_ONE = 1000 * 1000 };

/* What a level adds to the log odds, in millionths, against the average. */
struct weight {
    enum factor factor;
    struct str level;
    int64_t weight;
    int64_t deals, won; /* that had it */
};

struct model {
    bool there;        /* else there were too few deals, or it was never fitted */
    int64_t fitted_ms; /* 0: never */
    int64_t base;      /* the log odds of the average, in millionths */
    int64_t deals, won;
    struct weight *weights; /* by factor; the heaviest first */
    int weight_count;
};

/* The model with all its weights. */
enum err model_load(struct ctx *cx, struct model *out);
/* How it stood the trial. Its count is 0 where it stood none. */
enum err model_trial(struct ctx *cx, struct judgement *out);
/* Keep it in the place of the one before. */
enum err model_keep(struct ctx *cx, const struct model *m, const struct judgement *trial);

/* ---- Values in, values out ---- */

/* 0 … 100. */
struct score {
    int percent;
    const struct weight
        *because[FACTORS]; /* what is known and weighs, the heaviest first */
    int count;
};
struct score model_score(const struct model *m, const struct facts *facts);
/* By how much the odds are multiplied, in hundredths. */
int64_t weight_odds(int64_t weight);
/* How much it is: 0 hardly, 1 a little, 2 clearly, 3 strongly. */
int weight_strength(int64_t weight);

#endif

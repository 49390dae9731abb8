/* fit.h - the model learnt from the deals that were won and lost: by night, and when somebody asks.
 *
 * What was known of a deal is written down when it ends (table deal_fact), so that what is learnt
 * later does not leak into it. Of deals that came ended, by import, the job writes down what it
 * finds. The model stands a trial first: learnt from the older deals alone, it foretells the newest
 * fifth. Then it is learnt from all of them, and the open deals get their scores. */
#ifndef SCORING_FIT_H
#define SCORING_FIT_H

#include "modules/scoring/model.h"

struct job;

enum {
    FIT_DEALS_LEAST = 100,      /* that ended; of fewer nothing is learnt */
    FIT_OUTCOME_LEAST = 20,     /* of these at least so many won, and as many lost */
    FIT_DEALS_MOST = 20 * 1000, /* the newest are taken: nobody may write meanwhile */
    FIT_LEVEL_DEALS = 10,       /* a level of fewer deals says nothing */
    FIT_HELD_PART = 5,          /* one of so many is held back for the trial */
    FIT_STEP_DEALS = 100,       /* looked at in one step of the job */
};

/* A deal that ended, as it is learnt from. */
struct learnt {
    struct str facts; /* as facts_text writes them */
    bool won;
};

/* Learn from deals in the order in which they ended. `out->there` is false where they are too few.
 * Values in, values out; the results lie in `mem`. */
void fit_learn(struct arena *mem, const struct learnt *deals, int count, struct model *out,
               struct judgement *out_trial);

/* One step of the job: facts of deals that lack them, then the model, then scores. */
enum err fit_step(struct ctx *cx, struct job *job, bool *out_more);

/* A deal was written: note what is known of one that ends, and score one that is open. */
extern const struct follower follower_deal_score;

#endif

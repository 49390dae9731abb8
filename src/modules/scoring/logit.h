/* logit.h - how likely something comes about, learnt from what came about: logistic regression with
 * a ridge penalty (le Cessie and van Houwelingen, "Ridge estimators in logistic regression", Applied
 * Statistics 41, 1992), fitted by Newton's method. Values in, values out; no library of mathematics,
 * so that the same observations give the same weights to the last bit on every engine and in the
 * browser.
 *
 * An observation has one level of each factor, or none where that is not known. The weights of a
 * factor's levels, each as often as it occurs, come to nothing: so an unknown factor says nothing,
 * neither for nor against, and each weight tells how a level differs from the average. */
#ifndef SCORING_LOGIT_H
#define SCORING_LOGIT_H

#include <stdbool.h>
#include <stdint.h>

struct arena;

enum {
    LOGIT_FACTORS = 16, /* of a design, at most */
    LOGIT_LEVELS = 24,  /* of a factor */
    LOGIT_ROUNDS = 60,  /* of Newton's method; some eight are common */
};

struct logit_data {
    int count, factors;
    int level_count[LOGIT_FACTORS];
    const unsigned char *levels; /* count rows of `factors` each: 1 …, or 0: not known */
    const bool *came;            /* whether it came about */
};

struct logit {
    double base;                                     /* the log odds of the average */
    double weights[LOGIT_FACTORS][LOGIT_LEVELS + 1]; /* by factor and level */
    int rounds;
};

/* e to the power of x, right to the last bits; above 700 as of 700. */
double exp_of(double x);
/* The probability whose log odds are x. */
double logistic(double x);

/* Fit. `ridge` is above 0: the levels of a factor are held for alike, each weight as under a normal
 * distribution around their mean with variance 1 / ridge, until observations say otherwise. False: it
 * did not settle, and *out means nothing. Scratch comes from `mem`. */
bool logit_fit(struct arena *mem, const struct logit_data *data, double ridge,
               struct logit *out);
/* The log odds of an observation. */
double logit_of(const struct logit *model, const unsigned char *levels, int factors);

#endif

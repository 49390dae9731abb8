/* judge.h - how good foretelling was, told by what then came about. In whole numbers: the order of the
 * foretold changes nothing. Values in, values out. */
#ifndef SCORING_JUDGE_H
#define SCORING_JUDGE_H

#include <stdbool.h>
#include <stdint.h>

enum {
    JUDGE_ONE = 1000 * 1000, /* parts in which probabilities and measures are told */
    JUDGE_TENTHS = 10,
    JUDGE_MOST = 1000 * 1000, /* foretold, at most */
};

struct foretold {
    int64_t said; /* the probability */
    bool came;
};

/* Those of whom between so many tenths and one more were said. */
struct tenth {
    int64_t count, came;
    int64_t said; /* all together */
};

struct judgement {
    int64_t count, came;
    /* How often, of one that came and one that did not, the former was held for likelier; a draw
     * counts half (the area under the curve of Hanley and McNeil, Radiology 143, 1982). JUDGE_ONE / 2
     * is no better than chance. 0 where there are not both. */
    int64_t area;
    /* The mean square of the error (Brier, Monthly Weather Review 78, 1950), and that of somebody who
     * always says the share that came. Smaller is better. */
    int64_t error, plain_error;
    struct tenth tenths[JUDGE_TENTHS];
};

/* Sorts them. */
void judge(struct foretold *all, int count, struct judgement *out);

#endif

/* dice.h - chance that repeats: the same seed gives the same throws on every machine. */
#ifndef CLI_DEMO_DICE_H
#define CLI_DEMO_DICE_H

#include <stdbool.h>
#include <stdint.h>

struct dice {
    uint64_t state;
};

/* The dice of one thing, independent of those of others. */
struct dice dice_of(uint64_t seed, uint64_t thing);

int64_t dice_below(struct dice *d, int64_t n); /* 0 … n - 1; n > 0 */
int64_t dice_between(struct dice *d, int64_t least, int64_t most);
bool dice_percent(struct dice *d, int percent);
/* The same range, but lower ones more often: for lists with the frequent first. */
int64_t dice_low(struct dice *d, int64_t n);
/* Which of `count` weights: a heavier one more often. */
int dice_weighted(struct dice *d, const int *weights, int count);

#endif

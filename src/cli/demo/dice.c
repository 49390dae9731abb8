#include "cli/demo/dice.h"

/* SplitMix64 of Steele, Lea and Flood. */
static uint64_t mix(uint64_t z) {
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

static uint64_t throw_of(struct dice *d) {
    d->state += 0x9E3779B97F4A7C15u;
    return mix(d->state);
}

struct dice dice_of(uint64_t seed, uint64_t thing) {
    return (struct dice){mix(seed + 0x9E3779B97F4A7C15u) ^ mix(~thing)};
}

/* The high half is the better one; n is far below 2^32. */
int64_t dice_below(struct dice *d, int64_t n) {
    return (int64_t)(((throw_of(d) >> 32) * (uint64_t)n) >> 32);
}

int64_t dice_between(struct dice *d, int64_t least, int64_t most) {
    return least + dice_below(d, most - least + 1);
}

bool dice_percent(struct dice *d, int percent) {
    return dice_below(d, 100) < percent;
}

int64_t dice_low(struct dice *d, int64_t n) {
    int64_t a = dice_below(d, n), b = dice_below(d, n);
    return a < b ? a : b;
}

int dice_weighted(struct dice *d, const int *weights, int count) {
    int64_t all = 0;
    for (int i = 0; i < count; i++)
        all += weights[i];
    int64_t at = dice_below(d, all);
    for (int i = 0; i < count - 1; i++) {
        if (at < weights[i]) return i;
        at -= weights[i];
    }
    return count - 1;
}

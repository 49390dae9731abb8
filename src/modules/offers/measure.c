#include "modules/offers/measure.h"

/* z for 95 %, squared, in parts of a million. */
enum { Z2 = 3841459 };

int measure_bucket(int64_t party) {
    uint64_t x = (uint64_t)party + 0x9e3779b97f4a7c15u; /* the mixing of splitmix64 */
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return (int)((x ^ (x >> 31)) % MEASURE_BUCKETS);
}

/* The whole part of the square root. */
static int64_t root(uint64_t n) {
    uint64_t root = 0;
    for (uint64_t bit = (uint64_t)1 << 31; bit; bit >>= 1)
        if ((root + bit) * (root + bit) <= n) root += bit;
    return (int64_t)root;
}

static struct share fitted(struct share s) {
    while (s.of > MEASURE_MOST)
        s.have /= 2, s.of /= 2;
    return s;
}

static int64_t between(int64_t n, int64_t least, int64_t most) {
    return n < least ? least : n > most ? most : n;
}

/* (2x + z² ± z √(z² + 4x(n - x)/n)) / 2(n + z²), everything times a million. */
struct estimate share_estimate(struct share s) {
    if (s.of <= 0) return (struct estimate){0, 0, PPM};
    s = fitted(s);
    int64_t spread = 4 * s.have * (s.of - s.have);
    int64_t inside = Z2 + spread / s.of * PPM + spread % s.of * PPM / s.of;
    int64_t half = root((uint64_t)Z2 * (uint64_t)inside);
    int64_t middle = 2 * s.have * PPM + Z2, under = 2 * (s.of * PPM + Z2);
    return (struct estimate){.value = s.have * PPM / s.of,
                             .low = between((middle - half) * PPM / under, 0, PPM),
                             .high = between((middle + half) * PPM / under, 0, PPM)};
}

static int64_t distance(int64_t a, int64_t b) {
    return root((uint64_t)(a * a) + (uint64_t)(b * b));
}

struct estimate difference_estimate(struct share one, struct share other) {
    struct estimate a = share_estimate(one), b = share_estimate(other);
    int64_t value = a.value - b.value;
    return (struct estimate){.value = value,
                             .low = value - distance(a.value - a.low, b.high - b.value),
                             .high = value + distance(a.high - a.value, b.value - b.low)};
}

int64_t acceptance(struct share answered) {
    enum { MORE_ACCEPTED = 1, MORE_ANSWERED = 4 };
    return (answered.have + MORE_ACCEPTED) * PPM / (answered.of + MORE_ANSWERED);
}

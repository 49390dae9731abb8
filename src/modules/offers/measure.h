/* measure.h - what offers bring, against showing nothing. A share of the customers, chosen by chance
 * once and for all, is shown none; if offers change anything, those others buy more often.
 * Values in, values out. */
#ifndef OFFERS_MEASURE_H
#define OFFERS_MEASURE_H

#include <stdbool.h>
#include <stdint.h>

enum {
    MEASURE_BUCKETS = 100,
    MEASURE_MOST = 1000 * 1000, /* customers of a side; of more, as many parts are taken */
    PPM = 1000 * 1000,          /* parts of one, in which shares are told */
};

/* From 0 to MEASURE_BUCKETS - 1: the same for ever, and nothing about the customer tells it. Those
 * below the control share in percent are shown nothing. */
int measure_bucket(int64_t party);

/* So many of so many. */
struct share {
    int64_t have, of;
};

/* A value with the borders between which it lies with 95 % confidence; parts of a million. */
struct estimate {
    int64_t value, low, high;
};

/* The share of the whole that `s` is a sample of (Wilson, "Probable inference, the law of succession,
 * and statistical inference", JASA 22, 1927). Of nobody: from 0 to 1. */
struct estimate share_estimate(struct share s);
/* How much larger the first share is than the second (Newcombe, "Interval estimation for the
 * difference between independent proportions", Statistics in Medicine 17, 1998, method 10). */
struct estimate difference_estimate(struct share one, struct share other);

/* How likely an offer of a kind is taken, in parts of a million: of those answered so many accepted,
 * as if one of four more had been accepted. So a kind of which little is known is held for average,
 * and each answer counts for less the more there are (the mean of a beta distribution that begins at
 * 1 and 3). */
int64_t acceptance(struct share answered);

#endif

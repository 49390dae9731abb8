/* rule.h - "who bought these bought that too", and how much there is to it.
 * Of all baskets, `left` hold the antecedent, `right` the consequent and `both` the two together:
 *
 *     support    = both / all                    (Agrawal and Srikant, VLDB 1994)
 *     confidence = both / left                   (the same)
 *     lift       = both * all / (left * right)   (Brin, Motwani, Ullman and Tsur, SIGMOD 1997, who
 *                                                call it interest)
 *     leverage   = both / all - left / all * right / all   (Piatetsky-Shapiro, 1991)
 *     conviction = left * (all - right) / (all * (left - both))   (Brin and others, the same)
 *
 * Measures stay fractions of whole numbers: they are compared exactly, and rounded only when they
 * are told. */
#ifndef OFFERS_RULE_H
#define OFFERS_RULE_H

#include "modules/offers/basket.h"

/* A fraction that is not negative; `under` is not 0. */
struct ratio {
    int64_t over, under;
};

enum { RATIO_PLACES = 9 /* decimal places that are told at most */ };

/* "0.25", "1", ".5": from 0 up to 1, with at most RATIO_PLACES places. */
bool ratio_parse(struct str text, struct ratio *out);
/* Below 0, 0, above 0. */
int ratio_compare(struct ratio a, struct ratio b);
/* The fraction times 10^places, rounded to the nearest, halves up; at most INT64_MAX. `under` is
 * below 2^59. */
int64_t ratio_units(struct ratio r, int places);
/* The least count whose share of `all` is `r` or more; at least 1. `all` is below 2^32. */
int64_t ratio_least(struct ratio r, int64_t all);

/* How often; each at most BASKETS_MOST. */
struct rule_counts {
    int64_t all, left, right, both;
};
struct ratio rule_support(const struct rule_counts *c);
struct ratio rule_confidence(const struct rule_counts *c);
struct ratio rule_lift(const struct rule_counts *c);
/* It may be below 0: times 10^places, rounded to the nearest, halves away from 0. */
int64_t rule_leverage_units(const struct rule_counts *c, int places);
/* False where it is endless: the rule has no exception. */
bool rule_conviction(const struct rule_counts *c, struct ratio *out);

struct rule {
    int32_t set, antecedent,
        consequent; /* sets of the baskets; `set` is the two together */
};

enum { RULES_MOST = 5 * 1000 * 1000 };

enum rule_order { RULES_BY_LIFT, RULES_BY_CONFIDENCE, RULES_BY_SUPPORT, RULE_ORDERS };

struct rules {
    struct rule *rows;
    int32_t count;
};

/* All rules of the sets found whose confidence is `least` or more and whose consequent has at most
 * `consequent` items; a rule's support is that of its set. By their measure, the highest first, then
 * by the others (lift, confidence, support), then by names. They live in the baskets' memory.
 * ERR_LIMIT: there are more than RULES_MOST. */
enum err rules_of(struct baskets *b, struct ratio least, int consequent,
                  enum rule_order order, struct rules *out);
struct rule_counts rule_counts_of(const struct baskets *b, const struct rule *r);

#endif

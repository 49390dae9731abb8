/* found.h - what the organisation's orders show as a whole: the rules between two products, and
 * whether customers who are shown offers buy more often. */
#ifndef OFFERS_FOUND_H
#define OFFERS_FOUND_H

#include "modules/offers/measure.h"
#include "modules/offers/rule.h"
#include "records/ctx.h"

enum { FOUND_RULES = 100 };

struct found_rule {
    int64_t product, other;
    struct str name, other_name;
    struct rule_counts counts;
};

/* The first FOUND_RULES by lift or confidence, of rules in at least OFFER_BASKETS_LEAST orders whose
 * lift is above 1; of `product` alone if it is not 0. */
enum err found_rules(struct ctx *cx, int64_t product, enum rule_order order,
                     struct found_rule **out, int *out_count);

/* Of the customers who had bought before the last so many days, how many bought in them: those who may
 * be shown offers, and the control share. */
struct effect {
    int64_t days, percent; /* percent: the control share */
    struct share shown, control;
};
enum err effect_load(struct ctx *cx, struct effect *out);

/* What the difference says. */
enum effect_verdict { EFFECT_UNKNOWN, EFFECT_MORE, EFFECT_LESS };
enum effect_verdict effect_judge(const struct effect *e);

#endif

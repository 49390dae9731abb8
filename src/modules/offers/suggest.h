/* suggest.h - what to offer a customer next, each with its reason.
 *
 * Candidates come from four sides: what is bought together with what they have, a better model of
 * it, what customers like them have (alike.h), and what is about to run out (habit.h). Left out is
 * what is not sold or not in stock, what they have (unless it runs out), what an open quote already
 * holds, and what they answered (answer.h). What remains is ranked by
 *
 *     strength * acceptance
 *
 * where acceptance is how often offers of that reason are taken (measure.h) and strength, in parts
 * of a million, says how much speaks for this one: the confidence of the rule; the share of alike
 * customers who have it, as if ALIKE_DOUBT more had not; BETTER_STRENGTH; AGAIN_STRENGTH. */
#ifndef OFFERS_SUGGEST_H
#define OFFERS_SUGGEST_H

#include "modules/offers/answer.h"
#include "modules/offers/habit.h"
#include "modules/offers/rule.h"
#include "records/meta/meta.h"

enum {
    OFFERS_SHOWN = 5,
    OFFER_CANDIDATES = 200,
    OFFER_PAIRS = 500,       /* that are read of all they have */
    OFFER_BASKETS_LEAST = 3, /* that a rule rests on */
    ALIKE_DOUBT = 2,
    BETTER_STRENGTH = PPM * 3 / 10,
    AGAIN_STRENGTH = PPM * 6 / 10,
};

/* Why nothing at all is offered. */
enum offer_hold {
    OFFER_FREE,
    OFFER_HOLD_CONTROL,   /* chance chose them to be shown nothing */
    OFFER_HOLD_CONSENT,   /* they allowed neither calls nor messages */
    OFFER_HOLD_COMPLAINT, /* one of theirs is open */
    OFFER_HOLD_BILL,      /* one of theirs is unpaid */
    OFFER_HOLDS,
};

struct offer {
    int64_t product;
    struct str name;
    enum offer_reason reason;
    int64_t strength, score;
    int64_t because; /* what they have and it rests on; 0: nothing single */
    struct str because_name;
    struct rule_counts counts; /* OFFER_TOGETHER: orders */
    int64_t holders, peers;    /* OFFER_ALIKE: customers */
    int64_t bought_on;         /* OFFER_BETTER, OFFER_AGAIN: the latest day */
    struct habit habit;        /* OFFER_AGAIN */
};

struct offers {
    enum offer_hold hold;
    struct offer rows[OFFERS_SHOWN];
    int count;
};

/* For a party that the actor may read. */
enum err offers_load(struct ctx *cx, const struct record *party, struct offers *out);

#endif

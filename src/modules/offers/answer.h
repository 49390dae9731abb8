/* answer.h - what customers said to offers, and how that weighs offers to come. */
#ifndef OFFERS_ANSWER_H
#define OFFERS_ANSWER_H

#include "modules/offers/measure.h"
#include "records/ctx.h"

/* Why something is offered; the order of the list offer_reason. */
enum offer_reason { OFFER_TOGETHER, OFFER_BETTER, OFFER_ALIKE, OFFER_AGAIN, OFFER_REASONS };
extern const struct str offer_reason_keys[OFFER_REASONS];

enum {
    ANSWER_LATER_DAYS = 30,    /* "not now", where nobody said until when */
    ANSWER_ACCEPTED_DAYS = 90, /* so long what was accepted is not offered again */
    ANSWERS_READ = 200,        /* the latest of a customer */
};

/* A customer's word about a product. */
struct answered {
    int64_t product;
    bool quiet; /* it is not offered today */
};

/* The latest answer to each product. */
enum err answers_load(struct ctx *cx, int64_t party, struct answered **out, int *out_count);

/* How many were asked and how many accepted, of each reason, by all customers. */
enum err answer_rates(struct ctx *cx, struct share out[OFFER_REASONS]);

#endif

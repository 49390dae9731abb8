/* alike.h - customers like this one, and what they have. Who is alike: they share products, and
 * perhaps industry and city. How much: what both have of these, as a share of what either has
 * (Jaccard, "The distribution of the flora in the alpine zone", New Phytologist 11, 1912). Looked
 * for among buyers of the rarest products that the customer bought, so many of each, when their
 * orders change; what was found is kept. */
#ifndef OFFERS_ALIKE_H
#define OFFERS_ALIKE_H

#include "records/ctx.h"

struct job;

enum {
    ALIKE_PARTIES = 10,   /* looked at in one step of the job */
    ALIKE_PRODUCTS = 100, /* of a customer that are looked at */
    ALIKE_RARE = 10,      /* products whose buyers are asked for, … */
    ALIKE_OF_EACH = 50,   /* … and so many of them */
    ALIKE_PEERS = 20,     /* the most alike of those */
    ALIKE_KEPT = 30,      /* products that are kept of what they have */
    ALIKE_HOLDERS = 2,    /* of them at least must have it */
};

enum err alike_step(struct ctx *cx, struct job *job, bool *out_more);

#endif

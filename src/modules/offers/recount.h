/* recount.h - all pairs counted anew, a piece at a time. Where very many orders wait, adding each of them
 * would write the same rows again and again; so only their baskets are kept at first, and the pairs
 * are counted from these: walked by product, then by customer and order, each entry with what stands
 * beside it in its basket. A product's pairs are those of its entries up to where the walk has come;
 * a basket that changes before that place is added as ever, one after it is met on the way. Products
 * that the walk has not reached keep what was counted before. */
#ifndef OFFERS_RECOUNT_H
#define OFFERS_RECOUNT_H

#include "records/ctx.h"

/* An order, with the customer it is stored with. */
struct place {
    int64_t party, order;
};

/* The last entry that is counted. */
struct recount {
    int64_t product;
    struct place place;
};

/* Whether a walk is under way, and where it is; beyond every entry if not. */
enum err recount_load(struct ctx *cx, struct recount *out, bool *out_under_way);
/* Whether the entry of this product in this order is counted already. */
bool recount_has(const struct recount *r, int64_t product, struct place place);
/* Begin at the first entry. */
enum err recount_begin(struct ctx *cx);
/* Go on by so many entries. */
enum err recount_step(struct ctx *cx, const struct recount *r, int entries);

#endif

/* bundle.h - products that are sold as several others together, and those that come in variants, of
 * which a line names one. */
#ifndef TRADE_BUNDLE_H
#define TRADE_BUNDLE_H

#include "records/ctx.h"

enum { BUNDLE_PARTS = 50, VARIANTS_MOST = 50 };

struct part {
    int64_t product, quantity; /* in a bundle; in thousandths */
    struct str name;
    struct value price, cost, stock; /* null: not said */
    int64_t share;                   /* of the bundle's price; see bundle_split */
};

struct bundle {
    struct part *parts;
    int count;
};

/* What is in it, by name; nothing where the product is no bundle. */
enum err bundle_read(struct ctx *cx, int64_t product, struct bundle *out);
/* "2 × this", "1 × that": a line for each part, cut where the parts of a line end. */
struct str bundle_told(struct arena *mem, const struct bundle *b);

/* ---- Pure ---- */

/* What the parts come to at the prices, or the costs, of their own. False: one has none, or there is
 * nothing in it. */
bool bundle_worth(const struct bundle *b, int64_t *out);
bool bundle_cost(const struct bundle *b, int64_t *out);
/* Spread a price over the parts in proportion to their worth: each gets what all up to it come to,
 * rounded, less what those before it got; so the shares add up to the price. False: no worth is
 * known, or it is 0. */
bool bundle_split(struct bundle *b, int64_t price);

/* ---- Variants ---- */

/* Those of the product that are on sale, by name. */
enum err variants_read(struct ctx *cx, int64_t product, struct part **out, int *out_count);

#endif

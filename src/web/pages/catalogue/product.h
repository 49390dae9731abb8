/* product.h - what stands on a product's page beside its facts: its variants, or what is in it and how
 * its price falls on the parts; and what it is bought with. */
#ifndef WEB_PAGES_CATALOGUE_PRODUCT_H
#define WEB_PAGES_CATALOGUE_PRODUCT_H

#include "http/route.h"
#include "modules/offers/found.h"
#include "modules/trade/bundle.h"

enum { PRODUCT_RULES = 5 };

struct product_view {
    struct str id;
    const struct part *variants;
    int variant_count;
    struct bundle bundle;
    bool splits;                    /* the parts' shares are known, … */
    int64_t worth;                  /* … and what they come to apart */
    int64_t price;                  /* of the bundle */
    const struct found_rule *rules; /* of what it is bought with, the surest first */
    int rule_count;
};

page_fn product_get;

/* ---- For the template ---- */

struct str part_amount(struct ctx *cx, int64_t rials);
/* "12.5", or nothing where it is not counted. */
struct str part_stock(struct ctx *cx, const struct part *p);
struct str part_quantity(struct ctx *cx, const struct part *p);

#endif

/* found.h - the page that tells what is bought together, how offers are answered, and whether they
 * bring anything; private to pages/offers/. */
#ifndef WEB_PAGES_OFFERS_FOUND_H
#define WEB_PAGES_OFFERS_FOUND_H

#include "modules/offers/answer.h"
#include "modules/offers/found.h"
#include "web/pages/records/records.h"

struct found_view {
    const struct page *page;
    struct effect effect;
    struct share rates[OFFER_REASONS];
    const struct found_rule *rules;
    int rule_count;
    enum rule_order order;
    int64_t product; /* the only one whose rules are shown; 0: all */
    struct str product_name;
    int64_t waiting; /* orders not counted yet */
    bool recounts;   /* pairs are being counted anew */
};

page_fn found_get;

/* ---- For the template ---- */

/* The same page by another order, or of another product. */
struct str found_url(struct ctx *cx, const struct found_view *v, enum rule_order order,
                     int64_t product);
/* What the effect comes to, in plain words. */
struct str effect_text(struct ctx *cx, const struct effect *e);

#endif

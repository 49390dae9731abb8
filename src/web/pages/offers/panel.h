/* panel.h - what to offer a customer: a part of their page that is fetched after it, and what they
 * answered. Private to pages/offers/, but for the template that the customer's page holds. */
#ifndef WEB_PAGES_OFFERS_PANEL_H
#define WEB_PAGES_OFFERS_PANEL_H

#include "modules/offers/suggest.h"
#include "web/pages/records/records.h"

enum { ACCEPTED_SHOWN = 5, OFFER_WAYS = 3 };

struct accepted {
    int64_t product;
    struct str name;
};

struct offers_view {
    const struct page *page;
    struct str party, name; /* whose: identifier and title */
    struct offers offers;
    struct accepted accepted[ACCEPTED_SHOWN]; /* and not bought yet */
    int accepted_count;
    enum msg refused[OFFER_WAYS]; /* ways to reach them that they refused, in words */
    int refused_count;
    int64_t quote; /* a draft of theirs; 0: there is none */
    bool answers, makes_deals, makes_lines;
};

page_fn offers_of_get, offers_of_post;

/* ---- For the templates ---- */

/* Whether the actor may see offers at all: who sees no orders sees none. */
bool offers_may(const struct ctx *cx);
/* Why nothing is offered, where it is not chance. */
struct str hold_text(struct ctx *cx, enum offer_hold hold);
/* Why it is offered, in words and figures. */
struct str offer_reason_text(struct ctx *cx, const struct offer *o);
/* The form of a new deal, or of a new line of the quote, for what was accepted. */
struct str accepted_deal_url(struct ctx *cx, const struct offers_view *v,
                             const struct accepted *a);
struct str accepted_line_url(struct ctx *cx, const struct offers_view *v,
                             const struct accepted *a);

#endif

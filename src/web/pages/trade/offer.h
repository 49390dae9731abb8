/* offer.h - a quote as its customer sees it by a sealed link, and answers it with a code; private to
 * pages/trade/. */
#ifndef WEB_PAGES_TRADE_OFFER_H
#define WEB_PAGES_TRADE_OFFER_H

#include "http/paper.h"
#include "web/pages/trade/parts.h"

enum { OFFER_TRIES_AN_HOUR = 20 }; /* from one address, whatever the quote */

struct offer_view {
    const struct page *page;
    const struct record *quote;
    const struct paper *paper;
    struct str said; /* what was wrong with the answer, or empty */
    bool open;       /* it may be answered */
    bool over;
};

page_fn offer_get, offer_pdf_get, offer_post, quote_code_post;

/* The path of the link. */
enum err offer_path(struct page *p, int64_t quote, struct str *out);

#endif

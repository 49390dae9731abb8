/* offer.h - a quote as its customer sees it by a sealed link, and answers it with a code; private to
 * pages/trade/. */
#ifndef WEB_PAGES_TRADE_OFFER_H
#define WEB_PAGES_TRADE_OFFER_H

#include "http/paper.h"
#include "web/pages/trade/dispatch.h"
#include "web/pages/trade/parts.h"

enum { OFFER_TRIES_AN_HOUR = 20 }; /* from one address, whatever the quote */

struct offer_view {
    const struct page *page;
    const struct record *quote;
    const struct paper *paper;
    struct str said; /* what was wrong with the answer, or empty */
    bool open;       /* it may be answered */
    bool over;
    struct str reach; /* where a code can be sent, as a hint; empty: nowhere */
    bool sent;        /* one was sent just now */
};

page_fn offer_get, offer_pdf_get, offer_post;

/* What seals links. */
enum err offer_key(struct page *p, struct str *out);
/* The quote of the link that the path names, with the key, in the customer's language; and its page once
 * more, with what was wrong. */
enum err offer_enter(struct page *p, struct str *out_key, struct record *out);
enum err offer_say(struct page *p, const struct record *r, int status, enum msg said);
/* The path of the link. */
enum err offer_path(struct page *p, int64_t quote, struct str *out);

/* ---- Passing it on ---- */

struct passing_view {
    const struct page *page;
    struct str path, address, code, back;
    struct str about, text; /* in the customer's language */
    struct str sms,
        mail;           /* links that open a message with it; empty: no way to reach them */
    struct reach reach; /* by which the program sends it itself */
};

page_fn quote_code_post, quote_passed_post;

#endif

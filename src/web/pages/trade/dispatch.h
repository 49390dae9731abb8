/* dispatch.h - a quote leaves for its customer by mail or SMS, with its link and, by mail, its PDF; and the
 * code by which they accept it goes to their own phone or address when they ask for it. Private to
 * pages/trade/. */
#ifndef WEB_PAGES_TRADE_DISPATCH_H
#define WEB_PAGES_TRADE_DISPATCH_H

#include "channels/means.h"
#include "channels/outbox.h"
#include "http/route.h"

enum { DISPATCH_CODES_AN_HOUR = 3 }; /* of one quote */

/* Where the customer can be reached by what is set here; empty: not by that way. */
struct reach {
    struct means means;
    struct str mail, sms;
};
/* Of a customer the actor may see. */
enum err dispatch_reach(struct ctx *cx, int64_t party, struct reach *out);
/* Whoever is asked by: for what goes to the customer alone. */
enum err dispatch_reach_plain(struct ctx *cx, int64_t party, struct reach *out);

/* The quote of the path, if the actor may change it, and whether it was sent. */
enum err dispatch_open(struct page *p, struct record *out, bool *out_sent);
/* A new code for it, of the request's randomness. */
enum err dispatch_code(struct page *p, const struct record *quote, struct str key,
                       struct str *out);

const void *dispatch_prepare(struct page *p);
page_fn dispatch_post;

/* The customer asks for the code, on the page of the link. */
page_fn offer_code_post;
/* "…67" or "s…@example.ir": who has it knows it, others learn nothing. */
struct str dispatch_hint(struct ctx *cx, const struct reach *r);

#endif

/* request.h - the page of a request: how long it waits or waited, who was asked, which pages the
 * visitor looks at, what is written to and fro, and what can be done with it. */
#ifndef WEB_PAGES_REQUESTS_REQUEST_H
#define WEB_PAGES_REQUESTS_REQUEST_H

#include "channels/outbox.h"
#include "http/route.h"
#include "modules/requests/ring.h"
#include "modules/requests/visit.h"
#include "web/pages/requests/talk.h"

enum { REQUEST_PAGES_SHOWN = 12 };

struct request_view {
    const struct page *page;
    const struct record *request;
    bool changes;      /* the actor may */
    bool takes;        /* the actor may accept it */
    int64_t waited_ms; /* in working time, until it was answered or now */
    struct talk_view talk;
    const struct offer *offers;
    int offer_count;
    struct visit visit; /* without an id: none is known */
    const struct visit_page *pages;
    int page_count;
    struct str customer;    /* whose offers the actor may see; empty: nobody's */
    struct str confirm;     /* the link to be sent to its address; empty: none */
    bool mails;             /* the program sends it by itself */
    struct outgoing mailed; /* without an id: it did not */
};

page_fn request_get, request_live_get;
page_fn request_take_post, request_answer_post, request_say_post, request_end_post;

/* "12 seconds", "3 minutes", "2 hours" of working time. */
struct str request_waited(struct ctx *cx, const struct request_view *v);
/* How an offer ended, in a word. */
struct str request_offer_word(struct ctx *cx, const struct offer *o);

#endif

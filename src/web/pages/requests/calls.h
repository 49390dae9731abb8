/* calls.h - the requests that ring at the person who looks, in a corner of every page. */
#ifndef WEB_PAGES_REQUESTS_CALLS_H
#define WEB_PAGES_REQUESTS_CALLS_H

#include "http/route.h"
#include "modules/requests/ring.h"
#include "modules/requests/visit.h"

enum { CALLS_SHOWN = 3, CALL_QUESTION_LETTERS = 240 };

struct call {
    struct live live;
    struct record request;
    struct visit visit; /* without an id: none is known */
    int64_t seconds;    /* until it passes on */
};

struct calls_view {
    const struct page *page;
    struct call calls[CALLS_SHOWN];
    int count;
    int waiting; /* for everybody who may take them; more than LIVE_LIST count as so many */
};

page_fn calls_get, here_post, request_accept_post, request_pass_post;

#endif

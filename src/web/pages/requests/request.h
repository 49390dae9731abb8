/* request.h - the page of a request: how long it waits or waited, and what is done with it. */
#ifndef WEB_PAGES_REQUESTS_REQUEST_H
#define WEB_PAGES_REQUESTS_REQUEST_H

#include "http/route.h"
#include "records/data/record.h"

struct request_view {
    const struct page *page;
    const struct record *request;
    bool changes;      /* the actor may */
    int64_t waited_ms; /* in working time, until it was answered or now */
};

page_fn request_get, request_take_post, request_answer_post;

/* "12 seconds", "3 minutes", "2 hours" of working time. */
struct str request_waited(struct ctx *cx, const struct request_view *v);

#endif

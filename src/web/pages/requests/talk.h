/* talk.h - the talk of a visitor and a representative: the visitor's page, to which only a ticket
 * leads, and the lines that both sides see. */
#ifndef WEB_PAGES_REQUESTS_TALK_H
#define WEB_PAGES_REQUESTS_TALK_H

#include "http/route.h"
#include "modules/requests/talk.h"

struct talk_view {
    const struct page *page;
    const struct record *request;
    const struct message *messages;
    int count;
    bool live; /* somebody may still write */
    struct live now;
    struct str who;    /* took it; empty: nobody yet */
    struct str thanks; /* the form's own words */
    struct str ticket; /* of the visitor's side; empty: the representative's */
    struct str typed;  /* what was not sent */
};

/* What both sides see of the talk of a request. */
enum err talk_view_read(struct page *p, const struct record *request,
                        struct talk_view *out);

page_fn talk_get, talk_post, talk_live_get, talk_stream_get;
/* Of the visitor's stream: something about their request changed. */
struct str talk_since(struct page *p, int64_t *cursor);

#endif

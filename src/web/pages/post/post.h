/* post.h - pages of the outbox (what left, what waits, what went wrong) and of the means by which
 * messages leave. For administrators; what became of one message is shown to others where it belongs. */
#ifndef WEB_PAGES_POST_POST_H
#define WEB_PAGES_POST_POST_H

#include "channels/means.h"
#include "channels/outbox.h"
#include "http/route.h"

page_fn outgoing_get, outgoing_again_post;
page_fn means_get, means_post, means_test_post;
const void *means_test_prepare(struct page *p);

/* State in a word with its colour, when, and what the server said where it did not leave. */
void outgoing_state_line(struct buf *out, struct ctx *cx, const struct outgoing *m);
struct str outgoing_state_word(const struct ctx *cx, enum outgoing_state state);
const char *outgoing_state_tone(enum outgoing_state state);

struct outgoing_view {
    const struct outgoing *rows;
    int count;
    enum outgoing_state state; /* 0: all */
    struct str older;          /* address of the next page, or empty */
    struct str token;
    bool mail, sms; /* can be sent */
};
/* Where the record it is about is looked at; empty: nowhere. */
struct str outgoing_about_url(struct ctx *cx, const struct outgoing *m);

struct means_view {
    const struct str
        *values; /* in the order of means_rows; of a secret only whether it is there */
    struct str token;
    struct str test_to;
    const struct letter_outcome *outcome; /* of a test; NULL: none was asked for */
    enum msg test_problem;                /* 0: none */
};

#endif

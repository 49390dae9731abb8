/* response.h - how soon requests are answered: a page to look into it, and large figures for a screen
 * on the wall. */
#ifndef WEB_PAGES_REQUESTS_RESPONSE_H
#define WEB_PAGES_REQUESTS_RESPONSE_H

#include "http/route.h"
#include "modules/requests/response.h"

enum { RESPONSE_SPANS = 4 };
extern const int response_spans[RESPONSE_SPANS]; /* in days */

struct response_view {
    const struct page *page;
    int days;
    struct response_which which;
    struct str dealer; /* name of the one that is asked for; empty: all */
    struct response_row all;
    int64_t median_s, oldest_ms; /* -1 and 0: none */
    struct response_row people[RESPONSE_ROWS], sources[RESPONSE_ROWS], hours[RESPONSE_ROWS];
    struct response_row dealers[RESPONSE_ROWS];
    int person_count, source_count, hour_count, dealer_count;
};

page_fn response_get, wall_get, wall_live_get, wall_stream_get;
struct str wall_since(struct page *p, int64_t *cursor);

/* ---- For the templates ---- */

/* "within 3 minutes", "later". */
struct str response_band(struct ctx *cx, int band);
/* In percent of all that were answered. */
int64_t response_share(const struct response_row *r, int band);
/* "12 s", "3 min", "2 h"; "—" below 0. */
struct str response_time(struct ctx *cx, int64_t seconds);
struct str response_average(struct ctx *cx, const struct response_row *r);
struct str response_source(struct ctx *cx, struct str key);
struct str response_hour(struct ctx *cx, struct str key);
/* 0: nobody's. */
int64_t response_dealer(const struct response_row *r);
/* Whether any came from a customer of a dealer. */
bool response_by_dealer(const struct response_view *v);
/* `dealer` 0: of all. */
struct str response_url(struct ctx *cx, int days, int64_t dealer);

#endif

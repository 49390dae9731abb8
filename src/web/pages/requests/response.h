/* response.h - how soon requests are answered: a page to look into it, and large figures for a screen
 * on the wall. */
#ifndef WEB_PAGES_REQUESTS_RESPONSE_H
#define WEB_PAGES_REQUESTS_RESPONSE_H

#include "http/route.h"
#include "modules/requests/response.h"

enum { RESPONSE_SPANS = 3 };
extern const int response_spans[RESPONSE_SPANS]; /* in days */

struct response_view {
    const struct page *page;
    int days;
    struct response_row all;
    int64_t median_s, oldest_ms; /* -1 and 0: none */
    struct response_row people[RESPONSE_ROWS], sources[RESPONSE_ROWS], hours[RESPONSE_ROWS];
    int person_count, source_count, hour_count;
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

#endif

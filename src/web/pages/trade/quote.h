/* quote.h - the page of a quote: its lines, what comes next, who approved it, its versions; private
 * to pages/trade/. */
#ifndef WEB_PAGES_TRADE_QUOTE_H
#define WEB_PAGES_TRADE_QUOTE_H

#include "channels/outbox.h"
#include "modules/trade/offering.h"
#include "modules/trade/quote.h"
#include "web/pages/trade/lines.h"

enum { VERSIONS_SHOWN = 20 };

struct version {
    int64_t id, number;
    struct str state;
};

struct quote_view {
    struct outgoing mailed; /* the latest message about it; without an id: none */
    const struct page *page;
    const struct record *quote;
    struct lines_view lines;
    bool acts;                 /* the actor may change it */
    bool decides;              /* or is asked to approve it */
    bool over;                 /* its last day is past */
    bool orders;               /* may make an order of it */
    int64_t order;             /* the one there is, or 0 */
    const struct record *deal; /* that an order would win, or NULL */
    const struct record *steps;
    int step_count;
    struct version versions[VERSIONS_SHOWN];
    int version_count;
};

/* ---- For the template ---- */

bool quote_in(const struct quote_view *v, struct str state);
/* "2.5 kg" */
struct str quantity_text(struct ctx *cx, const struct quote_line *l);
struct str state_label(struct ctx *cx, const struct record *quote, struct str state);

#endif

/* panel.h - the latest quotes and orders of a customer, for their page. */
#ifndef WEB_PAGES_TRADE_PANEL_H
#define WEB_PAGES_TRADE_PANEL_H

#include "records/data/list.h"

enum { TRADES_SHOWN = 5 }; /* of each kind, newest first */

struct trades_view {
    bool makes, orders;          /* the actor may make a quote, an order */
    struct str party;            /* whose */
    struct list_asked *asked[2]; /* quotes, orders; NULL: they may not be seen */
    struct record_list shown[2];
};

/* In two steps, as a list is (records/data/list.h). */
enum err trades_view_ask(struct ctx *cx, int64_t party, struct trades_view *out);
enum err trades_view_read(struct ctx *cx, struct trades_view *v);

#endif

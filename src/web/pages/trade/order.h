/* order.h - the page of an order: its lines, and how far it came; private to pages/trade/. */
#ifndef WEB_PAGES_TRADE_ORDER_H
#define WEB_PAGES_TRADE_ORDER_H

#include "web/pages/trade/lines.h"

struct order_view {
    const struct page *page;
    const struct record *order;
    struct lines_view lines;
    bool acts;
};

enum err order_send(struct page *p, const struct lines_view *typed);

#endif

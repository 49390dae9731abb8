/* order.h - an order on a phone's screen: products with this customer's prices, a quantity beside
 * each. One form that works without a script; its sum is that of the order as it would be written,
 * which is then undone. Private to pages/field/. */
#ifndef WEB_PAGES_FIELD_ORDER_H
#define WEB_PAGES_FIELD_ORDER_H

#include "modules/catalogue/prices.h"
#include "modules/field/ordering.h"
#include "web/pages/records/records.h"

enum { GOODS_SHOWN = 40 };

struct good {
    struct offer offer;
    int64_t quantity; /* 0: not wanted */
};

struct order_page_view {
    const struct page *page;
    const struct record *party;
    struct str visit, search, once;
    int64_t category;
    const struct record *categories;
    int category_count;
    struct wanted wanted[WANTED_MOST]; /* stand first */
    int wanted_count;
    struct good *goods;
    int good_count;
    bool more;          /* others are found by their names */
    struct value total; /* null: not worked out */
    struct value net, tax;
};

page_fn ordering_get, ordering_post;

/* "q.0G7…", the name of a quantity's input. */
struct str good_name(struct ctx *cx, const struct good *g);
/* As it is typed: "2" or "2.5"; empty: none. */
struct str good_quantity(struct ctx *cx, const struct good *g);
struct str good_price(struct ctx *cx, const struct good *g);
struct str good_unit(struct ctx *cx, const struct good *g);
struct str order_money(struct ctx *cx, struct value v);

#endif

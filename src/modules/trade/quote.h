/* quote.h - a whole quote, or an order, as one reads it: who offers what to whom, and what it comes
 * to. For its pages, for print and for whoever draws it on paper. */
#ifndef TRADE_QUOTE_H
#define TRADE_QUOTE_H

#include "modules/trade/lines.h"
#include "records/data/record.h"

/* Who sells, or who buys; what is not known is empty. */
struct trader {
    struct str name;
    struct str phone, address;
    struct str economic_code, national_id; /* of an organisation its legal id */
    int64_t logo;                          /* the seller's, a file; 0: none */
};

struct quote_line {
    int64_t id, product; /* product 0: typed freely */
    struct str code;     /* the product's */
    struct str description;
    struct str parts;    /* of a bundle, a line for each; empty: it is none */
    struct str unit;     /* in the reader's language; empty: none */
    struct line figures; /* quantity, price, discounts, tax and what they come to */
    struct value listed; /* the price of the list at that time, or null */
    int64_t book;        /* 0: the base price */
    struct str book_name;
};

struct quote {
    struct record record;
    struct str number; /* "Q-00012", with the version from the second on: "Q-00012/2" */
    int64_t version;   /* 1 … */
    struct str state;  /* of the list quote_state */
    struct str prepared_by;
    int64_t date;             /* a day */
    struct value valid_until; /* a day, or null */
    struct str subject, terms;
    enum lang lang; /* the customer's, or the organisation's */
    struct whole discount;
    struct trader seller, buyer;
    struct quote_line *lines; /* in their order */
    int count;
    struct sums sums;
};

/* Everything of one quote, into the context's memory. Asks for no rights: the caller has, or shows
 * it to whoever has its signed link. Labels are in the context's language; to draw it for the
 * customer set cx->lang first. ERR_ABSENT: there is none. */
enum err quote_read(struct ctx *cx, int64_t id, struct quote *out);
/* The same of an order: its subject, terms and language are those of the quote it came of, and
 * `valid_until` is the day it is to be delivered by. */
enum err order_read(struct ctx *cx, int64_t id, struct quote *out);

/* Who sells, by the settings; who buys. */
struct trader trader_seller(const struct ctx *cx);
enum err trader_buyer(struct ctx *cx, int64_t party, struct trader *out);

#endif

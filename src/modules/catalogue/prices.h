/* prices.h - for how much a customer gets a product on a day.
 *
 * Of the price books that are in use that day and whose every condition the customer meets, the
 * most special one that has the product wins: one for this customer alone, then one for the
 * customers of their dealer, then one for their stage, kind and industry (more of them before
 * fewer), then one for everybody. Of two alike the one that began later wins, then the newer
 * one. In the book the price with the largest quantity holds that is not above what is bought.
 * Where no book has the product, its base price holds. */
#ifndef CATALOGUE_PRICES_H
#define CATALOGUE_PRICES_H

#include "records/ctx.h"

enum {
    PRICE_BOOKS_MOST = 500, /* in use at the same time */
    PRICES_MOST = 500,      /* of one product in all books */
};

/* What conditions ask about a customer. */
struct buyer {
    int64_t party, dealer; /* 0: none */
    struct str kind, stage, industry;
};

struct price_book {
    int64_t id;
    struct str name;
    int64_t party, dealer; /* 0: of no one alone */
    struct str kind, stage, industry;
    struct value since, until; /* days, both included; null: no end */
};

struct price_row {
    int64_t book, from_quantity /* thousandths */, price;
};

/* ---- Pure ---- */

/* Whether the buyer gets prices of the book on that day. */
bool price_book_meets(const struct price_book *b, const struct buyer *buyer, int64_t day);
/* Which row holds for so much of a product; -1: none does. */
int price_choose(const struct price_book *books, int book_count,
                 const struct price_row *rows, int row_count, const struct buyer *buyer,
                 int64_t quantity, int64_t day);

/* ---- From the database ---- */

/* The books in use, read once for all lines of a quote. */
struct price_list {
    struct buyer buyer;
    int64_t day;
    struct price_book *books;
    int count;
};
enum err price_list_read(struct ctx *cx, int64_t party, int64_t day,
                         struct price_list *out);

/* A product as a line needs it. */
struct offer {
    int64_t product;
    struct str name, code, unit;
    bool bundle;            /* it is sold as several others together */
    struct value tax, cost; /* null: not said */
    struct value price;     /* null: no price is known */
    int64_t book;           /* 0: the base price */
    struct str book_name;
};
/* ERR_ABSENT: there is no such product. */
enum err offer_find(struct ctx *cx, const struct price_list *list, int64_t product,
                    int64_t quantity, struct offer *out);

#endif

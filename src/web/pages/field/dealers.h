/* dealers.h - dealers and branches side by side, and the page of one; private to pages/field/. */
#ifndef WEB_PAGES_FIELD_DEALERS_H
#define WEB_PAGES_FIELD_DEALERS_H

#include "modules/field/dealer.h"
#include "web/pages/records/records.h"

enum dealer_column {
    COLUMN_CUSTOMERS,
    COLUMN_NEW,
    COLUMN_ORDERS,
    COLUMN_DEALER_AMOUNT,
    COLUMN_AVERAGE,
    COLUMN_WIN_RATE,
    COLUMN_RESPONSE,
    COLUMN_VISITS,
    COLUMN_WON, /* on the page of one alone */
    DEALER_FIGURES_SHOWN
};
enum { DEALER_COLUMNS = COLUMN_WON }; /* that are compared */
enum { DEALER_SPANS = 3 };

struct dealers_view {
    const struct page *page;
    const struct dealers *dealers;
    int days;
};

struct dealer_view {
    const struct page *page;
    const struct dealer *dealer;
    int days;
    bool is_customer; /* the page of the party may be opened */
    bool lists_users;
};

page_fn dealers_get, dealer_get;

/* The span that is asked for, in days: one of dealer_spans. */
int dealer_days(const struct page *p);

/* ---- For the template ---- */

extern const int dealer_spans[DEALER_SPANS]; /* days one may choose */
extern const enum msg dealer_labels[DEALER_FIGURES_SHOWN];
struct value dealer_value(const struct dealer_row *r, enum dealer_column column,
                          enum dealer_span span);
struct str dealer_text(struct ctx *cx, enum dealer_column column, struct value v);
/* The records that a figure comes from. */
struct str dealer_url(struct ctx *cx, const struct dealers *d, const struct dealer_row *r,
                      enum dealer_column column);

/* The kind of those records. */
const char *dealer_kind(enum dealer_column column);
/* The list of a kind, filtered. */
struct str dealer_list(struct ctx *cx, const char *kind, struct str filter);
/* Whether the actor may read what a figure counts. */
bool dealer_counts(struct ctx *cx, const char *kind);
extern const enum msg dealer_standing_labels[DEALER_STANDINGS];
struct str dealer_customer_place(struct ctx *cx, const struct record *party);

#endif

/* dealers.h - dealers and branches side by side; private to pages/field/. */
#ifndef WEB_PAGES_FIELD_DEALERS_H
#define WEB_PAGES_FIELD_DEALERS_H

#include "modules/field/dealers.h"
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
    DEALER_COLUMNS
};
enum { DEALER_SPANS = 3 };

struct dealers_view {
    const struct page *page;
    const struct dealers *dealers;
    int days;
    struct str own; /* name of the dealer at which the actor works */
};

page_fn dealers_get;

/* ---- For the template ---- */

/* Empty where it may not be told. */
struct str dealer_name(struct ctx *cx, const struct dealers_view *v, int64_t dealer);
extern const int dealer_spans[DEALER_SPANS]; /* days one may choose */
extern const enum msg dealer_labels[DEALER_COLUMNS];
struct value dealer_value(const struct dealer_row *r, enum dealer_column column,
                          enum dealer_span span);
struct str dealer_text(struct ctx *cx, enum dealer_column column, struct value v);
/* The records that a figure comes from. */
struct str dealer_url(struct ctx *cx, const struct dealers *d, const struct dealer_row *r,
                      enum dealer_column column);

#endif

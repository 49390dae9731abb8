/* presented.h - the product that a request form presents beside what it asks. */
#ifndef WEB_PAGES_REQUESTS_PRESENTED_H
#define WEB_PAGES_REQUESTS_PRESENTED_H

#include "http/route.h"
#include "records/data/record.h"

/* Without a name: nothing is presented. */
struct presented {
    struct str name, description;
    struct str picture; /* its address, or empty */
    struct value price; /* null: not shown */
    const struct field *price_field;
};

/* Only what is on sale is. `picture`: where everybody finds the form's picture; empty: where who has
 * logged in finds the product's. */
enum err presented_read(struct ctx *cx, const struct record *form, struct str picture,
                        struct presented *out);

/* The picture of what an open form presents, for everybody. */
page_fn presented_picture_get;

#endif

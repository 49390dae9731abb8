/* shelf.h - /catalogue: the tree of categories, and the products of the chosen one as cards with their
 * pictures. */
#ifndef WEB_PAGES_CATALOGUE_SHELF_H
#define WEB_PAGES_CATALOGUE_SHELF_H

#include "http/route.h"
#include "modules/catalogue/category.h"
#include "records/data/list.h"

enum { SHELF_PRODUCTS = 60 }; /* shown; the list has the rest */

struct shelf_view {
    const struct category *categories; /* as a tree */
    int category_count;
    int chosen; /* which of them; -1: all */
    struct record_list products;
    bool makes_products, makes_categories, edits; /* edits: categories */
};

page_fn shelf_get;

/* ---- For the template ---- */

/* The page with that category chosen. */
struct str shelf_url(struct ctx *cx, const struct category *c);
/* The list of all its products, as everybody filters and edits it. */
struct str shelf_list_url(struct ctx *cx, const struct shelf_view *v);
/* The picture of a product; empty: it has none. */
struct str shelf_picture(struct ctx *cx, const struct record *product);

#endif

/* category.h - categories of products as a tree, with how many products stand in each and below it. */
#ifndef CATALOGUE_CATEGORY_H
#define CATALOGUE_CATEGORY_H

#include "records/ctx.h"

enum { CATEGORIES_MOST = 200 };

struct category {
    int64_t id, parent; /* parent 0: none */
    struct str name;
    int64_t own;  /* products right in it */
    int64_t all;  /* and those in whatever is below it */
    int depth;    /* 0: at the top */
    int children; /* right below it */
    int after;    /* where the tree goes on behind all that is below it */
};

/* Put them into the order of the tree: each before what is below it, and beside each other as they
 * came; fill in all but id, parent, name and own. One whose parent is not among them, or that stands
 * above itself, is at the top. Pure. */
void category_tree(struct category *all, int count);

/* Those that are, in that order, with the products on sale that the actor may see. */
enum err categories_read(struct ctx *cx, struct category **out, int *out_count);

#endif

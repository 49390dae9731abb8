/* router.h - finds the row of the route tables that answers a path.
 * Made once from all tables; afterwards read-only, shared by threads, and a look-up
 * allocates nothing. A written piece of a path wins over a piece in braces: /people/new
 * over /people/{id}. */
#ifndef HTTP_ROUTER_H
#define HTTP_ROUTER_H

#include "http/route.h"

struct arena;
struct router;

enum { ROUTE_PIECES = 12 }; /* of one path */

/* What a path means. Texts are borrowed from the path; what a route does not ask for is
 * empty. */
struct route_match {
    const struct route *route; /* NULL: no such page */
    unsigned methods; /* those the path knows; without a route: 405 if any, else 404 */
    struct str entity;
    int64_t id;
    struct str rest; /* of {name} or {path} */
};

/* `lists` ends in NULL. Two rows for one method and path are a bug and assert. */
struct router *router_create(struct arena *mem, const struct route_list *const *lists);
struct route_match router_find(const struct router *r, enum method method, struct str path);

/* The value of an Allow header, such as "GET, HEAD, POST". */
struct str methods_text(struct arena *mem, unsigned methods);

#endif

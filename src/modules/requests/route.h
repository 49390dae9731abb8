/* route.h - to whom what comes is to go: the first rule of the organisation that holds of a request
 * decides; what it leaves open, the form says. */
#ifndef REQUESTS_ROUTE_H
#define REQUESTS_ROUTE_H

#include "records/data/record.h"

enum { ROUTING_RULES_MOST = 100 }; /* in use */

struct route {
    int64_t rule;           /* that holds; 0: none */
    int64_t representative; /* 0: by turns */
    int64_t team;           /* whose turn it is; 0: nobody's */
    int64_t ring_s;         /* so long it rings at each */
    struct str skills[2];   /* asked for by the form and by the rule, between bars */
};

enum err route_find(struct ctx *cx, const struct record *form, const struct record *request,
                    struct route *out);

extern const struct entity_rules rules_routing_rule;

#endif

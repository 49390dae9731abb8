/* reach.h - whose deals are added up: everybody's, an owner's, or those of some teams, as far as the
 * actor may read deals. A person's are those they own; that they may also see deals of others with
 * customers they look after is for lists, not for sums. */
#ifndef SALES_REACH_H
#define SALES_REACH_H

#include "records/ctx.h"

/* All that is 0: everybody's. Both: the owner's within those teams. */
struct deal_reach {
    int64_t owner;
    const int64_t *teams;
    int team_count;
};

/* The widest the actor may ask for. */
struct deal_reach reach_widest(struct ctx *cx);
/* Those of a user, of a team and all below it, or (both 0) everybody's. ERR_DENIED. */
enum err reach_of(struct ctx *cx, int64_t user, int64_t team, struct deal_reach *out);

struct query;
/* " AND …" for a statement over deals `t`. */
void reach_condition(struct query *q, const struct deal_reach *of);

#endif

/* whose.h - whose tasks, days or deals a page is about: one's own, a colleague's, a team's or
 * everybody's, as far as the actor may see them. The address says it as `who`. */
#ifndef WEB_WIDGETS_WHOSE_H
#define WEB_WIDGETS_WHOSE_H

#include "web/web.h"

enum { COLLEAGUES = 200, TEAMS = 100 };
struct named {
    int64_t id;
    struct str name;
};

struct whose {
    int64_t user, team;                     /* both 0: everybody's */
    const struct named *colleagues, *teams; /* to choose from, by name */
    int colleague_count, team_count;
};

enum err whose_read(const struct page *p, struct whose *out);
/* The value of `who` in addresses. */
struct str whose_text(struct ctx *cx, const struct whose *w);
struct str whose_user(struct ctx *cx, int64_t user);
struct str whose_team(struct ctx *cx, int64_t team);

#endif

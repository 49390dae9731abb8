/* targets.h - what everybody was to sell in a month, what they sold, and whether they keep pace. */
#ifndef SALES_TARGETS_H
#define SALES_TARGETS_H

#include "modules/sales/reach.h"
#include "records/data/total.h"

enum { TARGET_ROWS = 1000 }; /* people and teams that are told of */

/* A person's (`user`), a team's with all below it (`team`), or everybody's (both 0). */
struct target_row {
    int64_t user, team;
    int64_t target_id; /* 0: none was set */
    int64_t target;    /* rials */
    int64_t won, open; /* deals: won in the month, and open ones to be closed in it */
    struct total amount, weighed; /* of the won; of the open: amount × percent */
    bool over;                    /* more than 64 bits hold */
};

struct targets {
    int64_t first, before; /* the month's first day, and that of the next */
    int days, gone;        /* working days of the month; of those, that are over */
    struct target_row whole, *rows;
    int count;
};

/* What is said of one deal or several alike; `owner` and `team` 0: none. */
struct target_share {
    int64_t owner, team;
    bool won;
    int64_t percent, count;
    struct total amount;
};

/* Of each team, the one above; 0: none. */
struct team_above {
    int64_t team, above;
};

/* The first day of the month of `day`. */
int64_t month_first(enum calendar calendar, int64_t day);

/* Add to whoever it counts for: its owner, its team and those above. */
void targets_add(struct targets *t, const struct team_above *teams, int team_count,
                 const struct target_share *share);
/* Best first: by the part of their target that is reached, then by what was won. */
void targets_rank(struct targets *t);

/* Rials; null: more than 64 bits hold. What was won; what was won and the open by their
 * probability; and what would be won by now at an even pace over the working days, halves up. */
struct value target_won(const struct target_row *r);
struct value target_outlook(const struct target_row *r);
struct value target_pace(const struct targets *t, const struct target_row *r);
/* Percent of the target, rounded down; -1: there is no target, or no saying. */
int64_t target_reached(const struct target_row *r);

/* The month of `day`, of the deals within `of`; targets of goods and cities are in trade/goals.h. */
enum err targets_load(struct ctx *cx, const struct deal_reach *of, int64_t day,
                      struct targets *out);

#endif

/* recurring.h - what recurs from month to month, and why it became more or less. It is the sum of the
 * changes of all subscriptions, so a month's end is its beginning with what came and went in it. */
#ifndef CONTRACTS_RECURRING_H
#define CONTRACTS_RECURRING_H

#include "records/ctx.h"
#include "records/data/total.h"

enum { RECURRING_MONTHS = 12 }; /* this one and those before it */
enum recurring_move {
    RECURRING_NEW,
    RECURRING_EXPANSION,
    RECURRING_CONTRACTION,
    RECURRING_CHURN,
    RECURRING_MOVES
};

struct recurring_month {
    int64_t first;                       /* day; it lasts until the next one's */
    struct total moves[RECURRING_MOVES]; /* what went is below zero */
    int64_t counts[RECURRING_MOVES];
    struct total begin, end;
};

struct recurring {
    struct recurring_month months[RECURRING_MONTHS];
    int64_t after; /* the first day that is no more told of */
};

/* Empty, with the months of that calendar. */
void recurring_begin(struct recurring *r, enum calendar calendar, int64_t today);
/* Add so many changes of that day; days outside of the months are left out. False: 64 bits do not
 * hold it. */
bool recurring_add(struct recurring *r, int64_t day, enum recurring_move move,
                   int64_t count, struct total more);
/* From what there was before the first month, what each begins and ends with. */
bool recurring_end(struct recurring *r, struct total before);

/* The key of a move in the list subscription_move. */
struct str recurring_key(enum recurring_move move);
/* Read what the actor may see. ERR_LIMIT: 64 bits do not hold it. */
enum err recurring_load(struct ctx *cx, struct recurring *r);

#endif

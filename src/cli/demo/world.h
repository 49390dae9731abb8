/* world.h - what the parts of the demo share: who works there, who the customers are, how
 * records are put at a moment of the past. For demo/ alone. */
#ifndef CLI_DEMO_WORLD_H
#define CLI_DEMO_WORLD_H

#include "cli/demo/dice.h"
#include "cli/house.h"
#include "demo_lists.h"
#include "records/meta/meta.h"
#include "records/rules/rights.h"

enum { WORLD_STAFF = 20, WORLD_MONTHS = 36 };

struct world {
    struct house *house;
    struct arena *mem; /* until the demo ends */
    uint64_t seed;
    int64_t today, first_day; /* the demo's past reaches from the one to the other */
    int64_t now_ms;
    int64_t batch;   /* all of it is one act */
    int64_t records; /* put so far */
    struct actor staff[WORLD_STAFF];
    int staff_count;
    const struct entity *party, *interaction, *task, *relationship, *contact, *address;
    int64_t *companies; /* ids of those made so far, to work at */
    int64_t company_count;
};

/* A customer while its records are made. */
struct customer {
    int64_t number; /* 0 … */
    struct dice dice;
    int64_t id, day; /* since when it is known */
    bool company;
    const struct actor *owner;
    const struct str *city, *name; /* rows of their lists */
};

/* Inside a transaction: use the context that is open now. */
void world_enter(struct world *w);
/* Create the record as `who` did at `at_ms`, with an id of that moment. */
enum err world_put(struct world *w, struct record *r, int64_t at_ms,
                   const struct actor *who);

/* A moment in working hours of a day on which people work. */
int64_t world_moment(struct world *w, struct dice *d, int64_t day);
/* A row of the list. */
const struct str *world_pick(struct dice *d, const struct list *list);
/* Its key in the field's list of choices, by weights in that order. */
struct value world_choice(struct dice *d, const struct entity *e, int field,
                          const int *weights, int count);

enum err staff_make(struct world *w);
/* The customer itself, with its other ways of contact and addresses. */
enum err customer_make(struct world *w, struct customer *c);
/* What was said with it, what is to be done, and where it works. */
enum err customer_live(struct world *w, struct customer *c);

#endif

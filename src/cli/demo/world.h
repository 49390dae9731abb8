/* world.h - what the parts of the demo share: who works there, who the customers are, how
 * records are put at a moment of the past. For demo/ alone. */
#ifndef CLI_DEMO_WORLD_H
#define CLI_DEMO_WORLD_H

#include "cli/demo/dice.h"
#include "cli/house.h"
#include "demo_lists.h"
#include "modules/scoring/passed.h"
#include "records/meta/meta.h"
#include "records/rules/rights.h"

enum {
    WORLD_STAFF = 20,
    WORLD_THERE = 8,
    WORLD_MONTHS = 36,
    WORLD_STAGES = 20,
    WORLD_GOODS = 30,
    WORLD_CATEGORIES = 3,
    WORLD_DEALERS = 4 /* the first companies are */
};

/* A stage of the first pipeline. */
struct world_stage {
    int64_t id, pipeline, probability;
    struct str outcome;
};

/* A stage that a deal stood in before the one it is in, or ended in. */
struct world_passed {
    int64_t party, deal, stage;
    enum passed_end end;
};

struct world {
    struct house *house;
    struct arena *mem; /* until the demo ends */
    uint64_t seed;
    int64_t today, first_day; /* the demo's past reaches from the one to the other */
    int64_t now_ms;
    bool tells_days;    /* all comes in one go: the forecast can be noted day by day */
    int64_t batch;      /* all of it is one act */
    int64_t records;    /* noted so far */
    struct deed *deeds; /* noted in this transaction and not yet done */
    int deed_count, deed_room;
    struct world_passed *passed; /* of deals noted in this transaction */
    int passed_count, passed_room;
    struct actor staff[WORLD_STAFF];
    int staff_count;
    const struct entity *party, *interaction, *task, *relationship, *contact, *address;
    const struct entity *deal, *product, *order, *order_line, *visit, *visit_plan;
    int64_t today_visits[WORLD_STAFF]; /* so many each has today */
    const struct entity *qualification, *score_rule, *quote, *quote_line, *request;
    int64_t form; /* by which customers ask on the site */
    const struct entity *contract, *subscription, *subscription_change;
    int64_t orders;                          /* beside those of deals, of all together */
    int64_t deals;                           /* of all together; -1: of some customers */
    struct world_stage stages[WORLD_STAGES]; /* the open ones first, in their order */
    int stage_count, open_stages;
    int64_t goods[WORLD_GOODS]; /* ids of what is sold, as in their list */
    int64_t categories[WORLD_CATEGORIES];
    int64_t *companies; /* ids of those made so far, to work at */
    int64_t company_count;
};

/* A customer while its records are made. */
struct customer {
    int64_t number; /* 0 … */
    struct dice dice;
    int64_t id, day, since_ms; /* since when it is known */
    bool company;
    int won_percent; /* of its deals that end */
    const struct actor *owner;
    const struct str *city, *name; /* rows of their lists */
};

/* A record to be created as `who` did at that moment. */
struct deed {
    struct record record;
    int64_t at_ms;
    const struct actor *who;
};

/* Inside a transaction: use the context that is open now. */
void world_enter(struct world *w);
/* Note a record to be created; it has its id, which is of that moment, from here on. */
void world_note(struct world *w, struct record *r, int64_t at_ms, const struct actor *who);
/* Create what was noted, in the order in which it happened: search indexes and the journal
 * grow at their end. */
enum err world_do(struct world *w);

/* Note a stage that a deal stood in; it has its id. */
void world_pass(struct world *w, struct world_passed passed);

/* A moment in working hours of a day on which people work. */
int64_t world_moment(struct world *w, struct dice *d, int64_t day);
/* The same, but not before the customer is known. */
int64_t customer_moment(struct world *w, struct customer *c, int64_t day);
/* A row of the list. */
const struct str *world_pick(struct dice *d, const struct list *list);
/* Its key in the field's list of choices, by weights in that order. */
struct value world_choice(struct dice *d, const struct entity *e, int field,
                          const int *weights, int count);

enum err staff_make(struct world *w);
/* Note the customer itself, with its other ways of contact and addresses. */
void customer_make(struct world *w, struct customer *c);
/* Note what was said with it, what is to be done, and where it works. */
void customer_live(struct world *w, struct customer *c);
/* Say where the customer is, and which dealer serves it. */
void customer_place(struct world *w, struct customer *c, struct record *party);
/* Note by whom it is visited, and what came of that. */
void customer_rounds(struct world *w, struct customer *c);
/* Note what was found out about it, and how likely its deals are won. */
void customer_qualify(struct world *w, struct customer *c, struct str source);
/* Note the rules that give customers points. */
void rules_make(struct world *w);
/* Note what it asked by the form of the site before it was known, and how soon it was answered. */
void customer_ask(struct world *w, const struct customer *c, const struct record *party);
/* Read the stages of the first pipeline, which deals stand in. */
enum err world_stages_read(struct world *w);
/* Note what it bought, is to buy or did not, in so many deals; -1: one, or none. */
void customer_buy(struct world *w, struct customer *c, int64_t deals);
/* Note what each is to sell in this month and those before, of so many customers. */
void targets_make(struct world *w, int64_t parties);
/* Note competitors and product categories; fill in what is told of a deal beside its amount. */
void told_begin(struct world *w);
void told_of(struct world *w, struct record *deal, int64_t day);
/* Note what is sold. */
void goods_make(struct world *w);
/* Note what it was quoted for a deal that began on that day. */
void customer_quote(struct world *w, struct customer *c, const struct record *deal,
                    int64_t day);
/* Note what was ordered when the deal was won, and later again. */
void customer_order(struct world *w, struct customer *c, int64_t deal, int64_t day);
/* The same for so many orders of their own, on any day. */
void customer_order_more(struct world *w, struct customer *c, int64_t orders);

/* Note what goes on with it: a contract, and a subscription with its changes. */
void customer_agree(struct world *w, struct customer *c);

#endif

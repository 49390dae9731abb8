/* points.h - points by the rules an organisation sets: a customer has those of each rule that holds
 * of them, of one of their open deals, or of one of their requests. The sum stands on the customer,
 * and by it whether they are hot, warm or cold. It has nothing to do with what is foretold of deals
 * (model.h): this is what people hold for good, that is what came about. */
#ifndef SCORING_POINTS_H
#define SCORING_POINTS_H

#include "records/ctx.h"
#include "records/meta/meta.h"

struct filter;
struct job;

enum {
    SCORE_RULES_MOST = 100,    /* in use */
    POINTS_STEP_PARTIES = 200, /* looked at in one step of the job */
    POINTS_RECORDS = 50, /* the newest open deals and requests of a customer that count */
};

struct score_rule {
    int64_t id, points;
    struct str name;
    const struct entity *about; /* party, deal or request */
    const struct filter *filter;
};

/* Those in use whose condition still reads. */
enum err score_rules_load(struct ctx *cx, struct score_rule **out, int *out_count);

/* Which rules hold of a customer, the most points first; at most SCORE_RULES_MOST. */
struct points {
    const struct score_rule *held[SCORE_RULES_MOST];
    int count;
    int64_t sum;
};
enum err points_of(struct ctx *cx, const struct record *party,
                   const struct score_rule *rules, int rule_count, struct points *out);

/* hot, warm or cold, by the organisation's settings. */
struct str heat_of(const struct ctx *cx, int64_t points);

/* One step of the job that looks at all customers anew. */
enum err points_step(struct ctx *cx, struct job *job, bool *out_more);

extern const struct entity_rules rules_score_rule;
extern const struct follower follower_party_points, follower_deal_points,
    follower_request_points;

#endif

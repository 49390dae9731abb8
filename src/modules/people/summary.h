/* summary.h - what the head of a customer's page says: how to reach them, who they know,
 * what was said last and what comes next. Five statements. */
#ifndef PEOPLE_SUMMARY_H
#define PEOPLE_SUMMARY_H

#include "records/data/list.h"

enum { SUMMARY_RELATIONS = 100, SUMMARY_CONTACTS = 50 };

/* A relationship from either side. */
struct relation {
    struct record record;
    bool incoming; /* the other one owns it: «شاغل در» here are the people of a company */
    int64_t other;
    struct str name; /* of the other */
};

struct party_summary {
    int64_t open_tasks, interactions;
    int64_t last_interaction_ms; /* 0: none */
    struct record next_task;     /* the earliest that is due; its entity is NULL: none */
    struct relation *relations;
    int relation_count;
    struct record_list contacts, addresses;
};

/* Only of what the actor may read; that they may read the party the caller has shown. */
enum err party_summary(struct ctx *cx, int64_t party, struct party_summary *out);

#endif

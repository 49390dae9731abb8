/* candidates.h - who of a team can be given a request: who is here, what they are good at, how much
 * waits for them. */
#ifndef REQUESTS_CANDIDATES_H
#define REQUESTS_CANDIDATES_H

#include "modules/requests/route.h"
#include "modules/requests/turn.h"

enum {
    TEAM_MEMBERS = 200,                     /* of one team that take turns */
    LOAD_COUNTED = 50,                      /* more is as much */
    PRESENT_EVERY_S = 60,                   /* an open page says so */
    PRESENT_MS = 3 * 60 * MS_PER_SECOND / 2 /* since it did: somebody is here */
};

/* Those of a team who are active and to whom this request (0: a new one) was not offered. */
enum err candidates_of(struct ctx *cx, int64_t team, const struct route *route,
                       const struct record *request, struct candidate **out,
                       int *out_count);
/* Whether it can be offered to a user now: active, here, and not asked before. */
enum err candidate_free(struct ctx *cx, int64_t user, int64_t request, bool *out);

/* The actor has a page open. */
enum err person_here(struct ctx *cx);
/* A user was given a request. */
enum err person_given(struct ctx *cx, int64_t user);

#endif

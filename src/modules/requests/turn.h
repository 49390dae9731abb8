/* turn.h - whose turn it is: the one of a team who has waited longest gets what came. Pure. */
#ifndef REQUESTS_TURN_H
#define REQUESTS_TURN_H

#include <stdint.h>

struct waiting {
    int64_t user;
    int64_t last_ms; /* when they were given something; 0: never */
};

/* The user, or 0 when there is nobody. Of two who have waited equally long, the one with the
 * smaller id. */
int64_t turn_of(const struct waiting *all, int count);

#endif

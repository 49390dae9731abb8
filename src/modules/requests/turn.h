/* turn.h - whose turn it is: who is here comes first, then who knows most of what is asked for, then
 * who has least to do, then who has waited longest. Pure. */
#ifndef REQUESTS_TURN_H
#define REQUESTS_TURN_H

#include <stdbool.h>
#include <stdint.h>

struct candidate {
    int64_t user;
    bool here;       /* a page of theirs is open */
    int fits;        /* so many of the skills that are asked for are theirs */
    int64_t load;    /* requests of theirs that wait for an answer */
    int64_t last_ms; /* when they were given something; 0: never */
};

/* NULL when there is nobody. Of two who are equal, the one with the smaller id. */
const struct candidate *turn_of(const struct candidate *all, int count);

#endif

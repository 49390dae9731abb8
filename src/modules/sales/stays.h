/* stays.h - how long a deal was in each stage that it has left, kept with it: "STAGE MS STAGE MS". All
 * visits of a stage count together. Values in, values out. */
#ifndef SALES_STAYS_H
#define SALES_STAYS_H

#include "base/arena.h"
#include "base/str.h"

enum { STAYS = 60 }; /* stages of which a deal tells; further ones are not told */

struct stay {
    int64_t stage, ms;
};

/* How many there are. What cannot be read ends the list. */
int stays_read(struct str text, struct stay out[STAYS]);
/* The same text with a visit more. A clock that went back counts as no time. */
struct str stays_add(struct arena *mem, struct str text, int64_t stage, int64_t ms);

#endif

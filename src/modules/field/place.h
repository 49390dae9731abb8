/* place.h - how far apart two places are, as the crow flies. Pure, without the machine's
 * mathematics: the server and the browser come to the same metre.
 *
 * The great circle on a sphere by the haversine formula (R. W. Sinnott, "Virtues of the
 * Haversine", Sky and Telescope 68, 1984) with the Earth's mean radius of the IUGG, 6371008.8 m.
 * The Earth is no sphere: the answer may be wrong by half a percent. */
#ifndef FIELD_PLACE_H
#define FIELD_PLACE_H

#include <stdbool.h>
#include <stdint.h>

enum { PLACE_DEGREE = 1000000 }; /* coordinates are counted in millionths of a degree */

struct place {
    bool known;
    int64_t latitude, longitude;
};

/* Whether coordinates lie on the Earth. */
bool place_exists(int64_t latitude, int64_t longitude);
/* In whole metres, rounded; both places are known. */
int64_t place_metres(struct place a, struct place b);

#endif

/* shortest.h - in which order to go round some places. Each start is tried: the nearest next
 * neighbour, then pieces of the way are turned round while that makes it shorter (2-opt: G. A.
 * Croes, "A Method for Solving Traveling-Salesman Problems", Operations Research 6, 1958). Close to
 * the shortest, seldom longer; the way does not come back. Pure. */
#ifndef FIELD_SHORTEST_H
#define FIELD_SHORTEST_H

#include "modules/field/place.h"

enum { SHORTEST_STOPS = 60 };

/* Write the indexes of `count` known places (at most SHORTEST_STOPS) in the order proposed.
 * `from_first`: one stands at the first of them already. */
void shortest_order(const struct place *stops, int count, bool from_first, int *out_order);

/* The length of the way in metres. */
int64_t way_metres(const struct place *stops, const int *order, int count);

#endif

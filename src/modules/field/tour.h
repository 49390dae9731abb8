/* tour.h - the visits of somebody's day: in their order, with what one needs on the way. */
#ifndef FIELD_TOUR_H
#define FIELD_TOUR_H

#include "modules/field/shortest.h"
#include "records/data/record.h"

enum { TOUR_VISITS = SHORTEST_STOPS, TOURS_VISITS = 200 };

struct stop {
    struct record visit;
    struct record party; /* without values where the actor may not see the customer */
    struct place place;
};

struct tour {
    struct stop *stops;
    int count;
    bool more; /* there are others beyond TOUR_VISITS or TOURS_VISITS */
};

/* Those of one person, in their order, as far as the actor may read them. */
enum err tour_read(struct ctx *cx, int64_t owner, int64_t day, struct tour *out);
/* Those of everybody, or of a team (0: all), one person's after another's. */
enum err tours_read(struct ctx *cx, int64_t team, int64_t day, struct tour *out);

/* From place to place, those that are not known left out; in metres. */
int64_t tour_metres(const struct tour *t);
int tour_unplaced(const struct tour *t);

/* Put a visit one place earlier (-1) or later (1). Beyond the ends nothing is done. */
enum err tour_move(struct ctx *cx, struct tour *t, int64_t visit, int by);
/* Put what is still to be visited into the order that shortest.h proposes, from the last place that
 * was visited on. Who has no known place comes last. */
enum err tour_shorten(struct ctx *cx, struct tour *t);

#endif

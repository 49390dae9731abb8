/* response.h - how soon requests were first answered, in working seconds: all together, by person, by
 * source, by the hour in which they came, by the dealer of who asked. Of what the actor may read; what lies apart counts nowhere. */
#ifndef REQUESTS_RESPONSE_H
#define REQUESTS_RESPONSE_H

#include "records/ctx.h"

enum {
    RESPONSE_BANDS = 5, /* within the seconds of response_bands; the last: later */
    RESPONSE_ROWS = 50,
    RESPONSE_HOURS = 24,
    RESPONSE_GOOD_BANDS = 2, /* the first of them, that are as soon as they should be */
};
extern const int64_t response_bands[RESPONSE_BANDS - 1];

/* Which requests. */
struct response_which {
    int64_t since_ms; /* those that came since then */
    int64_t dealer;   /* from customers of this one; 0: all */
};

/* One person's, one source's, one hour's, one dealer's, or all. */
struct response_row {
    struct str key;        /* name, key of the source, hour, id of the dealer or 0 */
    int64_t came, waiting; /* waiting: not answered yet */
    int64_t bands[RESPONSE_BANDS];
    int64_t seconds; /* of all that were answered */
};

enum response_by {
    RESPONSE_ALL,
    RESPONSE_PERSON,
    RESPONSE_SOURCE,
    RESPONSE_HOUR,
    RESPONSE_DEALER
};

/* The most frequent first, hours in their order. */
enum err response_ask(struct ctx *cx, enum response_by by,
                      const struct response_which *which,
                      struct response_row out[RESPONSE_ROWS], int *out_count);
/* The middle one of all that were answered, in seconds; -1: none was. */
enum err response_median(struct ctx *cx, const struct response_which *which,
                         int64_t *out_seconds);
/* When the one came that has waited longest; 0: none waits. */
enum err response_oldest(struct ctx *cx, const struct response_which *which,
                         int64_t *out_ms);
/* A number that changes whenever a request of this minute does; for screens that stand open. */
enum err response_pulse(struct ctx *cx, int64_t *out);

int64_t response_answered(const struct response_row *r);
/* Of 100 that were answered, so many were within RESPONSE_GOOD_BANDS; -1: none was answered. */
int64_t response_good(const struct response_row *r);

#endif

/* movement.h - which deals made the forecast of a month another one between two moments: those that came
 * in, left, grew and shrank, as the journal tells. Open deals of the month before, and what each kind
 * of movement adds, give those after it. */
#ifndef SALES_MOVEMENT_H
#define SALES_MOVEMENT_H

#include "modules/sales/ended.h"

enum movement_kind {
    MOVEMENT_NEW,    /* made, taken up again, or handed to whoever this is about */
    MOVEMENT_IN,     /* was to be closed in another month, or without a date */
    MOVEMENT_GROWN,  /* its amount rose */
    MOVEMENT_SHRUNK, /* its amount fell */
    MOVEMENT_LATER,  /* is to be closed in a later month, or without a date */
    MOVEMENT_SOONER, /* is to be closed in an earlier month */
    MOVEMENT_WON,
    MOVEMENT_LOST,
    MOVEMENT_GONE, /* deleted, handed to others, or of another pipeline */
    MOVEMENT_KINDS
};

/* A deal at one moment, as far as the forecast asks. */
struct deal_state {
    bool there;
    int64_t owner, team, pipeline, amount;
    struct str outcome;
    struct value close_on;
};

/* What the forecast is of. */
struct movement_of {
    struct deal_reach of;
    int64_t pipeline, first, before; /* the month: its first day, and that of the next */
};

/* What a deal did to it; false: nothing. *out_change is in rials, below 0 where it took away. */
bool movement_told(const struct movement_of *m, const struct deal_state *from,
                   const struct deal_state *to, enum movement_kind *out_kind,
                   int64_t *out_change);

enum { MOVEMENT_ENTRIES = 20000, MOVEMENT_SHOWN = 50 };

struct moved_deal {
    int64_t id, change;
};

struct movement {
    struct moved_deal shown[MOVEMENT_KINDS]
                           [MOVEMENT_SHOWN]; /* those that changed most, first */
    int64_t count[MOVEMENT_KINDS];
    struct total change[MOVEMENT_KINDS];
    bool much; /* more was changed than is looked through; nothing is told */
};

/* Between two entries of the journal: after `from_seq`, up to and with `to_seq`. */
enum err movement_load(struct ctx *cx, const struct movement_of *m, int64_t from_seq,
                       int64_t to_seq, struct movement *out);

#endif

/* turns.h - who is served next, fairly. Each organisation has a line of its own; lines with
 * work take turns, so that a long one does not hold up the others. A line may also ask for a
 * turn at a moment, though nothing waits in it. */
#ifndef SERVER_TURNS_H
#define SERVER_TURNS_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

struct exchange;
struct tenant;

#define TURN_NEVER INT64_MAX

struct line {
    struct tenant *tenant;
    struct exchange *first, *last;
    int count;      /* exchanges that wait */
    int busy;       /* turns that workers have now */
    int at_once;    /* of these, at most; 0: as many as `turns` lets each have */
    int64_t due_us; /* when it wants a turn in any case, or TURN_NEVER */
    struct line *next, *next_timed;
    bool queued, timed; /* in these lists */
};

struct turns {
    pthread_mutex_t lock;
    pthread_cond_t arrived;
    struct line *first, *last; /* those whose turn comes */
    struct line *with_moment;
    int at_once;  /* turns of one line at the same time */
    int room;     /* turns of all lines at the same time */
    int busy;     /* of these, now */
    int watching; /* workers that will look when the next moment comes */
    bool closed;
};

void turns_init(struct turns *t, int at_once);
void turns_done(struct turns *t);
void line_init(struct line *l, struct tenant *tenant);

/* False when `limit` exchanges wait in this line already. */
bool turns_put(struct turns *t, struct line *l, struct exchange *x, int limit);
/* Give the line a turn soon, whether anything waits in it or not. */
void turns_wake(struct turns *t, struct line *l);

/* The line whose turn it is, waiting up to `wait_ms` (< 0: for ever), with the first
 * exchange that waits in it, if any does. NULL: none came in time, or the turns were closed
 * and nothing waits. */
struct line *turns_take(struct turns *t, int64_t wait_ms, struct exchange **out_x);
/* One more exchange in the same turn, or NULL. */
struct exchange *turns_more(struct turns *t, struct line *l);
/* The turn is over; `due_us` is when the line wants the next in any case. */
void turns_end(struct turns *t, struct line *l, int64_t due_us);

/* How many turns there may be at the same time from now on; without it, any number. */
void turns_allow(struct turns *t, int room);
/* Moments count no more, and whoever waits is let go when nothing is left. */
void turns_close(struct turns *t);
bool turns_closed(struct turns *t);

#endif

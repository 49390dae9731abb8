/* queue.h - hands exchanges from thread to thread, in order. */
#ifndef SERVER_QUEUE_H
#define SERVER_QUEUE_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

struct exchange;

struct queue {
    pthread_mutex_t lock;
    pthread_cond_t arrived;
    struct exchange *first, *last;
    int count;
    bool closed;
};

void queue_init(struct queue *q);
void queue_done(struct queue *q);

/* False when `limit` (0: none) exchanges wait already. */
bool queue_put(struct queue *q, struct exchange *x, int limit);
/* The next one, waiting for it up to `wait_ms` (< 0: for ever). NULL: none came in time, or
 * the queue was closed and is empty. */
struct exchange *queue_take(struct queue *q, int64_t wait_ms);
/* All of them as a list, without waiting. */
struct exchange *queue_take_all(struct queue *q);
/* Whoever waits is let go; what is inside can still be taken. */
void queue_close(struct queue *q);
bool queue_closed(struct queue *q);

#endif

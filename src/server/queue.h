/* queue.h - hands exchanges from any thread to one, in order. */
#ifndef SERVER_QUEUE_H
#define SERVER_QUEUE_H

#include <pthread.h>

struct exchange;

struct queue {
    pthread_mutex_t lock;
    struct exchange *first, *last;
};

void queue_init(struct queue *q);
void queue_done(struct queue *q);

void queue_put(struct queue *q, struct exchange *x);
/* All of them as a list, without waiting. */
struct exchange *queue_take_all(struct queue *q);

#endif

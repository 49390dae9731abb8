#include "server/queue.h"

#include "server/exchange.h"

void queue_init(struct queue *q) {
    *q = (struct queue){0};
    pthread_mutex_init(&q->lock, NULL);
}

void queue_done(struct queue *q) {
    pthread_mutex_destroy(&q->lock);
}

void queue_put(struct queue *q, struct exchange *x) {
    pthread_mutex_lock(&q->lock);
    x->next = NULL;
    if (q->last)
        q->last->next = x;
    else
        q->first = x;
    q->last = x;
    pthread_mutex_unlock(&q->lock);
}

struct exchange *queue_take_all(struct queue *q) {
    pthread_mutex_lock(&q->lock);
    struct exchange *list = q->first;
    q->first = q->last = NULL;
    pthread_mutex_unlock(&q->lock);
    return list;
}

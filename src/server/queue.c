#include "server/queue.h"

#include "server/exchange.h"

#include <time.h>

void queue_init(struct queue *q) {
    *q = (struct queue){0};
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_mutex_init(&q->lock, NULL);
    pthread_cond_init(&q->arrived, &attributes);
    pthread_condattr_destroy(&attributes);
}

void queue_done(struct queue *q) {
    pthread_cond_destroy(&q->arrived);
    pthread_mutex_destroy(&q->lock);
}

bool queue_put(struct queue *q, struct exchange *x, int limit) {
    pthread_mutex_lock(&q->lock);
    bool room = limit == 0 || q->count < limit;
    if (room) {
        x->next = NULL;
        if (q->last)
            q->last->next = x;
        else
            q->first = x;
        q->last = x;
        q->count++;
        pthread_cond_signal(&q->arrived);
    }
    pthread_mutex_unlock(&q->lock);
    return room;
}

static struct timespec moment_after(int64_t wait_ms) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    int64_t ns = t.tv_nsec + wait_ms % 1000 * 1000000;
    t.tv_sec += wait_ms / 1000 + ns / 1000000000;
    t.tv_nsec = ns % 1000000000;
    return t;
}

static struct exchange *unlink_first(struct queue *q) {
    struct exchange *x = q->first;
    if (!x) return NULL;
    q->first = x->next;
    if (!q->first) q->last = NULL;
    q->count--;
    x->next = NULL;
    return x;
}

struct exchange *queue_take(struct queue *q, int64_t wait_ms) {
    struct timespec until = moment_after(wait_ms < 0 ? 0 : wait_ms);
    int failed = 0;
    pthread_mutex_lock(&q->lock);
    while (!q->first && !q->closed && !failed && wait_ms != 0)
        failed = wait_ms < 0 ? pthread_cond_wait(&q->arrived, &q->lock)
                             : pthread_cond_timedwait(&q->arrived, &q->lock, &until);
    struct exchange *x = unlink_first(q);
    pthread_mutex_unlock(&q->lock);
    return x;
}

struct exchange *queue_take_all(struct queue *q) {
    pthread_mutex_lock(&q->lock);
    struct exchange *list = q->first;
    q->first = q->last = NULL;
    q->count = 0;
    pthread_mutex_unlock(&q->lock);
    return list;
}

void queue_close(struct queue *q) {
    pthread_mutex_lock(&q->lock);
    q->closed = true;
    pthread_cond_broadcast(&q->arrived);
    pthread_mutex_unlock(&q->lock);
}

bool queue_closed(struct queue *q) {
    pthread_mutex_lock(&q->lock);
    bool closed = q->closed;
    pthread_mutex_unlock(&q->lock);
    return closed;
}

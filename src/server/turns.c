#include "server/turns.h"

#include "server/exchange.h"
#include "server/machine.h"

#include <limits.h>
#include <time.h>

void turns_init(struct turns *t, int at_once) {
    *t = (struct turns){.at_once = at_once, .room = INT_MAX};
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_mutex_init(&t->lock, NULL);
    pthread_cond_init(&t->arrived, &attributes);
    pthread_condattr_destroy(&attributes);
}

void turns_done(struct turns *t) {
    pthread_cond_destroy(&t->arrived);
    pthread_mutex_destroy(&t->lock);
}

void line_init(struct line *l, struct tenant *tenant) {
    *l = (struct line){.tenant = tenant, .due_us = TURN_NEVER};
}

/* ---- The list of lines whose turn comes ---- */

static void queue_line(struct turns *t, struct line *l) {
    if (l->queued || l->busy == (l->at_once ? l->at_once : t->at_once)) return;
    l->queued = true;
    l->next = NULL;
    if (t->last)
        t->last->next = l;
    else
        t->first = l;
    t->last = l;
    pthread_cond_signal(&t->arrived);
}

static struct line *unqueue_line(struct turns *t) {
    struct line *l = t->busy < t->room ? t->first : NULL;
    if (!l) return NULL;
    t->first = l->next;
    if (!t->first) t->last = NULL;
    l->queued = false;
    return l;
}

/* ---- Moments ---- */

static void forget_moment(struct turns *t, struct line *l) {
    struct line **at = &t->with_moment;
    l->due_us = TURN_NEVER;
    if (!l->timed) return;
    while (*at && *at != l)
        at = &(*at)->next_timed;
    *at = l->next_timed;
    l->timed = false;
}

static void set_moment(struct turns *t, struct line *l, int64_t due_us) {
    l->due_us = due_us;
    pthread_cond_signal(&t->arrived); /* it may be sooner than what is waited for */
    if (l->timed) return;
    l->timed = true;
    l->next_timed = t->with_moment;
    t->with_moment = l;
}

/* Queue the lines whose moment has come; when the next one's does. */
static int64_t queue_due(struct turns *t, int64_t now_us) {
    int64_t soonest_us = TURN_NEVER;
    for (struct line *l = t->with_moment; l && !t->closed; l = l->next_timed) {
        if (l->due_us <= now_us)
            queue_line(t, l);
        else if (l->due_us < soonest_us)
            soonest_us = l->due_us;
    }
    return soonest_us;
}

/* ---- Taking turns ---- */

static void append(struct line *l, struct exchange *x) {
    x->next = NULL;
    if (l->last)
        l->last->next = x;
    else
        l->first = x;
    l->last = x;
    l->count++;
}

static struct exchange *unlink_first(struct line *l) {
    struct exchange *x = l->first;
    if (!x) return NULL;
    l->first = x->next;
    if (!l->first) l->last = NULL;
    l->count--;
    x->next = NULL;
    return x;
}

bool turns_put(struct turns *t, struct line *l, struct exchange *x, int limit) {
    pthread_mutex_lock(&t->lock);
    bool room = l->count < limit;
    if (room) {
        append(l, x);
        queue_line(t, l);
    }
    pthread_mutex_unlock(&t->lock);
    return room;
}

void turns_wake(struct turns *t, struct line *l) {
    pthread_mutex_lock(&t->lock);
    set_moment(t, l, 0);
    queue_line(t, l);
    pthread_mutex_unlock(&t->lock);
}

static struct timespec moment(int64_t us) {
    return (struct timespec){.tv_sec = us / 1000000, .tv_nsec = us % 1000000 * 1000};
}

static void await(struct turns *t, int64_t until_us) {
    if (until_us == TURN_NEVER) {
        pthread_cond_wait(&t->arrived, &t->lock);
        return;
    }
    struct timespec until = moment(until_us);
    t->watching++;
    pthread_cond_timedwait(&t->arrived, &t->lock, &until);
    t->watching--;
}

/* The next line; in between the lock is let go. */
static struct line *await_line(struct turns *t, int64_t until_us) {
    for (;;) {
        int64_t now_us = machine_tick_us(), due_us = queue_due(t, now_us);
        struct line *l = unqueue_line(t);
        if (l || t->closed || now_us >= until_us) return l;
        await(t, due_us < until_us ? due_us : until_us);
    }
}

static void begin_turn(struct turns *t, struct line *l) {
    l->busy++;
    t->busy++;
    forget_moment(t, l);
    if (t->with_moment && !t->watching) pthread_cond_signal(&t->arrived);
}

struct line *turns_take(struct turns *t, int64_t wait_ms, struct exchange **out_x) {
    int64_t until_us = wait_ms < 0 ? TURN_NEVER : machine_tick_us() + wait_ms * 1000;
    pthread_mutex_lock(&t->lock);
    struct line *l = await_line(t, until_us);
    if (l) {
        begin_turn(t, l);
        *out_x = unlink_first(l);
        if (l->count) queue_line(t, l);
    }
    pthread_mutex_unlock(&t->lock);
    return l;
}

struct exchange *turns_more(struct turns *t, struct line *l) {
    pthread_mutex_lock(&t->lock);
    struct exchange *x = unlink_first(l);
    pthread_mutex_unlock(&t->lock);
    return x;
}

void turns_end(struct turns *t, struct line *l, int64_t due_us) {
    pthread_mutex_lock(&t->lock);
    l->busy--;
    t->busy--;
    if (due_us < l->due_us) set_moment(t, l, due_us);
    bool due = l->due_us <= machine_tick_us() && !t->closed;
    if (l->count || due) queue_line(t, l);
    if (t->first) pthread_cond_signal(&t->arrived); /* it may have waited for room */
    pthread_mutex_unlock(&t->lock);
}

void turns_allow(struct turns *t, int room) {
    pthread_mutex_lock(&t->lock);
    bool more = room > t->room;
    t->room = room;
    if (more) pthread_cond_broadcast(&t->arrived);
    pthread_mutex_unlock(&t->lock);
}

void turns_close(struct turns *t) {
    pthread_mutex_lock(&t->lock);
    t->closed = true;
    pthread_cond_broadcast(&t->arrived);
    pthread_mutex_unlock(&t->lock);
}

bool turns_closed(struct turns *t) {
    pthread_mutex_lock(&t->lock);
    bool closed = t->closed;
    pthread_mutex_unlock(&t->lock);
    return closed;
}

/* The slow workers: each with desks of its own. What a worker prepared for a write
 * lives in its app's memory, so it waits until the writer has used it. */
#include "app/app.h"
#include "server/desk.h"
#include "server/exchange.h"
#include "server/inside.h"
#include "server/machine.h"
#include "server/tenant.h"
#include "store/store.h"

#include <stdlib.h>

struct slow {
    struct server *server;
    struct desks desks;
    struct baton baton;
    pthread_t thread;
};

struct slow *slow_create(struct server *s) {
    struct slow *w = calloc(1, sizeof *w);
    if (!w) abort();
    w->server = s;
    if (s->only && !desk_at(&w->desks, s->only)) {
        desks_done(&w->desks);
        free(w);
        return NULL;
    }
    pthread_mutex_init(&w->baton.lock, NULL);
    pthread_cond_init(&w->baton.passed, NULL);
    return w;
}

void baton_pass(struct baton *b) {
    pthread_mutex_lock(&b->lock);
    b->done = true;
    pthread_cond_signal(&b->passed);
    pthread_mutex_unlock(&b->lock);
}

static void baton_wait(struct baton *b) {
    pthread_mutex_lock(&b->lock);
    while (!b->done)
        pthread_cond_wait(&b->passed, &b->lock);
    pthread_mutex_unlock(&b->lock);
}

static void refuse(struct exchange *x) {
    exchange_refuse(x, 503);
    loop_deliver(x->loop, x);
}

/* The organisation was closed meanwhile, or its database fails; a writer will see. */
static void knock(struct slow *w, struct exchange *x) {
    x->knocks = true;
    if (turns_put(&w->server->writes, &x->tenant->writes, x, SERVER_WRITE_QUEUE)) return;
    x->knocks = false;
    refuse(x);
}

static void prepare(struct slow *w, struct desk *desk, struct exchange *x) {
    x->request.prepared = app_prepare(desk->app, &x->request);
    w->baton.done = false;
    x->baton = &w->baton;
    if (turns_put(&w->server->writes, &x->tenant->writes, x, SERVER_WRITE_QUEUE))
        baton_wait(&w->baton);
    else
        refuse(x);
}

static void look(struct desk *desk, struct exchange *x) {
    struct reply r = app_handle(desk->app, &x->request);
    exchange_keep(x, &r);
    loop_deliver(x->loop, x);
}

static void serve(struct slow *w, struct exchange *x) {
    struct desk *desk = desk_at(&w->desks, x->tenant);
    if (!desk) {
        knock(w, x);
        return;
    }
    if (store_begin_read(desk->store) != OK) {
        refuse(x);
        return;
    }
    if (x->need & APP_WRITES)
        prepare(w, desk, x);
    else
        look(desk, x);
    app_done(desk->app);
    store_end_read(desk->store);
}

static void *run(void *worker) {
    struct slow *w = worker;
    struct turns *turns = &w->server->slow;
    struct exchange *x;
    struct line *line;
    int64_t wait_ms = w->server->only ? -1 : SERVER_KEEP_MS;
    while ((line = turns_take(turns, wait_ms, &x)) || !turns_closed(turns)) {
        if (line) serve(w, x);
        if (line) turns_end(turns, line, TURN_NEVER);
        desks_tidy(&w->desks, machine_tick_us() / 1000);
    }
    return NULL;
}

void slow_start(struct slow *w) {
    if (pthread_create(&w->thread, NULL, run, w)) abort();
}

void slow_join(struct slow *w) {
    pthread_join(w->thread, NULL);
}

void slow_free(struct slow *w) {
    if (!w) return;
    desks_done(&w->desks);
    pthread_cond_destroy(&w->baton.passed);
    pthread_mutex_destroy(&w->baton.lock);
    free(w);
}

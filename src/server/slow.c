/* The workers that do what would keep a loop from its other connections, each with desks of
 * its own: what takes long, and pages that wait for a database elsewhere. What a worker
 * prepared for a write lives in its app's memory, so it waits until the writer has used it. */
#include "app/app.h"
#include "server/desk.h"
#include "server/exchange.h"
#include "server/inside.h"
#include "server/machine.h"
#include "server/notice.h"
#include "server/tenant.h"
#include "store/store.h"

#include <stdlib.h>

struct slow {
    struct server *server;
    struct turns *turns;
    struct desks desks;
    struct baton baton;
    struct absence absence;
    pthread_t thread;
};

struct slow *slow_create(struct server *s, struct turns *turns) {
    struct slow *w = calloc(1, sizeof *w);
    if (!w) abort();
    w->server = s;
    w->turns = turns;
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

static bool put_write(struct slow *w, struct exchange *x) {
    return turns_put(&w->server->writes, &x->tenant->writes, x, SERVER_WRITE_QUEUE);
}

static void turn_away(struct exchange *x) {
    notice_put(x, NOTICE_AWAY);
    loop_deliver(x->loop, x);
}

/* The organisation was closed meanwhile, or its database fails; a writer will see, once. */
static void knock(struct slow *w, struct exchange *x) {
    x->knocks = !tenant_broken(x->tenant, machine_tick_us() / 1000);
    if (!x->knocks) {
        turn_away(x);
    } else if (!put_write(w, x)) {
        x->knocks = false;
        refuse(x);
    }
}

static void prepare(struct slow *w, struct desk *desk, struct exchange *x) {
    x->request.prepared = app_prepare(desk->app, &x->request);
    w->baton.done = false;
    x->baton = &w->baton;
    if (put_write(w, x))
        baton_wait(&w->baton);
    else
        refuse(x);
}

/* Where a look has something to note, the writer asks again. One whose database went away
 * meanwhile says so rather than what it made of that. */
static void look(struct slow *w, struct desk *desk, struct exchange *x) {
    if (x->need & APP_REPORT && report_answer(desk, x)) {
        loop_deliver(x->loop, x);
        return;
    }
    struct reply r = app_handle(desk->app, &x->request);
    if (r.wants_writer && put_write(w, x)) return;
    if (r.status >= 500 && store_away(desk->store)) {
        turn_away(x);
        return;
    }
    exchange_keep(x, &r);
    loop_deliver(x->loop, x);
}

/* The thread's desk, reading; NULL where its organisation is not open, or broken. */
static struct desk *begin(struct slow *w, struct tenant *t) {
    if (tenant_broken(t, machine_tick_us() / 1000)) return NULL;
    struct desk *desk = desk_at(&w->desks, t);
    if (!desk) return NULL;
    if (store_begin_read(desk->store) == OK) return desk;
    tenant_break(t);
    return NULL;
}

static void end(struct desk *desk) {
    app_done(desk->app);
    store_end_read(desk->store);
    tenant_judge(desk->tenant, desk->store);
}

static void run_errand(struct slow *w, struct exchange *x) {
    struct desk *desk = begin(w, x->tenant);
    x->failed = !desk;
    if (desk) x->errand->run(x, desk);
    if (desk) end(desk);
    loop_deliver(x->loop, x);
}

static void answer(struct slow *w, struct exchange *x) {
    struct desk *desk = begin(w, x->tenant);
    if (!desk) {
        knock(w, x);
        return;
    }
    if (x->need & APP_WRITES)
        prepare(w, desk, x);
    else
        look(w, desk, x);
    end(desk);
}

static void serve(struct slow *w, struct line *line, struct exchange *x) {
    int64_t since_ms = line->tenant->waits ? machine_tick_us() / 1000 : 0;
    atomic_store(&w->absence.since_ms, since_ms);
    if (x->errand)
        run_errand(w, x);
    else
        answer(w, x);
    atomic_store(&w->absence.since_ms, 0);
}

static void *run(void *worker) {
    struct slow *w = worker;
    struct exchange *x;
    struct line *line;
    int64_t wait_ms = w->server->only ? -1 : SERVER_KEEP_MS;
    while ((line = turns_take(w->turns, wait_ms, &x)) || !turns_closed(w->turns)) {
        if (line) serve(w, line, x);
        if (line) turns_end(w->turns, line, TURN_NEVER);
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

const struct absence *slow_absence(const struct slow *w) {
    return &w->absence;
}

void slow_free(struct slow *w) {
    if (!w) return;
    desks_done(&w->desks);
    pthread_cond_destroy(&w->baton.passed);
    pthread_mutex_destroy(&w->baton.lock);
    free(w);
}

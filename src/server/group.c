/* The writer: in an organisation's turn it takes changing requests as a group, each in a
 * savepoint of its own, commits the group at once and durably, and only then lets the
 * answers go. Then it does the jobs, each step in a transaction of its own, and in quiet
 * moments moves the log into the database. */
#include "app/app.h"
#include "server/exchange.h"
#include "server/inside.h"
#include "server/machine.h"
#include "server/notice.h"
#include "server/post.h"
#include "server/tenant.h"
#include "store/store.h"

#include <poll.h>
#include <stdlib.h>

enum { WORK_LONGEST_WAIT_MS = 30 * 1000, WORK_FAILED_WAIT_MS = 1000 };

struct group {
    struct server *server;
    struct tenant *tenant; /* whose turn it is */
    struct exchange *members[SERVER_GROUP];
    int count;
    bool sure; /* nothing is kept before it was heard of */
    struct absence absence;
    pthread_t thread;
};

struct group *group_create(struct server *s) {
    struct group *g = calloc(1, sizeof *g);
    if (!g) abort();
    g->server = s;
    return g;
}

const struct absence *group_absence(const struct group *g) {
    return &g->absence;
}

void group_free(struct group *g) {
    free(g);
}

static struct str store_reason(struct group *g) {
    return str_of(store_message(g->tenant->store));
}

/* ---- Requests ---- */

static void deliver_all(struct group *g) {
    for (int i = 0; i < g->count; i++) {
        struct exchange *x = g->members[i];
        if (x->baton) baton_pass(x->baton);
        loop_deliver(x->loop, x);
    }
    g->count = 0;
}

static void refuse_all(struct group *g, enum err why) {
    tenant_complain(g->tenant, "commit", store_reason(g));
    for (int i = 0; i < g->count; i++)
        notice_put(g->members[i], why == ERR_FULL ? NOTICE_FULL : NOTICE_AWAY);
    deliver_all(g);
}

static enum err keep_or_undo(struct group *g, bool keep) {
    struct store *s = g->tenant->store;
    if (keep) return g->sure ? store_savepoint_keep(s) : store_savepoint_trust(s);
    store_savepoint_undo(s);
    return OK;
}

static enum err answer(struct group *g, struct exchange *x, struct reply *out) {
    TRY(store_savepoint(g->tenant->store));
    *out = app_handle(g->tenant->app, &x->request);
    return keep_or_undo(g, out->keep); /* where a write that went ahead is first heard of */
}

static void handle(struct group *g, struct exchange *x) {
    struct reply r = {0};
    x->request.writable = true;
    enum err e = answer(g, x, &r);
    if (e == OK && r.again) e = answer(g, x, &r);
    if (e == OK)
        exchange_keep(x, &r);
    else if (e == ERR_FULL)
        notice_put(x, NOTICE_FULL);
    else
        exchange_refuse(x, 503);
    app_done(g->tenant->app);
}

static struct exchange *take_more(struct group *g) {
    return turns_more(&g->server->writes, &g->tenant->writes);
}

/* Pass over those that only waited for the organisation to be open. */
static struct exchange *pass_knocks(struct group *g, struct exchange *x) {
    for (; x && x->knocks; x = take_more(g))
        loop_deliver(x->loop, x);
    return x;
}

/* The next one of this group, if there is time and room. */
static struct exchange *next_member(struct group *g, int64_t began_us) {
    if (g->count == SERVER_GROUP) return NULL;
    if (machine_tick_us() - began_us > SERVER_GROUP_MS * 1000LL) return NULL;
    return pass_knocks(g, take_more(g));
}

static void let_go(struct group *g, struct exchange *x, enum err why) {
    g->members[g->count++] = x;
    refuse_all(g, why);
}

static enum err handle_all(struct group *g, struct exchange *x) {
    int64_t began_us = machine_tick_us();
    for (; x; x = next_member(g, began_us)) {
        g->members[g->count++] = x;
        handle(g, x);
    }
    return store_commit(g->tenant->store);
}

/* One of the group failed after it was trusted, and took the others along: each is heard of now
 * before it is kept, so that it fails alone. */
static enum err handle_again(struct group *g) {
    TRY(store_begin(g->tenant->store));
    g->sure = true;
    for (int i = 0; i < g->count; i++)
        handle(g, g->members[i]);
    g->sure = false;
    return store_commit(g->tenant->store);
}

/* A commit that was not heard of may have happened; a disk that is full stays so. */
static bool is_worth_again(enum err e) {
    return e != OK && e != ERR_BUSY && e != ERR_FULL;
}

static void run_group(struct group *g, struct exchange *x) {
    enum err e = store_begin(g->tenant->store);
    if (e != OK) {
        let_go(g, x, e);
        tenant_judge(g->tenant, g->tenant->store);
        return;
    }
    e = handle_all(g, x);
    if (is_worth_again(e)) e = handle_again(g);
    if (e != OK) {
        store_rollback(g->tenant->store);
        refuse_all(g, e);
        tenant_judge(g->tenant, g->tenant->store);
        return;
    }
    deliver_all(g);
    tenant_tell(g->tenant);
    g->tenant->unsettled = true;
    g->tenant->work_at_us = machine_tick_us(); /* a request may have left a job */
}

/* ---- Jobs and upkeep ---- */

/* One step in a transaction; when the next is due, in milliseconds since 1970. */
static enum err work_step(struct group *g, bool *out_more, int64_t *out_due_ms) {
    TRY(store_begin(g->tenant->store));
    enum err err = app_work(g->tenant->app, machine_now_ms(), out_more, out_due_ms);
    if (err == OK) err = store_commit(g->tenant->store);
    if (err != OK) store_rollback(g->tenant->store);
    app_done(g->tenant->app);
    return err;
}

static int64_t wait_after(struct group *g, enum err err, int64_t due_ms) {
    tenant_judge(g->tenant, g->tenant->store);
    if (err != OK) {
        tenant_complain(g->tenant, "work", store_reason(g));
        return WORK_FAILED_WAIT_MS;
    }
    int64_t wait_ms = due_ms - machine_now_ms();
    if (due_ms == 0 || wait_ms > WORK_LONGEST_WAIT_MS) return WORK_LONGEST_WAIT_MS;
    return wait_ms > 0 ? wait_ms : 0;
}

/* Other servers may be waiting to write: nobody is held up to learn that nothing is due. */
static enum err ask_due(struct group *g, int64_t *out_due_ms) {
    enum err err = app_due(g->tenant->app, out_due_ms);
    app_done(g->tenant->app);
    return err;
}

static void work(struct group *g) {
    bool more = false, stepped = false;
    int64_t due_ms = 0, now_ms = machine_now_ms();
    bool set_back = now_ms < g->tenant->worked_ms;
    enum err err = ask_due(g, &due_ms);
    g->tenant->worked_ms = now_ms;
    if (err == OK && due_ms && (due_ms <= now_ms || set_back)) {
        err = work_step(g, &more, &due_ms);
        stepped = err == OK;
    }
    bool again = err == OK && more;
    if (stepped) tenant_tell(g->tenant); /* the last step of a job is what most wait for */
    if (stepped) g->tenant->post_at_us = 0;
    g->tenant->unsettled |= stepped;
    g->tenant->work_at_us =
        machine_tick_us() + (again ? 0 : wait_after(g, err, due_ms) * 1000);
}

/* A job was worked on: it may have been the outbox's. */
static void post(struct group *g) {
    struct tenant *t = g->tenant;
    if (!post_wanted(t, machine_tick_us())) return;
    bool changed = false;
    if (post_turn(t, &changed) != OK) tenant_complain(t, "post", store_reason(g));
    tenant_judge(t, t->store);
    if (changed) tenant_tell(t);
    t->unsettled |= changed;
}

static void checkpoint(struct group *g) {
    if (store_checkpoint(g->tenant->store) != OK)
        tenant_complain(g->tenant, "checkpoint", store_reason(g));
    g->tenant->unsettled = false;
}

static int64_t sooner(int64_t a, int64_t b) {
    return a < b ? a : b;
}

/* When the organisation wants its next turn in any case. */
static int64_t next_due(const struct tenant *t) {
    if (!t->store || !tenant_allowed(t) || server_closing(t->server)) return TURN_NEVER;
    int64_t broken_us = atomic_load(&t->broken_until_ms) * 1000 + 1000;
    int64_t due_us = sooner(t->work_at_us, tenant_listen_at(t));
    if (t->server->post && !t->posted) due_us = sooner(due_us, t->post_at_us);
    if (t->unsettled) due_us = sooner(due_us, t->checkpoint_at_us);
    return due_us > broken_us ? due_us : broken_us;
}

static void between_groups(struct group *g, bool quiet) {
    int64_t now_us = machine_tick_us();
    if (tenant_broken(g->tenant, now_us / 1000)) return;
    bool works = tenant_allowed(g->tenant) && !server_closing(g->server);
    if (works && now_us >= g->tenant->work_at_us) work(g);
    if (works) post(g);
    int64_t late_us = quiet ? 0 : SERVER_CHECKPOINT_LATEST_MS * 1000LL;
    if (!g->tenant->unsettled || now_us < g->tenant->checkpoint_at_us + late_us) return;
    checkpoint(g);
    g->tenant->checkpoint_at_us = machine_tick_us() + SERVER_CHECKPOINT_MS * 1000LL;
}

/* Two writers would wait for each other's locks and make the same identifiers. */
static void await_predecessor(struct group *g) {
    struct pollfd end = {.fd = g->server->predecessor, .events = POLLIN};
    while (g->server->predecessor >= 0 && !turns_closed(&g->server->writes)
           && poll(&end, 1, 100) == 0)
        ;
}

/* ---- Turns ---- */

/* None of those who wait can be answered. */
static void turn_away(struct group *g, struct exchange *x) {
    for (; x; x = take_more(g)) {
        x->knocks = false;
        notice_put(x, NOTICE_AWAY);
        if (x->baton) baton_pass(x->baton);
        loop_deliver(x->loop, x);
    }
}

/* Nobody waits, but its jobs do. While the server stops nothing is opened for them: a database
 * that is silent would be tried again and again, and the stop never end. */
static bool wants_work(const struct tenant *t) {
    return tenant_allowed(t) && !server_closing(t->server)
           && atomic_load(&t->due_ms) <= machine_now_ms();
}

static void take_turn(struct group *g, struct exchange *x) {
    struct tenant *t = g->tenant;
    if (!t->store && !x && !wants_work(t)) return;
    bool broken = tenant_broken(t, machine_tick_us() / 1000);
    if (broken || (!t->store && tenant_open(t) != OK)) {
        turn_away(g, x);
        return;
    }
    x = pass_knocks(g, x);
    if (x) run_group(g, x);
    tenant_listen(t);
    if (atomic_exchange(&t->heard, false)) t->work_at_us = machine_tick_us();
    between_groups(g, !x);
    tenant_part(t);
}

static void *run(void *group) {
    struct group *g = group;
    await_predecessor(g);
    struct exchange *x;
    for (struct line *line; (line = turns_take(&g->server->writes, -1, &x));) {
        g->tenant = line->tenant;
        int64_t since_ms = g->tenant->waits ? machine_tick_us() / 1000 : 0;
        atomic_store(&g->absence.since_ms, since_ms);
        take_turn(g, x);
        atomic_store(&g->absence.since_ms, 0);
        turns_end(&g->server->writes, line, next_due(g->tenant));
    }
    return NULL;
}

void group_start(struct group *g) {
    if (pthread_create(&g->thread, NULL, run, g)) abort();
}

void group_join(struct group *g) {
    pthread_join(g->thread, NULL);
}

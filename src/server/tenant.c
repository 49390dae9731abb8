#include "server/tenant.h"

#include "app/app.h"
#include "app/registry.h"
#include "base/arena.h"
#include "server/inside.h"
#include "server/log.h"
#include "server/machine.h"
#include "server/news.h"
#include "server/post.h"
#include "store/store.h"

#include <stdio.h>
#include <stdlib.h>

enum { LOG_DETAIL_BYTES = 600 };

/* Of an organisation in a file there is none. */
static char *replica_of(const struct tenant *t) {
    const char *address = t->server->options->replica;
    if (!address || !t->waits) return NULL;
    struct arena *mem = arena_create();
    char *replica = strdup(registry_at(mem, address, t->database));
    if (!replica) abort();
    arena_free(mem);
    return replica;
}

struct tenant *tenant_create(struct server *s, struct str name, const char *database,
                             int number) {
    struct tenant *t = calloc(1, sizeof *t);
    if (!t) abort();
    t->server = s;
    t->name = strndup(name.p, name.n);
    t->database = strdup(database);
    if (!t->name || !t->database) abort();
    t->number = number;
    t->shared = store_is_shared(database);
    pthread_mutex_init(&t->lock, NULL);
    line_init(&t->writes, t);
    line_init(&t->slow, t);
    line_init(&t->looks, t);
    line_init(&t->errands, t);
    t->errands.at_once = SERVER_ERRANDS;
    t->waits = store_waits(database);
    t->replica = replica_of(t);
    return t;
}

void tenant_free(struct tenant *t) {
    if (!t) return;
    pthread_mutex_destroy(&t->lock);
    free(t->name);
    free(t->database);
    free(t->replica);
    free(t);
}

void tenant_complain(struct tenant *t, const char *what, struct str detail) {
    char text[LOG_DETAIL_BYTES];
    int n = snprintf(text, sizeof text, "%s%s%.*s", t->name, *t->name ? ": " : "",
                     STR_ARG(detail));
    log_error(t->server->log, what, str_n(text, n < LOG_DETAIL_BYTES ? (size_t)n : 0));
}

/* ---- Opening and closing ---- */

static void tell_here(struct tenant *t) {
    atomic_fetch_add(&t->news, 1);
    server_tell(t->server);
}

/* One of a list is never made by opening it. */
struct store *tenant_store(struct tenant *t, bool read_only) {
    struct store *store;
    const char *reason = NULL;
    struct store_options options = {
        .path = t->database, .read_only = read_only, .create = !read_only && !*t->name};
    if (store_open(&options, &store, &reason) != OK)
        tenant_complain(t, "open", str_of(reason));
    return store;
}

static void give_back(struct tenant *t) {
    app_free(t->app);
    if (t->organisation) organisation_close(t->organisation);
    store_close(t->store);
    t->app = NULL;
    t->organisation = NULL;
    t->store = NULL;
}

/* While another server brings the tables up to date, each try waits as long as the store
 * waits for a writer. One of a list waits only once, lest it hold up the others. */
static enum err open_organisation(struct tenant *t, struct arena *mem,
                                  struct str *out_reason) {
    enum err e = ERR_BUSY;
    int most = *t->name ? 1 : SERVER_OPENING_TRIES;
    for (int tries = 0; e == ERR_BUSY && tries < most; tries++)
        e = organisation_open(t->store, t->server->options->host, machine_now_ms(),
                              &t->organisation, mem, out_reason);
    return e;
}

static enum err open_database(struct tenant *t) {
    struct str reason = STR("");
    t->store = tenant_store(t, false);
    if (!t->store) return ERR_STORE;
    struct arena *mem = arena_create();
    enum err e = open_organisation(t, mem, &reason);
    if (e == OK) {
        t->app = app_create(t->organisation, t->store);
    } else {
        tenant_complain(t, "organisation", reason);
        give_back(t);
    }
    arena_free(mem);
    return e;
}

static void begin_to_listen(struct tenant *t) {
    struct store *ear = tenant_store(t, true);
    bool listens = ear && store_listen(ear) == OK;
    atomic_store(&t->deaf, !listens);
    if (listens)
        news_add(t->server->news, t, ear);
    else
        store_close(ear);
    t->listen_at_us = machine_tick_us() + SERVER_DEAF_MS * 1000LL;
}

enum err tenant_open(struct tenant *t) {
    enum err e = open_database(t);
    if (e != OK) {
        tenant_break(t);
        return e;
    }
    atomic_store(&t->pause_ms, 0);
    t->work_at_us = t->checkpoint_at_us = t->post_at_us = 0;
    t->post_looked = false;
    t->unsettled = false;
    atomic_store(&t->due_ms, 0); /* it may change from now on */
    atomic_store(&t->leaving, false);
    pthread_mutex_lock(&t->lock);
    t->open = true;
    pthread_mutex_unlock(&t->lock);
    if (t->shared) begin_to_listen(t);
    return OK;
}

/* While nothing can be heard there may be news at any time; nor is it known what was missed
 * until now. */
void tenant_listen(struct tenant *t) {
    if (machine_tick_us() < tenant_listen_at(t)) return;
    begin_to_listen(t);
    tell_here(t);
    atomic_store(&t->heard, true);
}

int64_t tenant_listen_at(const struct tenant *t) {
    return atomic_load(&t->deaf) ? t->listen_at_us : TURN_NEVER;
}

/* When its jobs want it open again, if nobody uses it until then. */
static void remember_due(struct tenant *t) {
    int64_t now_ms = machine_now_ms(), due_ms = 0;
    if (store_begin_read(t->store) != OK) return;
    enum err e = app_rest(t->app, now_ms, &due_ms);
    app_done(t->app);
    store_end_read(t->store);
    if (e != OK) return;
    bool soon = due_ms && due_ms < now_ms + SERVER_REST_MS;
    atomic_store(&t->due_ms, soon ? due_ms : now_ms + SERVER_REST_MS);
}

void tenant_close(struct tenant *t) {
    if (t->store && t->posted) (void)post_settle(t); /* claims run out by themselves */
    if (t->store) remember_due(t);
    if (t->store && t->shared) news_remove(t->server->news, t);
    give_back(t);
}

static bool take_leave(struct tenant *t) {
    pthread_mutex_lock(&t->lock);
    bool goes = t->open && t->desks == 0 && atomic_load(&t->leaving);
    if (goes) t->open = false;
    pthread_mutex_unlock(&t->lock);
    return goes;
}

void tenant_part(struct tenant *t) {
    bool works = t->posted || (t->work_at_us <= machine_tick_us() && tenant_allowed(t));
    if (atomic_load(&t->leaving) && !works && take_leave(t)) tenant_close(t);
}

/* ---- Desks ---- */

bool tenant_enter(struct tenant *t) {
    pthread_mutex_lock(&t->lock);
    bool open = t->open;
    if (open) {
        t->desks++;
        atomic_store(&t->leaving, !tenant_allowed(t));
    }
    pthread_mutex_unlock(&t->lock);
    return open;
}

void tenant_leave(struct tenant *t) {
    pthread_mutex_lock(&t->lock);
    bool last = --t->desks == 0 && atomic_load(&t->leaving);
    pthread_mutex_unlock(&t->lock);
    if (last) turns_wake(&t->server->writes, &t->writes);
}

void tenant_dismiss(struct tenant *t) {
    pthread_mutex_lock(&t->lock);
    bool asks = t->open && !atomic_exchange(&t->leaving, true);
    pthread_mutex_unlock(&t->lock);
    if (asks) turns_wake(&t->server->writes, &t->writes);
}

/* ---- How it is ---- */

void tenant_tell(struct tenant *t) {
    tell_here(t);
    if (!t->shared) return;
    atomic_store(&t->untold, true);
    news_wake(t->server->news);
}

void tenant_heard(struct tenant *t) {
    tell_here(t);
    atomic_store(&t->heard, true);
    turns_wake(&t->server->writes, &t->writes);
}

/* Written seldom: all threads read it with every request. */
void tenant_use(struct tenant *t, int64_t tick_ms) {
    if (tick_ms - atomic_load_explicit(&t->used_ms, memory_order_relaxed) > SERVER_SWEEP_MS)
        atomic_store_explicit(&t->used_ms, tick_ms, memory_order_relaxed);
}

static int64_t longer(const struct tenant *t) {
    if (!*t->name) return SERVER_BROKEN_ALONE_MS;
    int64_t before_ms = atomic_load(&t->pause_ms);
    int64_t pause_ms = before_ms ? before_ms * 2 : SERVER_BROKEN_MS;
    return pause_ms < SERVER_BROKEN_LONGEST_MS ? pause_ms : SERVER_BROKEN_LONGEST_MS;
}

/* Several threads may meet the same failure: it counts once. */
void tenant_break(struct tenant *t) {
    int64_t tick_ms = machine_tick_us() / 1000;
    pthread_mutex_lock(&t->lock);
    if (!tenant_broken(t, tick_ms)) {
        atomic_store(&t->pause_ms, longer(t));
        atomic_store(&t->broken_until_ms, tick_ms + atomic_load(&t->pause_ms));
    }
    pthread_mutex_unlock(&t->lock);
}

/* A connection may have ended alone, or its database be back already: it is asked once more. */
static bool is_there(struct store *store) {
    if (!store_away(store)) return true;
    if (store_begin_read(store) != OK) return false;
    store_end_read(store);
    return true;
}

void tenant_judge(struct tenant *t, struct store *store) {
    if (!is_there(store)) {
        tenant_break(t);
    } else if (atomic_load_explicit(&t->pause_ms, memory_order_relaxed)) {
        atomic_store(&t->pause_ms, 0);
        atomic_store(&t->broken_until_ms, 0);
    }
}

bool tenant_broken(const struct tenant *t, int64_t tick_ms) {
    return atomic_load_explicit(&t->broken_until_ms, memory_order_relaxed) > tick_ms;
}

bool tenant_allowed(const struct tenant *t) {
    return !atomic_load_explicit(&t->suspended, memory_order_relaxed)
           && !atomic_load_explicit(&t->gone, memory_order_relaxed);
}

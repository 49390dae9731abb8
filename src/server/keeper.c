#include "server/keeper.h"

#include "app/registry.h"
#include "base/arena.h"
#include "server/directory.h"
#include "server/inside.h"
#include "server/log.h"
#include "server/machine.h"
#include "server/tenant.h"

#include <stdlib.h>
#include <time.h>

enum {
    KEEPER_WAKES = 5 /* opened for their jobs at one look, lest a crowd hold up people */
};

struct keeper {
    struct server *server;
    struct store *list;
    int64_t version;     /* of the list, when it was read last, … */
    int64_t read_ms;     /* … which was then */
    struct tenant **all; /* by number; those that left the list stay, closed */
    int count, room;
    long edition;
    bool failing;       /* the list could not be read, which was told */
    int most_open;      /* since memory was given back … */
    int64_t trimmed_ms; /* … at this time */
    struct arena *mem;
    pthread_mutex_t lock;
    pthread_cond_t stopped;
    bool stop;
    pthread_t thread;
};

/* ---- The list ---- */

static struct tenant *take_in(struct keeper *k, const struct listed *row) {
    if (k->count == k->room) {
        k->room = k->room ? k->room * 2 : 64;
        k->all = realloc(k->all, (size_t)k->room * sizeof(struct tenant *));
        if (!k->all) abort();
    }
    struct tenant *t = tenant_create(k->server, row->name, row->place, k->count);
    t->kept_due_ms = -1;
    k->all[k->count++] = t;
    return t;
}

/* One that moved is another one from then on. */
static bool is_of(const struct tenant *t, const struct listed *row) {
    return !atomic_load(&t->gone) && str_is(row->name, t->name)
           && str_is(str_of(row->place), t->database);
}

static bool is_open(struct tenant *t) {
    pthread_mutex_lock(&t->lock);
    bool open = t->open;
    pthread_mutex_unlock(&t->lock);
    return open;
}

/* While it is open here its work is done here, whatever the list says. */
static void take_due(struct tenant *t, int64_t due_ms) {
    if (t->kept_due_ms == due_ms) return;
    t->kept_due_ms = due_ms;
    if (!is_open(t)) atomic_store(&t->due_ms, due_ms);
}

/* `known` is in the order of names, as the list is; *at moves on. NULL: a new one. */
static struct tenant *find_known(struct tenant **known, int count, int *at,
                                 const struct listed *row) {
    while (*at < count && str_compare(str_of(known[*at]->name), row->name) < 0)
        ++*at;
    return *at < count && is_of(known[*at], row) ? known[*at] : NULL;
}

static void settle(struct keeper *k, struct tenant *t, const struct listed *row) {
    atomic_store(&t->suspended, row->suspended);
    take_due(t, row->due_ms);
    t->edition = k->edition;
}

static int by_name(const void *a, const void *b) {
    const struct tenant *const *left = a, *const *right = b;
    return strcmp((*left)->name, (*right)->name);
}

/* Those of the list until now, by name. */
static struct tenant **sorted(struct keeper *k, int *out_count) {
    struct tenant **known = NEWS(k->mem, (size_t)k->count + 1, struct tenant *);
    *out_count = 0;
    for (int i = 0; i < k->count; i++)
        if (!atomic_load(&k->all[i]->gone)) known[(*out_count)++] = k->all[i];
    qsort(known, (size_t)*out_count, sizeof(struct tenant *), by_name);
    return known;
}

static size_t count_hosts(const struct listing *l) {
    size_t n = 0;
    for (int i = 0; i < l->count; i++)
        n += (size_t)l->rows[i].host_count;
    return n;
}

static void publish(struct keeper *k, const struct listing *l) {
    int count, at = 0;
    struct tenant **known = sorted(k, &count);
    struct directory *d = directory_create(count_hosts(l));
    k->edition++;
    for (int i = 0; i < l->count; i++) {
        struct tenant *t = find_known(known, count, &at, &l->rows[i]);
        if (!t) t = take_in(k, &l->rows[i]);
        settle(k, t, &l->rows[i]);
        for (int n = 0; n < l->rows[i].host_count; n++)
            directory_put(d, l->rows[i].hosts[n], t);
    }
    server_publish(k->server, d);
    for (int i = 0; i < count; i++)
        if (known[i]->edition != k->edition) atomic_store(&known[i]->gone, true);
}

/* What other servers noted, which is no change of the list. */
static void take_dues(struct keeper *k, const struct listing *l) {
    int count, at = 0;
    struct tenant **known = sorted(k, &count);
    for (int i = 0; i < l->count; i++) {
        struct tenant *t = find_known(known, count, &at, &l->rows[i]);
        if (t) take_due(t, l->rows[i].due_ms);
    }
}

static enum err read_list(struct keeper *k) {
    struct listing l;
    int64_t version, tick_ms = machine_tick_us() / 1000;
    struct reader *r = store_reader(k->list);
    TRY(registry_version(r, &version));
    if (version == k->version && tick_ms - k->read_ms < SERVER_LIST_MS) return OK;
    TRY(registry_read(r, k->mem, k->server->options->data, &l));
    if (version == k->version)
        take_dues(k, &l);
    else
        publish(k, &l);
    k->version = version;
    k->read_ms = tick_ms;
    return OK;
}

static enum err look_at_list(struct keeper *k) {
    enum err e = store_begin_read(k->list);
    if (e == OK) {
        e = read_list(k);
        store_end_read(k->list);
    }
    if (e != OK && !k->failing)
        log_error(k->server->log, "list", str_of(store_message(k->list)));
    k->failing = e != OK;
    arena_reset(k->mem);
    return e;
}

/* ---- Jobs of those that are closed ----
 * The list holds when each wants to be opened, for all servers. Of one that is open somewhere
 * nobody knows; there it says "in a minute", again and again, so that others open it when that
 * server dies. */

static bool must_wake(struct tenant *t, int64_t now_ms, int64_t tick_ms) {
    return tenant_allowed(t) && atomic_load(&t->due_ms) <= now_ms
           && !tenant_broken(t, tick_ms) && tick_ms - t->woken_ms > SERVER_WAKE_AGAIN_MS
           && !is_open(t);
}

static void wake_due(struct keeper *k, int64_t tick_ms) {
    int64_t now_ms = machine_now_ms();
    int left = KEEPER_WAKES;
    for (int i = 0; i < k->count && left; i++) {
        struct tenant *t = k->all[i];
        if (!must_wake(t, now_ms, tick_ms)) continue;
        t->woken_ms = tick_ms;
        turns_wake(&k->server->writes, &t->writes);
        left--;
    }
}

static bool leased(int64_t due_ms, int64_t now_ms) {
    return due_ms > now_ms + SERVER_LEASE_MS / 2 && due_ms <= now_ms + SERVER_LEASE_MS;
}

/* What the list should say. */
static int64_t due_of(struct tenant *t, int64_t now_ms) {
    if (atomic_load(&t->gone)) return t->kept_due_ms;
    if (is_open(t))
        return leased(t->kept_due_ms, now_ms) ? t->kept_due_ms : now_ms + SERVER_LEASE_MS;
    int64_t due_ms = atomic_load(&t->due_ms);
    return due_ms > now_ms ? due_ms : t->kept_due_ms;
}

/* What another server noted meanwhile is read soon. */
static enum err write_due(struct keeper *k, struct tenant *t) {
    bool set = true;
    if (t->written_due_ms != t->kept_due_ms)
        TRY(registry_set_due(store_writer(k->list), str_of(t->name), t->kept_due_ms,
                             t->written_due_ms, &set));
    if (set) return OK;
    t->written_due_ms = t->kept_due_ms;
    k->read_ms = 0;
    return OK;
}

static enum err write_dues(struct keeper *k) {
    TRY(store_begin(k->list));
    for (int i = 0; i < k->count; i++)
        TRY(write_due(k, k->all[i]));
    TRY(store_commit(k->list));
    for (int i = 0; i < k->count; i++)
        k->all[i]->kept_due_ms = k->all[i]->written_due_ms;
    return OK;
}

static void keep_dues(struct keeper *k) {
    int64_t now_ms = machine_now_ms();
    bool any = false;
    for (int i = 0; i < k->count; i++) {
        struct tenant *t = k->all[i];
        t->written_due_ms = due_of(t, now_ms);
        any |= t->written_due_ms != t->kept_due_ms;
    }
    if (any && write_dues(k) != OK) store_rollback(k->list);
}

/* ---- Letting go ---- */

static int standard(int asked, int otherwise) {
    return asked ? asked : otherwise;
}

static int64_t unused_ms(const struct tenant *t, int64_t tick_ms) {
    return tick_ms - atomic_load(&t->used_ms);
}

/* A page that is open somewhere keeps it open, but not longer than there is room. */
static bool is_idle(const struct keeper *k, const struct tenant *t, int64_t tick_ms) {
    int idle_ms = standard(k->server->options->tenant_idle_ms, SERVER_TENANT_IDLE_MS);
    return unused_ms(t, tick_ms) > idle_ms
           && tick_ms - atomic_load(&t->watched_ms) > idle_ms;
}

/* The one that has not been used for longest, among those that nobody uses now. */
static struct tenant *longest_unused(struct keeper *k, int64_t tick_ms) {
    struct tenant *found = NULL;
    for (int i = 0; i < k->count; i++) {
        struct tenant *t = k->all[i];
        if (unused_ms(t, tick_ms) < SERVER_TENANT_LEAST_MS || atomic_load(&t->leaving))
            continue;
        if (found && unused_ms(t, tick_ms) <= unused_ms(found, tick_ms)) continue;
        if (is_open(t)) found = t;
    }
    return found;
}

/* Small pieces of many organisations lie among each other; freeing them gives nothing to the
 * system by itself. */
static void trim(struct keeper *k, int open, int64_t tick_ms) {
    if (open > k->most_open) k->most_open = open;
    if (k->most_open - open < SERVER_TRIM_CLOSED) return;
    if (tick_ms - k->trimmed_ms < SERVER_TRIM_MS) return;
    machine_trim_memory();
    k->trimmed_ms = tick_ms;
    k->most_open = open;
}

static void let_go(struct keeper *k, int64_t tick_ms) {
    int most = standard(k->server->options->tenants_open, SERVER_TENANTS_OPEN);
    int open = 0, staying = 0;
    for (int i = 0; i < k->count; i++) {
        struct tenant *t = k->all[i];
        if (!is_open(t)) continue;
        if (!tenant_allowed(t) || is_idle(k, t, tick_ms)) tenant_dismiss(t);
        open++;
        staying += !atomic_load(&t->leaving);
    }
    trim(k, open, tick_ms);
    struct tenant *t;
    for (; staying > most; staying--)
        if ((t = longest_unused(k, tick_ms))) tenant_dismiss(t);
}

/* ---- Life ---- */

/* At the start it is not known which servers still live: what is due within a lease may have
 * been open at one that died, perhaps at ours before. */
static void wake_leased(struct keeper *k) {
    int64_t soon_ms = machine_now_ms() + SERVER_LEASE_MS;
    for (int i = 0; i < k->count; i++)
        if (atomic_load(&k->all[i]->due_ms) <= soon_ms) atomic_store(&k->all[i]->due_ms, 0);
}

static void look(struct keeper *k) {
    int64_t tick_ms = machine_tick_us() / 1000;
    look_at_list(k);
    let_go(k, tick_ms);
    wake_due(k, tick_ms);
    keep_dues(k);
}

static struct timespec next_look(void) {
    int64_t us = machine_tick_us() + SERVER_KEEP_MS * 1000LL;
    return (struct timespec){.tv_sec = us / 1000000, .tv_nsec = us % 1000000 * 1000};
}

static bool await_next(struct keeper *k) {
    struct timespec until = next_look();
    pthread_mutex_lock(&k->lock);
    if (!k->stop) pthread_cond_timedwait(&k->stopped, &k->lock, &until);
    bool goes_on = !k->stop;
    pthread_mutex_unlock(&k->lock);
    return goes_on;
}

static void *run(void *keeper) {
    do
        look(keeper);
    while (await_next(keeper));
    return NULL;
}

struct keeper *keeper_create(struct server *s) {
    struct keeper *k = calloc(1, sizeof *k);
    const char *reason = NULL;
    pthread_condattr_t attributes;
    if (!k) abort();
    k->server = s;
    k->mem = arena_create();
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_mutex_init(&k->lock, NULL);
    pthread_cond_init(&k->stopped, &attributes);
    pthread_condattr_destroy(&attributes);
    if (store_open(&(struct store_options){.path = s->options->list}, &k->list, &reason)
        != OK) {
        log_error(s->log, "list", str_of(reason));
    } else if (registry_apply(k->list) == OK && look_at_list(k) == OK) {
        wake_leased(k);
        return k;
    } else {
        log_error(s->log, "list", str_of(store_message(k->list)));
    }
    keeper_free(k);
    return NULL;
}

void keeper_start(struct keeper *k) {
    if (pthread_create(&k->thread, NULL, run, k)) abort();
}

void keeper_join(struct keeper *k) {
    if (!k) return;
    pthread_mutex_lock(&k->lock);
    k->stop = true;
    pthread_cond_signal(&k->stopped);
    pthread_mutex_unlock(&k->lock);
    pthread_join(k->thread, NULL);
}

void keeper_free(struct keeper *k) {
    if (!k) return;
    for (int i = 0; i < k->count; i++)
        tenant_close(k->all[i]);
    if (k->list) keep_dues(k);
    for (int i = 0; i < k->count; i++)
        tenant_free(k->all[i]);
    store_close(k->list);
    free(k->all);
    arena_free(k->mem);
    pthread_cond_destroy(&k->stopped);
    pthread_mutex_destroy(&k->lock);
    free(k);
}

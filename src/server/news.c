#include "server/news.h"

#include "server/inside.h"
#include "server/log.h"
#include "server/machine.h"
#include "server/tenant.h"
#include "store/store.h"

#include <poll.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

struct ear {
    struct tenant *tenant;
    struct store *store;
    bool removed; /* under the lock; the thread lets go of it */
    struct ear *next;
};

struct news {
    struct server *server;
    pthread_mutex_t lock; /* of `first`; the thread alone takes ears out */
    struct ear *first;
    int wake_fd;
    atomic_bool stopped;
    pthread_t thread;
};

struct news *news_create(struct server *s) {
    struct news *n = calloc(1, sizeof *n);
    if (!n) abort();
    n->server = s;
    n->wake_fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    if (n->wake_fd < 0) abort();
    pthread_mutex_init(&n->lock, NULL);
    return n;
}

static void let_go(struct ear *list) {
    for (struct ear *e; (e = list); free(e)) {
        list = e->next;
        store_close(e->store);
    }
}

void news_free(struct news *n) {
    if (!n) return;
    let_go(n->first);
    pthread_mutex_destroy(&n->lock);
    close(n->wake_fd);
    free(n);
}

void news_wake(struct news *n) {
    uint64_t one = 1;
    if (write(n->wake_fd, &one, sizeof one) < 0) return; /* full: it is awake */
}

void news_add(struct news *n, struct tenant *t, struct store *ear) {
    struct ear *e = calloc(1, sizeof *e);
    if (!e) abort();
    e->tenant = t;
    e->store = ear;
    pthread_mutex_lock(&n->lock);
    e->next = n->first;
    n->first = e;
    pthread_mutex_unlock(&n->lock);
    news_wake(n);
}

void news_remove(struct news *n, struct tenant *t) {
    pthread_mutex_lock(&n->lock);
    for (struct ear *e = n->first; e; e = e->next)
        e->removed |= e->tenant == t;
    pthread_mutex_unlock(&n->lock);
    news_wake(n);
}

/* Take those out of the list that were removed. */
static struct ear *unlink_removed(struct news *n) {
    struct ear *list = NULL;
    pthread_mutex_lock(&n->lock);
    for (struct ear **at = &n->first, *e; (e = *at);) {
        if (!e->removed) {
            at = &e->next;
            continue;
        }
        *at = e->next;
        e->next = list;
        list = e;
    }
    pthread_mutex_unlock(&n->lock);
    return list;
}

static struct ear *first_ear(struct news *n) {
    pthread_mutex_lock(&n->lock);
    struct ear *e = n->first;
    pthread_mutex_unlock(&n->lock);
    return e;
}

/* ---- Listening ---- */

/* Its writer will listen again, and then tell what is untold. */
static void lose(struct news *n, struct ear *e) {
    log_error(n->server->log, "news", str_of(store_message(e->store)));
    atomic_store(&e->tenant->untold, true);
    pthread_mutex_lock(&n->lock);
    bool stays = !e->removed;
    e->removed = true;
    pthread_mutex_unlock(&n->lock);
    if (!stays) return;
    atomic_store(&e->tenant->deaf, true);
    tenant_heard(e->tenant);
}

/* Telling first: what arrives meanwhile is taken in after it. */
static void tell_and_hear(struct news *n, struct ear *e) {
    bool news = false, untold = atomic_exchange(&e->tenant->untold, false);
    enum err err = untold ? store_tell(e->store) : OK;
    if (err == OK) err = store_hear(e->store, &news);
    if (news) tenant_heard(e->tenant);
    if (err != OK) lose(n, e);
}

static void attend_all(struct news *n) {
    for (struct ear *e = first_ear(n); e; e = e->next)
        tell_and_hear(n, e);
}

/* ---- Waiting ---- */

/* Until something is to be told or heard. */
static void await(struct news *n) {
    struct ear *first = first_ear(n);
    nfds_t count = 1;
    uint64_t calls;
    for (struct ear *e = first; e; e = e->next)
        count++;
    struct pollfd *polled = calloc(count, sizeof *polled);
    if (!polled) abort();
    polled[0] = (struct pollfd){.fd = n->wake_fd, .events = POLLIN};
    count = 1;
    for (struct ear *e = first; e; e = e->next)
        polled[count++] = (struct pollfd){.fd = store_ear(e->store), .events = POLLIN};
    poll(polled, count, -1);
    free(polled);
    if (read(n->wake_fd, &calls, sizeof calls) < 0) return; /* nobody called */
}

static void *run(void *news) {
    struct news *n = news;
    while (!atomic_load(&n->stopped)) {
        attend_all(n);
        let_go(unlink_removed(n));
        await(n);
    }
    attend_all(n);
    return NULL;
}

void news_start(struct news *n) {
    if (pthread_create(&n->thread, NULL, run, n)) abort();
}

void news_stop(struct news *n) {
    atomic_store(&n->stopped, true);
    news_wake(n);
    pthread_join(n->thread, NULL);
}

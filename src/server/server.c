#include "server/server.h"

#include "app/app.h"
#include "base/arena.h"
#include "server/inside.h"
#include "server/log.h"
#include "server/machine.h"
#include "server/news.h"
#include "server/socket.h"
#include "server/tenant.h"

#include <errno.h>
#include <signal.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

/* What server_run holds; `server` is what the threads see of it. */
struct running {
    struct server server;
    struct group *group;
    struct slow *slow[SERVER_LOOPS_LIMIT];
    int slow_count;
    int sockets[SERVER_LOOPS_LIMIT];
    struct takeover takeover;
    int alive; /* our end of the next server's `predecessor`, or -1 */
    int port;
};

void server_tell(struct server *s) {
    for (int i = 0; i < s->loop_count; i++)
        loop_wake(s->loops[i], true);
}

/* ---- Starting ---- */

static int between(int n, int least, int most) {
    return n < least ? least : n > most ? most : n;
}

static int loops_wanted(const struct server_options *o) {
    if (o->loops) return between(o->loops, 1, SERVER_LOOPS_LIMIT);
    return between((int)sysconf(_SC_NPROCESSORS_ONLN), 1, SERVER_LOOPS);
}

/* As many open files as the system lets us have: each idle connection is one. */
static void raise_file_limit(void) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit)) return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

static bool open_sockets(struct running *r) {
    const struct server_options *o = r->server.options;
    r->takeover = takeover_receive();
    r->server.predecessor = r->takeover.predecessor;
    if (r->takeover.count) {
        r->server.loop_count = r->takeover.count;
        memcpy(r->sockets, r->takeover.sockets, sizeof r->sockets);
        r->port = socket_port(r->sockets[0]);
        return true;
    }
    r->server.loop_count = loops_wanted(o);
    const char *address = o->address ? o->address : "127.0.0.1";
    if (sockets_open(address, o->port, r->server.loop_count, r->sockets, &r->port))
        return true;
    log_error(r->server.log, "listen", str_of(strerror(errno)));
    return false;
}

static bool open_organisation(struct running *r) {
    struct tenant *only = tenant_create(&r->server, r->server.options->database, 0);
    r->server.only = only;
    if (tenant_open(only) != OK) return false;
    turns_wake(&r->server.writes, &only->writes); /* jobs may be due */
    if (only->shared) news_add(r->server.news, only);
    return true;
}

static bool create_threads(struct running *r) {
    struct server *s = &r->server;
    int slow = between(s->options->slow_workers, 0, SERVER_LOOPS_LIMIT);
    r->group = group_create(s);
    for (slow = slow ? slow : SERVER_SLOW_WORKERS; r->slow_count < slow; r->slow_count++)
        if (!(r->slow[r->slow_count] = slow_create(s))) return false;
    for (int i = 0; i < s->loop_count; i++)
        if (!(s->loops[i] = loop_create(s, r->sockets[i]))) return false;
    return true;
}

static void start_threads(struct running *r) {
    news_start(r->server.news);
    group_start(r->group);
    for (int i = 0; i < r->slow_count; i++)
        slow_start(r->slow[i]);
    for (int i = 0; i < r->server.loop_count; i++)
        loop_start(r->server.loops[i]);
}

/* ---- Stopping ---- */

/* The loops end when all they had under way is answered; then the queues are empty. */
static void stop_threads(struct running *r) {
    struct server *s = &r->server;
    atomic_store(&s->closing, true);
    for (int i = 0; i < s->loop_count; i++)
        loop_wake(s->loops[i], false);
    for (int i = 0; i < s->loop_count; i++)
        loop_join(s->loops[i]);
    turns_close(&s->slow);
    for (int i = 0; i < r->slow_count; i++)
        slow_join(r->slow[i]);
    turns_close(&s->writes);
    group_join(r->group);
    news_stop(s->news);
}

static void give_back(struct running *r) {
    for (int i = 0; i < r->server.loop_count; i++)
        loop_free(r->server.loops[i]);
    for (int i = 0; i < r->slow_count; i++)
        slow_free(r->slow[i]);
    group_free(r->group);
    news_free(r->server.news);
    tenant_free(r->server.only);
    turns_done(&r->server.slow);
    turns_done(&r->server.writes);
    log_free(r->server.log);
}

static bool hand_over(struct running *r) {
    char *const *again = r->server.options->again;
    if (!again) return true;
    if (takeover_give(again, r->sockets, r->server.loop_count, &r->alive)) return true;
    log_error(r->server.log, "restart", STR("the new program did not begin to listen"));
    return false;
}

static void await_end(struct running *r, const sigset_t *signals) {
    for (int got; !sigwait(signals, &got);)
        if (got != SIGHUP || hand_over(r)) return;
}

static int serve(struct running *r, const sigset_t *signals) {
    const struct server_options *o = r->server.options;
    if (!open_sockets(r) || !open_organisation(r) || !create_threads(r)) return 1;
    start_threads(r);
    takeover_ready(&r->takeover);
    if (o->ready) o->ready(o->self, r->port);
    await_end(r, signals);
    stop_threads(r);
    return 0;
}

int server_run(const struct server_options *options) {
    struct running r = {.server = {.options = options, .predecessor = -1}, .alive = -1};
    sigset_t signals, before;
    if (sodium_init() < 0) return 1;
    r.server.log = log_create(options->access_log, options->error_log);
    if (!r.server.log) {
        perror("log");
        return 1;
    }
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM), sigaddset(&signals, SIGINT), sigaddset(&signals, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &signals, &before);
    signal(SIGPIPE, SIG_IGN);
    raise_file_limit();
    machine_keep_memory();
    r.server.news = news_create(&r.server);
    turns_init(&r.server.writes, 1);
    turns_init(&r.server.slow, SERVER_LOOPS_LIMIT);
    int status = serve(&r, &signals);
    give_back(&r);
    while (sigtimedwait(&signals, NULL, &(struct timespec){0}) > 0)
        ; /* told again while stopping */
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return status;
}

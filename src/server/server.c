#include "server/server.h"

#include "app/app.h"
#include "base/arena.h"
#include "server/directory.h"
#include "server/inside.h"
#include "server/keeper.h"
#include "server/log.h"
#include "server/machine.h"
#include "server/news.h"
#include "server/post.h"
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
    struct keeper *keeper; /* of many organisations */
    struct group *groups[SERVER_WRITERS + SERVER_SUBSTITUTES];
    int group_count;
    struct crew {
        struct slow *workers[SERVER_LOOPS_LIMIT + SERVER_SUBSTITUTES];
        int count;
    } slow, lookers;
    int sockets[SERVER_LOOPS_LIMIT];
    struct takeover takeover;
    int alive; /* our end of the next server's `predecessor`, or -1 */
    int port;
};

void server_tell(struct server *s) {
    for (int i = 0; i < s->loop_count; i++)
        loop_wake(s->loops[i], true);
}

struct directory *server_directory(struct server *s) {
    pthread_mutex_lock(&s->lock);
    struct directory *d = directory_hold(s->directory);
    pthread_mutex_unlock(&s->lock);
    return d;
}

void server_publish(struct server *s, struct directory *d) {
    pthread_mutex_lock(&s->lock);
    struct directory *before = s->directory;
    s->directory = d;
    pthread_mutex_unlock(&s->lock);
    atomic_fetch_add(&s->edition, 1);
    directory_let_go(before);
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

static bool open_organisations(struct running *r) {
    struct server *s = &r->server;
    if (s->options->list) return (r->keeper = keeper_create(s)) != NULL;
    s->only = tenant_create(s, STR(""), s->options->database, 0);
    if (tenant_open(s->only) != OK) return false;
    server_publish(s, directory_of_one(s->only));
    turns_wake(&s->writes, &s->only->writes); /* jobs may be due */
    return true;
}

static int slow_wanted(const struct server_options *o) {
    return between(o->slow_workers ? o->slow_workers : SERVER_SLOW_WORKERS, 1,
                   SERVER_LOOPS_LIMIT);
}

static int lookers_wanted(const struct server_options *o) {
    return between(o->lookers ? o->lookers : SERVER_LOOKERS, 1, SERVER_LOOPS_LIMIT);
}

/* Of several organisations none may have all workers of a crew: one is always left. */
static int at_once(const struct server_options *o, int workers, int others) {
    if (!o->list) return workers;
    return workers > others + 1 ? workers - others - 1 : 1;
}

static bool hire(struct server *s, struct crew *crew, int wanted, struct turns *turns) {
    for (; crew->count < wanted; crew->count++)
        if (!(crew->workers[crew->count] = slow_create(s, turns))) return false;
    return true;
}

static bool create_threads(struct running *r) {
    struct server *s = &r->server;
    bool elsewhere = !s->only || s->only->waits;
    int lookers = elsewhere ? lookers_wanted(s->options) : 0;
    for (int writers = s->only ? 1 : SERVER_WRITERS; r->group_count < writers;)
        r->groups[r->group_count++] = group_create(s);
    if (!hire(s, &r->slow, slow_wanted(s->options), &s->slow)
        || !hire(s, &r->lookers, lookers, &s->looks))
        return false;
    for (int i = 0; i < s->loop_count; i++)
        if (!(s->loops[i] = loop_create(s, r->sockets[i]))) return false;
    return true;
}

static void crew_start(struct crew *crew) {
    for (int i = 0; i < crew->count; i++)
        slow_start(crew->workers[i]);
}

static void crew_end(struct crew *crew, struct turns *turns) {
    turns_close(turns);
    for (int i = 0; i < crew->count; i++)
        slow_join(crew->workers[i]);
}

static void crew_free(struct crew *crew) {
    for (int i = 0; i < crew->count; i++)
        slow_free(crew->workers[i]);
}

static void start_threads(struct running *r) {
    news_start(r->server.news);
    post_start(r->server.post);
    for (int i = 0; i < r->group_count; i++)
        group_start(r->groups[i]);
    if (r->keeper) keeper_start(r->keeper);
    crew_start(&r->slow);
    crew_start(&r->lookers);
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
    crew_end(&r->lookers, &s->looks);
    crew_end(&r->slow, &s->slow);
    post_stop(s->post);
    turns_close(&s->writes);
    for (int i = 0; i < r->group_count; i++)
        group_join(r->groups[i]);
    keeper_join(r->keeper);
    news_stop(s->news);
}

static void give_back(struct running *r) {
    for (int i = 0; i < r->server.loop_count; i++)
        loop_free(r->server.loops[i]);
    crew_free(&r->slow);
    crew_free(&r->lookers);
    for (int i = 0; i < r->group_count; i++)
        group_free(r->groups[i]);
    keeper_free(r->keeper);
    if (r->server.only) tenant_close(r->server.only);
    news_free(r->server.news);
    post_free(r->server.post);
    tenant_free(r->server.only);
    directory_let_go(r->server.directory);
    pthread_mutex_destroy(&r->server.lock);
    turns_done(&r->server.looks);
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

/* ---- Substitutes ----
 * Of many organisations some may live in databases that do not answer. Who waits for one of
 * those is replaced until it comes back, so that the others are served by as many as ever. */

bool absence_long(const struct absence *a, int64_t tick_ms) {
    int64_t since_ms = atomic_load(&a->since_ms);
    return since_ms && tick_ms - since_ms > SERVER_ABSENT_MS;
}

static void replace_writers(struct running *r, int64_t tick_ms) {
    int absent = 0;
    for (int i = 0; i < r->group_count; i++)
        absent += absence_long(group_absence(r->groups[i]), tick_ms);
    absent = between(absent, 0, SERVER_SUBSTITUTES);
    while (r->group_count < SERVER_WRITERS + absent)
        group_start(r->groups[r->group_count++] = group_create(&r->server));
    turns_allow(&r->server.writes, SERVER_WRITERS + absent);
}

static void replace(struct server *s, struct crew *crew, int wanted, struct turns *turns,
                    int64_t tick_ms) {
    int absent = 0, before = crew->count;
    for (int i = 0; i < crew->count; i++)
        absent += absence_long(slow_absence(crew->workers[i]), tick_ms);
    absent = between(absent, 0, SERVER_SUBSTITUTES);
    hire(s, crew, wanted + absent, turns);
    for (int i = before; i < crew->count; i++)
        slow_start(crew->workers[i]);
    turns_allow(turns, wanted + absent);
}

static void replace_absent(struct running *r) {
    struct server *s = &r->server;
    int64_t tick_ms = machine_tick_us() / 1000;
    if (!r->keeper) return;
    replace_writers(r, tick_ms);
    replace(s, &r->slow, slow_wanted(s->options), &s->slow, tick_ms);
    replace(s, &r->lookers, lookers_wanted(s->options), &s->looks, tick_ms);
}

static void await_end(struct running *r, const sigset_t *signals) {
    static const struct timespec rhythm = {.tv_nsec = SERVER_REPLACE_MS * 1000 * 1000};
    for (;;) {
        int got = sigtimedwait(signals, NULL, &rhythm);
        if (got < 0)
            replace_absent(r);
        else if (got != SIGHUP || hand_over(r))
            return;
    }
}

static int serve(struct running *r, const sigset_t *signals) {
    const struct server_options *o = r->server.options;
    if (!open_sockets(r) || !open_organisations(r) || !create_threads(r)) return 1;
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
    r.server.post = post_create(&r.server);
    pthread_mutex_init(&r.server.lock, NULL);
    turns_init(&r.server.writes, 1);
    turns_init(&r.server.slow, at_once(options, slow_wanted(options), 0));
    turns_init(&r.server.looks, at_once(options, lookers_wanted(options), SERVER_ERRANDS));
    int status = serve(&r, &signals);
    give_back(&r);
    while (sigtimedwait(&signals, NULL, &(struct timespec){0}) > 0)
        ; /* told again while stopping */
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return status;
}

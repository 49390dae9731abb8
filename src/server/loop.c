/* A loop: one thread, one listening socket, libevent's HTTP, a reader and an app. What only
 * looks is answered here and now; the rest goes through the queues and comes back by the
 * inbox. */
#include "app/app.h"
#include "base/arena.h"
#include "server/conn.h"
#include "server/desk.h"
#include "server/directory.h"
#include "server/exchange.h"
#include "server/inside.h"
#include "server/log.h"
#include "server/machine.h"
#include "server/notice.h"
#include "server/pack.h"
#include "server/tenant.h"
#include "store/store.h"

#include <errno.h>
#include <event2/event.h>
#include <event2/http.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

enum { LOOP_SPARE_EXCHANGES = 64 };

struct loop {
    struct server *server;
    struct event_base *base;
    struct evhttp *http;
    struct evhttp_bound_socket *bound; /* NULL once closed */
    struct event *woken, *tick;
    int wake_fd;
    struct queue inbox;
    atomic_bool news, called; /* there may be news for streams; woken and not yet looked */
    struct conn_table conns;
    struct desks desks;
    struct directory *directory; /* held */
    long edition;                /* of it */
    struct random_pool random;
    struct packer *packer;
    struct arena *scratch;
    struct exchange *spare; /* ready for another request */
    int spare_count;
    int under_way;
    int64_t told_ms, closing_ms; /* when streams were last told; when closing began, or 0 */
    pthread_t thread;
};

/* ---- Exchanges ---- */

static struct exchange *take_exchange(struct loop *l) {
    struct exchange *x = l->spare;
    if (!x) return exchange_create(l);
    l->spare = x->next;
    l->spare_count--;
    x->next = NULL;
    return x;
}

static void recycle(struct loop *l, struct exchange *x) {
    if (l->spare_count == LOOP_SPARE_EXCHANGES) {
        exchange_free(x);
        return;
    }
    arena_reset(x->mem);
    x->next = l->spare;
    l->spare = x;
    l->spare_count++;
}

/* Its streams have not heard all: soon they are told once more. */
static void tell_again(struct loop *l, struct desk *desk) {
    desk->told--;
    atomic_store(&l->news, true);
}

static void open_stream(struct loop *l, struct desk *desk, struct exchange *x,
                        struct conn *c) {
    if (c) conn_enter(c, CONN_STREAM, 0);
    stream_open(&desk->streams, x);
    tell_again(l, desk); /* it may have missed some */
}

/* The desk where a reply stays open that is more than bytes; else NULL. */
static struct desk *desk_of_reply(struct loop *l, struct exchange *x) {
    bool stays = x->reply.stream || x->reply.pile;
    if (!stays || x->reply.status != 200 || x->request.head) return NULL;
    if (l->closing_ms && x->reply.stream)
        return NULL; /* it ends, and begins anew elsewhere */
    struct desk *desk = l->closing_ms ? NULL : desk_at(&l->desks, x->tenant);
    if (!desk) exchange_refuse(x, 503);
    return desk;
}

/* Send the reply and forget the exchange. After a request that was refused unread, nobody
 * knows where in the stream of bytes the next one begins, so the connection ends. */
static void finish(struct loop *l, struct exchange *x, bool unread) {
    struct conn *c = conn_of(&l->conns, x->http);
    struct desk *desk = desk_of_reply(l, x);
    if (x->reply.asset)
        exchange_take_asset(x);
    else
        pack_reply(l->packer, x, &l->random);
    log_exchange(l->server->log, x); /* now: sending may free what libevent read */
    if (desk && x->reply.stream) {
        open_stream(l, desk, x, c);
    } else if (desk) {
        if (c) conn_sends(c, x->http, (size_t)x->reply.pile_bytes);
        pour_open(&desk->pours, x);
    } else {
        if (c) conn_sends(c, x->http, x->reply.body.n);
        exchange_send(x, unread || l->closing_ms);
    }
    l->under_way--;
}

static void refuse(struct loop *l, struct exchange *x, int status, bool unread) {
    exchange_refuse(x, status);
    finish(l, x, unread);
    recycle(l, x);
}

static void refuse_with(struct loop *l, struct exchange *x, enum notice notice) {
    notice_put(x, notice);
    finish(l, x, false);
    recycle(l, x);
}

static bool put_write(struct loop *l, struct exchange *x) {
    return turns_put(&l->server->writes, &x->tenant->writes, x, SERVER_WRITE_QUEUE);
}

static bool put_slow(struct loop *l, struct exchange *x) {
    return turns_put(&l->server->slow, &x->tenant->slow, x, SERVER_SLOW_QUEUE);
}

static bool put_look(struct loop *l, struct exchange *x) {
    return turns_put(&l->server->looks, &x->tenant->looks, x, SERVER_LOOK_QUEUE);
}

/* The reply lives in the app's memory until it is sent. */
static void look(struct loop *l, struct desk *desk, struct exchange *x) {
    if (x->need != APP_ALONE && store_begin_read(desk->store) != OK) {
        tenant_break(x->tenant);
        refuse_with(l, x, NOTICE_AWAY);
        return;
    }
    x->reply = app_handle(desk->app, &x->request);
    if (desk->store) store_end_read(desk->store);
    if (x->reply.wants_writer && put_write(l, x)) {
        app_done(desk->app); /* the writer asks again */
        return;
    }
    finish(l, x, false);
    app_done(desk->app);
    recycle(l, x);
}

static void hand_on(struct loop *l, struct exchange *x) {
    bool taken = x->need & APP_SLOW     ? put_slow(l, x)
                 : x->need & APP_WRITES ? put_write(l, x)
                                        : put_look(l, x);
    if (!taken) refuse(l, x, 503, false);
}

/* A writer opens the organisation; then the request comes back. */
static void knock(struct loop *l, struct exchange *x) {
    x->knocks = !tenant_broken(x->tenant, x->began_us / 1000);
    if (x->knocks && put_write(l, x)) return;
    x->knocks = false;
    refuse_with(l, x, NOTICE_AWAY);
}

static void enter(struct loop *l, struct exchange *x) {
    struct desk *desk = desk_at(&l->desks, x->tenant);
    if (!desk) {
        knock(l, x);
        return;
    }
    x->need = app_need(x->tenant->organisation, &x->request);
    if (x->need == APP_ALONE || (x->need == APP_LOOKS && !x->tenant->waits))
        look(l, desk, x);
    else
        hand_on(l, x);
}

/* To whom it goes; what keeps it from going there is said at once. */
static void direct(struct loop *l, struct exchange *x) {
    int64_t tick_ms = x->began_us / 1000;
    struct tenant *t = x->tenant = directory_find(l->directory, x->request.host);
    if (!t) {
        refuse_with(l, x, NOTICE_UNKNOWN);
        return;
    }
    tenant_use(t, tick_ms);
    if (!tenant_allowed(t))
        refuse_with(l, x, NOTICE_SUSPENDED);
    else if (tenant_broken(t, tick_ms))
        refuse_with(l, x, NOTICE_AWAY);
    else
        enter(l, x);
}

static void on_request(struct evhttp_request *http, void *loop) {
    struct loop *l = loop;
    struct conn *c = conn_of(&l->conns, http);
    if (c) conn_enter(c, CONN_BUSY, 0);
    struct exchange *x = take_exchange(l);
    l->under_way++;
    int status = exchange_read(x, http, l->server->options->proxy, &l->random);
    if (!status && c && c->framing.odd) status = 400;
    if (status) {
        refuse(l, x, status, true);
        return;
    }
    direct(l, x);
}

/* ---- Waking ---- */

static void wake(struct loop *l) {
    uint64_t one = 1;
    if (atomic_exchange(&l->called, true)) return;
    while (write(l->wake_fd, &one, sizeof one) < 0 && errno == EINTR)
        ;
}

void loop_deliver(struct loop *l, struct exchange *x) {
    queue_put(&l->inbox, x);
    wake(l);
}

void loop_wake(struct loop *l, bool news) {
    if (news) atomic_store(&l->news, true);
    wake(l);
}

/* ---- Errands ---- */

struct exchange *loop_errand(struct loop *l, struct tenant *t,
                             const struct errand *errand) {
    struct exchange *x = take_exchange(l);
    x->tenant = t;
    x->errand = errand;
    x->need = APP_LOOKS;
    x->reply = (struct reply){0};
    x->failed = false;
    l->under_way++;
    return x;
}

static void take_in(struct loop *l, struct exchange *x) {
    struct desk *desk = desk_kept(&l->desks, x->tenant);
    if (x->failed && desk) tell_again(l, desk);
    x->errand->take_in(x);
    x->errand = NULL;
    l->under_way--;
    recycle(l, x);
}

void loop_send(struct loop *l, struct exchange *x) {
    if (turns_put(&l->server->looks, &x->tenant->errands, x, SERVER_LOOK_QUEUE)) return;
    x->failed = true;
    take_in(l, x);
}

/* ---- News ---- */

static bool tell_streams_of(struct loop *l, struct desk *desk) {
    if (desk->tenant->waits)
        return streams_ask(&desk->streams, l, desk->tenant, machine_now_ms());
    if (store_begin_read(desk->store) != OK) return false;
    streams_tell(&desk->streams, desk->app, l->scratch, machine_now_ms());
    store_end_read(desk->store);
    return true;
}

static void tell_desk(struct loop *l, struct desk *desk) {
    long news = atomic_load(&desk->tenant->news);
    if (news == desk->told || !desk->streams.first) return;
    bool broken = tenant_broken(desk->tenant, l->told_ms);
    desk->told = news; /* what fails from now on takes it back */
    if (broken || !desk_at(&l->desks, desk->tenant) || !tell_streams_of(l, desk))
        tell_again(l, desk);
}

static void tell_streams(struct loop *l) {
    int64_t tick_ms = machine_tick_us() / 1000;
    if (tick_ms - l->told_ms < SERVER_STREAM_MS || !atomic_exchange(&l->news, false))
        return;
    l->told_ms = tick_ms;
    for (struct desk *desk = l->desks.first; desk; desk = desk->next)
        tell_desk(l, desk);
}

static void answer(struct loop *l, struct exchange *x) {
    if (x->errand) {
        take_in(l, x);
        return;
    }
    if (x->knocks) {
        x->knocks = false;
        enter(l, x);
        return;
    }
    finish(l, x, false);
    recycle(l, x);
}

static void on_wake(evutil_socket_t fd, short what, void *loop) {
    struct loop *l = loop;
    uint64_t count;
    (void)what;
    if (read(fd, &count, sizeof count) < 0) return;
    atomic_store(&l->called, false); /* what comes from now on wakes again */
    for (struct exchange *x = queue_take_all(&l->inbox), *next; x; x = next) {
        next = x->next;
        answer(l, x);
    }
    tell_streams(l);
}

/* ---- Closing ---- */

static void begin_closing(struct loop *l, int64_t tick_ms) {
    l->closing_ms = tick_ms;
    l->conns.listener = NULL;
    evhttp_del_accept_socket(l->http, l->bound);
    l->bound = NULL;
    for (struct desk *desk = l->desks.first; desk; desk = desk->next)
        streams_end(&desk->streams);
}

static bool closed(const struct loop *l, int64_t tick_ms) {
    if (tick_ms - l->closing_ms > SERVER_CLOSING_MS) return l->under_way == 0;
    return l->under_way == 0 && l->conns.count == 0;
}

static void take_directory(struct loop *l) {
    long edition = atomic_load(&l->server->edition);
    if (edition == l->edition) return;
    directory_let_go(l->directory);
    l->directory = server_directory(l->server);
    l->edition = edition;
}

static void on_tick(evutil_socket_t fd, short what, void *loop) {
    struct loop *l = loop;
    int64_t tick_ms = machine_tick_us() / 1000;
    (void)fd, (void)what;
    if (server_closing(l->server) && !l->closing_ms) begin_closing(l, tick_ms);
    conn_sweep(&l->conns, tick_ms, l->closing_ms != 0);
    for (struct desk *desk = l->desks.first; desk; desk = desk->next) {
        streams_beat(&desk->streams, tick_ms);
        pours_beat(&desk->pours);
    }
    tell_streams(l);
    desks_tidy(&l->desks, tick_ms);
    take_directory(l);
    log_flush(l->server->log);
    if (l->closing_ms && closed(l, tick_ms)) event_base_loopbreak(l->base);
}

/* ---- Life ---- */

static void set_up_http(struct loop *l, int socket) {
    l->http = evhttp_new(l->base);
    if (!l->http) abort();
    evhttp_set_max_headers_size(l->http, SERVER_HEADER_HARD_BYTES);
    evhttp_set_max_body_size(l->http, SERVER_BODY_BYTES);
    evhttp_set_timeout(l->http, 2 * SERVER_IDLE_MS / 1000); /* conn.h is stricter */
    evhttp_set_default_content_type(l->http, NULL);
    evhttp_set_allowed_methods(l->http, EVHTTP_REQ_GET | EVHTTP_REQ_HEAD | EVHTTP_REQ_POST
                                            | EVHTTP_REQ_PUT | EVHTTP_REQ_DELETE
                                            | EVHTTP_REQ_PATCH | EVHTTP_REQ_OPTIONS);
    evhttp_set_gencb(l->http, on_request, l);
    evhttp_set_bevcb(l->http, conn_accepted, &l->conns);
    l->bound = evhttp_accept_socket_with_handle(l->http, socket);
    if (!l->bound) abort();
    l->conns.listener = evhttp_bound_socket_get_listener(l->bound);
}

static void set_up_events(struct loop *l) {
    static const struct timeval period = {.tv_usec = SERVER_SWEEP_MS * 1000};
    l->wake_fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    l->woken = event_new(l->base, l->wake_fd, EV_READ | EV_PERSIST, on_wake, l);
    l->tick = event_new(l->base, -1, EV_PERSIST, on_tick, l);
    if (l->wake_fd < 0 || !l->woken || !l->tick) abort();
    event_add(l->woken, NULL);
    event_add(l->tick, &period);
}

/* With a list of changes libevent tells the kernel once what it changed its mind about. */
static struct event_base *make_base(void) {
    struct event_config *how = event_config_new();
    if (!how) abort();
    event_config_set_flag(how, EVENT_BASE_FLAG_EPOLL_USE_CHANGELIST);
    struct event_base *base = event_base_new_with_config(how);
    event_config_free(how);
    return base;
}

static int standard(int asked, int otherwise) {
    return asked ? asked : otherwise;
}

static void let_go(struct loop *l) {
    directory_let_go(l->directory);
    desks_done(&l->desks);
    if (l->base) event_base_free(l->base);
    arena_free(l->scratch);
    free(l);
}

struct loop *loop_create(struct server *s, int socket) {
    const struct server_options *o = s->options;
    struct loop *l = calloc(1, sizeof *l);
    if (!l) abort();
    l->server = s;
    l->scratch = arena_create();
    l->desks.scratch = l->scratch;
    l->desks.of_loop = true;
    l->base = make_base();
    l->edition = -1;
    take_directory(l);
    if (!l->base || (s->only && !desk_at(&l->desks, s->only))) {
        let_go(l);
        return NULL;
    }
    random_init(&l->random);
    l->packer = packer_create();
    queue_init(&l->inbox);
    l->conns.limit = standard(o->connections, SERVER_CONNECTIONS) / s->loop_count + 1;
    l->conns.address_limit = standard(o->address_connections, SERVER_ADDRESS_CONNECTIONS);
    l->conns.request_ms = standard(o->request_ms, SERVER_REQUEST_MS);
    l->conns.idle_ms = standard(o->idle_ms, SERVER_IDLE_MS);
    l->conns.proxy = o->proxy;
    set_up_http(l, socket);
    set_up_events(l);
    return l;
}

static void *run(void *loop) {
    struct loop *l = loop;
    event_base_dispatch(l->base);
    return NULL;
}

void loop_start(struct loop *l) {
    if (pthread_create(&l->thread, NULL, run, l)) abort();
}

void loop_join(struct loop *l) {
    pthread_join(l->thread, NULL);
}

void loop_free(struct loop *l) {
    if (!l) return;
    event_free(l->woken);
    event_free(l->tick);
    for (struct desk *desk = l->desks.first; desk; desk = desk->next)
        pours_end(&desk->pours);
    evhttp_free(l->http);
    conn_table_done(&l->conns);
    close(l->wake_fd);
    for (struct exchange *x; (x = l->spare); exchange_free(x))
        l->spare = x->next;
    queue_done(&l->inbox);
    packer_free(l->packer);
    let_go(l);
}

#include "server/conn.h"

#include "base/str.h"
#include "server/machine.h"
#include "server/server.h"

#include <arpa/inet.h>
#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/http.h>
#include <event2/listener.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/socket.h>

/* Connections of each address over all loops, by a hash: two addresses may share a count,
 * which only matters to one of two who both come near the limit. */
enum { ADDRESS_SLOTS = 1 << 16 };
static atomic_int address_counts[ADDRESS_SLOTS];

/* Whether `c` has been in its state too long. */
static bool conn_overdue(const struct conn *c, int64_t now_ms) {
    int64_t lasted_ms = now_ms - c->since_ms;
    switch (c->state) {
    case CONN_IDLE: return lasted_ms > c->table->idle_ms;
    case CONN_READING:
    case CONN_SENDING:
        return lasted_ms
               > c->table->request_ms + (int64_t)(c->bytes * 1000 / SERVER_SLOWEST_BYTES_S);
    case CONN_BUSY:
    case CONN_STREAM: return false;
    }
    return false;
}

void conn_enter(struct conn *c, enum conn_state state, size_t bytes) {
    c->state = state;
    c->bytes = bytes;
    c->since_ms = machine_tick_us() / 1000;
}

/* Say why in one line, then shut; libevent sees the end and forgets the connection. */
static void conn_condemn(struct conn *c, const char *line) {
    evutil_socket_t fd = bufferevent_getfd(c->bev);
    if (fd < 0 || c->condemned) return;
    c->condemned = true;
    if (line) send(fd, line, strlen(line), MSG_NOSIGNAL | MSG_DONTWAIT);
    shutdown(fd, SHUT_RDWR);
}

static struct str address_text(evutil_socket_t fd, char out[INET6_ADDRSTRLEN]) {
    union {
        struct sockaddr any;
        struct sockaddr_in four;
        struct sockaddr_in6 six;
    } peer = {0};
    socklen_t size = sizeof peer;
    if (getpeername(fd, &peer.any, &size)) return STR("");
    bool six = peer.any.sa_family == AF_INET6;
    const void *bytes = six ? (const void *)&peer.six.sin6_addr : &peer.four.sin_addr;
    return str_of(inet_ntop(peer.any.sa_family, bytes, out, INET6_ADDRSTRLEN));
}

/* Count the connection for its address; too many from one are sent away. */
static void conn_count(struct conn *c) {
    char text[INET6_ADDRSTRLEN];
    struct str address = address_text(bufferevent_getfd(c->bev), text);
    if (c->table->proxy && str_is(address, c->table->proxy)) return;
    c->address = (unsigned)str_hash(address) % ADDRESS_SLOTS;
    c->counted = true;
    if (atomic_fetch_add(&address_counts[c->address], 1) < c->table->address_limit) return;
    conn_condemn(c, "HTTP/1.1 429 Too Many Requests\r\nContent-Length: 0\r\n"
                    "Connection: close\r\n\r\n");
}

/* The descriptor is only known once libevent has begun to read. */
static void conn_place(struct conn *c) {
    struct conn_table *t = c->table;
    c->fd = bufferevent_getfd(c->bev);
    if (c->fd >= t->fd_room) {
        int room = c->fd * 2 + 64;
        t->by_fd = realloc(t->by_fd, (size_t)room * sizeof(struct conn *));
        if (!t->by_fd) abort();
        memset(t->by_fd + t->fd_room, 0,
               (size_t)(room - t->fd_room) * sizeof(struct conn *));
        t->fd_room = room;
    }
    t->by_fd[c->fd] = c;
    conn_count(c);
}

/* Read along from so many bytes before the end of what came. */
static void read_along(struct conn *c, size_t bytes) {
    struct evbuffer *in = bufferevent_get_input(c->bev);
    struct evbuffer_ptr at;
    struct evbuffer_iovec piece;
    for (; bytes && c->framing.part != FRAMING_REST; bytes -= piece.iov_len) {
        size_t from = evbuffer_get_length(in) - bytes;
        if (evbuffer_ptr_set(in, &at, from, EVBUFFER_PTR_SET)
            || evbuffer_peek(in, (ev_ssize_t)bytes, &at, &piece, 1) < 1)
            return;
        if (piece.iov_len > bytes) piece.iov_len = bytes;
        framing_read(&c->framing, str_n(piece.iov_base, piece.iov_len));
    }
}

static void on_bytes(struct evbuffer *in, const struct evbuffer_cb_info *info, void *arg) {
    struct conn *c = arg;
    (void)in;
    if (info->n_added == 0) return;
    if (c->fd < 0) conn_place(c);
    if (c->state == CONN_IDLE) conn_enter(c, CONN_READING, 0);
    c->bytes += info->n_added;
    read_along(c, info->n_added);
}

struct bufferevent *conn_accepted(struct event_base *base, void *arg) {
    struct conn_table *t = arg;
    struct bufferevent *bev = bufferevent_socket_new(base, -1, BEV_OPT_CLOSE_ON_FREE);
    struct conn *c = calloc(1, sizeof *c);
    if (!bev || !c) abort();
    c->table = t;
    c->bev = bev;
    c->fd = -1;
    framing_begin(&c->framing);
    bufferevent_incref(bev);
    conn_enter(c, CONN_IDLE, 0);
    evbuffer_add_cb(bufferevent_get_input(bev), on_bytes, c);
    c->next = t->first;
    c->self = &t->first;
    if (c->next) c->next->self = &c->next;
    t->first = c;
    if (++t->count >= t->limit && t->listener) evconnlistener_disable(t->listener);
    return bev;
}

static void conn_forget(struct conn *c) {
    evbuffer_remove_cb(bufferevent_get_input(c->bev), on_bytes, c);
    if (c->fd >= 0) c->table->by_fd[c->fd] = NULL;
    if (c->counted) atomic_fetch_sub(&address_counts[c->address], 1);
    *c->self = c->next;
    if (c->next) c->next->self = c->self;
    c->table->count--;
    bufferevent_decref(c->bev);
    free(c);
}

static void on_close(struct evhttp_connection *http, void *conn) {
    evhttp_connection_set_closecb(http, NULL, NULL);
    conn_forget(conn);
}

struct conn *conn_of(struct conn_table *t, struct evhttp_request *request) {
    struct evhttp_connection *http = evhttp_request_get_connection(request);
    if (!http) return NULL;
    int fd = bufferevent_getfd(evhttp_connection_get_bufferevent(http));
    struct conn *c = fd >= 0 && fd < t->fd_room ? t->by_fd[fd] : NULL;
    if (c) evhttp_connection_set_closecb(http, on_close, c);
    return c;
}

static void on_sent(struct evhttp_request *http, void *conn) {
    struct conn *c = conn;
    (void)http;
    size_t waiting = evbuffer_get_length(bufferevent_get_input(c->bev));
    conn_enter(c, waiting ? CONN_READING : CONN_IDLE, waiting);
    framing_begin(&c->framing);
    read_along(c, waiting);
}

void conn_sends(struct conn *c, struct evhttp_request *http, size_t bytes) {
    conn_enter(c, CONN_SENDING, bytes);
    evhttp_request_set_on_complete_cb(http, on_sent, c);
}

/* libevent takes its callbacks off a bufferevent that it no longer uses. */
static bool conn_dead(const struct conn *c) {
    bufferevent_event_cb on_event = NULL;
    bufferevent_getcb(c->bev, NULL, NULL, &on_event, NULL);
    return !on_event;
}

static void conn_judge(struct conn *c, int64_t now_ms, bool closing) {
    if (conn_overdue(c, now_ms))
        conn_condemn(c, c->state == CONN_READING
                            ? "HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n"
                              "Connection: close\r\n\r\n"
                            : NULL);
    else if (closing && c->state == CONN_IDLE
             && now_ms - c->since_ms > SERVER_CLOSING_IDLE_MS)
        conn_condemn(c, NULL);
}

void conn_sweep(struct conn_table *t, int64_t now_ms, bool closing) {
    for (struct conn *c = t->first, *next; c; c = next) {
        next = c->next;
        if (conn_dead(c))
            conn_forget(c);
        else if (!c->condemned)
            conn_judge(c, now_ms, closing);
    }
    if (t->listener && t->count < t->limit) evconnlistener_enable(t->listener);
}

void conn_table_done(struct conn_table *t) {
    while (t->first)
        conn_forget(t->first); /* NOLINT: forgetting takes it out of the list */
    free(t->by_fd);
}

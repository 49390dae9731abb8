/* conn.h - the connections of one loop, and the deadlines libevent's HTTP lacks.
 * libevent tells of a connection only when a whole request has come. Here each one is known
 * from its first moment, by the bufferevent that is made for it. A request must arrive
 * within SERVER_REQUEST_MS plus the time its bytes need at SERVER_SLOWEST_BYTES_S, however
 * they are spaced; a reply must be taken at that speed too; in between a connection may be
 * idle a while. One that breaks this is shut, which libevent sees as its end. */
#ifndef SERVER_CONN_H
#define SERVER_CONN_H

#include "server/framing.h"

struct bufferevent;
struct evconnlistener;
struct event_base;
struct evhttp_request;

enum conn_state {
    CONN_IDLE,    /* waits for the first byte of a request */
    CONN_READING, /* a request is arriving */
    CONN_BUSY,    /* we are answering: no deadline for the client */
    CONN_SENDING, /* the reply is on its way */
    CONN_STREAM,  /* an event stream */
};

struct conn {
    struct conn *next, **self;
    struct conn_table *table;
    struct bufferevent *bev; /* we hold a reference, so it outlives libevent's use of it */
    enum conn_state state;
    int64_t since_ms;
    size_t bytes;     /* of this request or reply */
    int fd;           /* once bytes came, else -1 */
    unsigned address; /* slot in the table of counts, if counted */
    bool counted, condemned;
    struct framing framing; /* of the request that is arriving */
};

struct conn_table {
    struct evconnlistener *listener; /* rests while there are too many; NULL when closed */
    struct conn *first;
    struct conn **by_fd;
    int fd_room;
    int count, limit;
    int address_limit; /* over all loops */
    int64_t request_ms, idle_ms;
    const char *proxy; /* its connections are many people's */
};

void conn_table_done(struct conn_table *t); /* after libevent has let go of all of them */

/* Make the bufferevent of a connection that libevent is about to accept. */
struct bufferevent *conn_accepted(struct event_base *base, void *arg);
/* The connection a request came by; NULL when its client has gone. */
struct conn *conn_of(struct conn_table *t, struct evhttp_request *request);
/* A reply of `bytes` is being sent; when it has gone the connection is idle again. */
void conn_sends(struct conn *c, struct evhttp_request *http, size_t bytes);
void conn_enter(struct conn *c, enum conn_state state, size_t bytes);
/* Forget the dead, shut what broke its deadline or (when `closing`) is idle. */
void conn_sweep(struct conn_table *t, int64_t now_ms, bool closing);

#endif

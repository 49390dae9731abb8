/* exchange.h - one request on its way through the server, and its reply.
 * A loop thread makes it from what libevent read and sends its reply; in between it may
 * pass through the slow workers and the writer. Only the loop touches `http`. */
#ifndef SERVER_EXCHANGE_H
#define SERVER_EXCHANGE_H

#include "http/message.h"

struct arena;
struct desk;
struct evhttp_request;
struct exchange;
struct loop;
struct random_pool;
struct tenant;

/* What a loop wants to know of a database elsewhere: a looker runs it, and then the loop takes
 * in what it brought. It travels as an exchange without a request of a client. */
struct errand {
    void (*run)(struct exchange *x, struct desk *desk);
    void (*take_in)(struct exchange *x); /* `failed`: it was not run */
};

struct exchange {
    struct exchange *next; /* in the queue where it waits */
    struct loop *loop;
    struct tenant *tenant; /* whom it is for */
    bool knocks;           /* waits for that one to be opened; then its loop begins anew */
    struct evhttp_request *http;
    struct arena *mem; /* of the texts of both */
    struct request request;
    struct reply reply;
    unsigned need; /* enum app_need, as flags */
    int64_t began_us;
    struct baton *baton; /* of the slow worker that prepared it, or NULL */
    char reference[16];
    const struct errand *errand; /* NULL: a client's request */
    void *self;                  /* whose errand it is */
    int64_t number;              /* what it carries both ways, besides the texts */
    bool failed;
};

struct exchange *exchange_create(struct loop *loop);
void exchange_free(struct exchange *x);

/* Fill the request from what libevent read. `proxy` (may be NULL) is the one address whose
 * X-Forwarded headers count. 0, or the status with which to refuse. */
int exchange_read(struct exchange *x, struct evhttp_request *http, const char *proxy,
                  struct random_pool *random);

/* Make the reply the exchange's own, so that the app that gave it can go on. */
void exchange_keep(struct exchange *x, const struct reply *r);
/* A short answer of the server itself. */
void exchange_refuse(struct exchange *x, int status);

/* Give the reply the bytes of its asset, packed when the client can unpack them. */
void exchange_take_asset(struct exchange *x);

/* Send the reply; the connection is closed afterwards if `last`. The exchange may be used
 * for another request then. */
void exchange_send(struct exchange *x, bool last);
/* Send status and headers of an event stream or a pile, whose bytes follow. */
void exchange_send_head(struct exchange *x);

#endif

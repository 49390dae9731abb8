#include "server/pour.h"

#include "base/arena.h"
#include "records/data/pile.h"
#include "server/desk.h"
#include "server/exchange.h"
#include "server/inside.h"
#include "server/tenant.h"
#include "store/files.h"

#include <event2/buffer.h>
#include <event2/http.h>
#include <stdlib.h>

struct pour {
    struct pour *next;
    struct pours *all;
    struct evhttp_request *http;
    int64_t pile, at, size;
    struct loop *loop;
    struct tenant *tenant;
    bool asked; /* a looker is under way for it */
    bool ended; /* meanwhile: to be freed when that comes back */
};

static void forget(struct pour *one) {
    struct pour **at = &one->all->first;
    while (*at != one)
        at = &(*at)->next;
    *at = one->next;
    one->ended = one->asked;
    if (!one->asked) free(one);
}

/* libevent frees the request with its end, also when the client has gone. */
static void end_one(struct pour *one) {
    evhttp_send_reply_end(one->http);
    forget(one);
}

static void send_next(struct evhttp_connection *connection, void *pour);

static void send_piece(struct pour *one, struct str piece) {
    struct evbuffer *chunk = evbuffer_new();
    if (!chunk) abort();
    evbuffer_add(chunk, piece.p, piece.n);
    one->at += (int64_t)piece.n;
    evhttp_send_reply_chunk_with_cb(one->http, chunk, send_next, one);
    evbuffer_free(chunk);
}

/* A failure ends the reply early: the client sees fewer bytes than were announced. */
static void send_or_end(struct pour *one, struct str piece) {
    if (piece.n)
        send_piece(one, piece);
    else
        end_one(one);
}

static struct str read_piece(const struct pour *one, struct store *store,
                             struct arena *mem) {
    struct ctx cx = {.mem = mem, .db = store_reader(store)};
    struct str piece = STR("");
    if (one->at < one->size)
        (void)pile_read(&cx, one->pile, one->at, FILE_PIECE_BYTES, &piece);
    return piece;
}

/* What a looker reads of a pour stays as it is until it comes back. */
static void fetch(struct exchange *x, struct desk *desk) {
    x->reply.body = read_piece(x->self, desk->store, x->mem);
}

static void take_piece(struct exchange *x) {
    struct pour *one = x->self;
    one->asked = false;
    if (one->ended)
        free(one);
    else
        send_or_end(one, x->reply.body);
}

static void ask(struct pour *one) {
    static const struct errand errand = {fetch, take_piece};
    struct exchange *x = loop_errand(one->loop, one->tenant, &errand);
    one->asked = true;
    x->self = one;
    loop_send(one->loop, x);
}

static void send_next(struct evhttp_connection *connection, void *pour) {
    struct pour *one = pour;
    (void)connection;
    if (one->tenant->waits) {
        ask(one);
        return;
    }
    struct arena *scratch = one->all->scratch; /* the pour may end */
    send_or_end(one, read_piece(one, one->all->store, scratch));
    arena_reset(scratch);
}

void pour_open(struct pours *p, struct exchange *x) {
    struct pour *one = calloc(1, sizeof *one);
    if (!one) abort();
    *one = (struct pour){.next = p->first,
                         .all = p,
                         .http = x->http,
                         .loop = x->loop,
                         .tenant = x->tenant,
                         .pile = x->reply.pile,
                         .size = x->reply.pile_bytes};
    p->first = one;
    exchange_send_head(x);
    x->http = NULL;
    send_next(NULL, one);
}

void pours_beat(struct pours *p) {
    for (struct pour *one = p->first, *next; one; one = next) {
        next = one->next;
        if (!evhttp_request_get_connection(one->http)) end_one(one);
    }
}

void pours_end(struct pours *p) {
    while (p->first)
        end_one(p->first); /* NOLINT: ending takes it out of the list */
}

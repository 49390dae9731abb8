#include "server/stream.h"

#include "app/app.h"
#include "base/arena.h"
#include "http/wire.h"
#include "server/desk.h"
#include "server/exchange.h"
#include "server/inside.h"
#include "server/machine.h"
#include "server/server.h"

#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/http.h>
#include <stdlib.h>

struct stream {
    struct stream *next;
    struct evhttp_request *http;
    int64_t cursor, sent_ms;
    bool asked; /* a looker is under way for it */
    bool ended; /* while it was asked: to be freed when that comes back */
    size_t n;
    char bytes[]; /* the request, as wire.h writes it */
};

/* Where the client stood when it was here before. */
static int64_t cursor_of(const struct request *r) {
    int64_t cursor = 0;
    str_int(request_header(r, "last-event-id"), &cursor);
    return cursor;
}

void stream_open(struct streams *s, struct exchange *x) {
    struct buf b = buf_in(x->mem, 0);
    request_write(&b, &x->request);
    struct stream *one = calloc(1, sizeof *one + b.n);
    if (!one) abort();
    memcpy(one->bytes, b.p, b.n);
    one->n = b.n;
    one->http = x->http;
    one->cursor = cursor_of(&x->request);
    one->sent_ms = machine_tick_us() / 1000;
    one->next = s->first;
    s->first = one;
    s->count++;
    exchange_send_head(x);
    x->http = NULL;
}

static bool gone(const struct stream *one) {
    return !evhttp_request_get_connection(one->http);
}

static bool choked(const struct stream *one) {
    struct evhttp_connection *http = evhttp_request_get_connection(one->http);
    struct bufferevent *bev = evhttp_connection_get_bufferevent(http);
    return evbuffer_get_length(bufferevent_get_output(bev)) > STREAM_WAITING_BYTES;
}

static void send_text(struct stream *one, struct str text) {
    struct evbuffer *chunk = evbuffer_new();
    if (!chunk) abort();
    evbuffer_add(chunk, text.p, text.n);
    evhttp_send_reply_chunk(one->http, chunk);
    evbuffer_free(chunk);
    one->sent_ms = machine_tick_us() / 1000;
}

static void tell(struct stream *one, struct app *app, struct arena *mem, int64_t now_ms) {
    struct request r;
    if (gone(one) || choked(one)) return;
    if (request_read(mem, str_n(one->bytes, one->n), &r) != OK) return;
    r.now_ms = now_ms;
    struct str text = app_events(app, &r, &one->cursor);
    if (text.n) send_text(one, text);
    app_done(app);
    arena_reset(mem);
}

void streams_tell(struct streams *s, struct app *app, struct arena *mem, int64_t now_ms) {
    for (struct stream *one = s->first; one; one = one->next)
        tell(one, app, mem, now_ms);
}

/* ---- By lookers ---- */

static void ask_events(struct exchange *x, struct desk *desk) {
    x->reply.body = str_dup(x->mem, app_events(desk->app, &x->request, &x->number));
}

static void take_events(struct exchange *x) {
    struct stream *one = x->self;
    one->asked = false;
    if (one->ended) {
        free(one);
        return;
    }
    if (!x->failed) one->cursor = x->number;
    if (x->reply.body.n && !gone(one)) send_text(one, x->reply.body);
}

static void ask(struct stream *one, struct loop *l, struct tenant *t, int64_t now_ms) {
    static const struct errand events = {ask_events, take_events};
    struct exchange *x = loop_errand(l, t, &events);
    one->asked = true;
    x->self = one;
    x->number = one->cursor;
    if (request_read(x->mem, str_n(one->bytes, one->n), &x->request) != OK)
        x->request = (struct request){0}; /* never: these bytes are ours */
    x->request.now_ms = now_ms;
    loop_send(l, x);
}

bool streams_ask(struct streams *s, struct loop *l, struct tenant *t, int64_t now_ms) {
    bool all = true;
    for (struct stream *one = s->first; one; one = one->next) {
        all = all && !one->asked;
        if (!one->asked && !gone(one) && !choked(one)) ask(one, l, t, now_ms);
    }
    return all;
}

/* ---- Their ends ---- */

/* libevent frees the request with its last chunk, also when the client has gone. */
static void end_one(struct streams *s, struct stream **at) {
    struct stream *one = *at;
    *at = one->next;
    s->count--;
    evhttp_send_reply_end(one->http);
    one->ended = one->asked;
    if (!one->asked) free(one);
}

void streams_beat(struct streams *s, int64_t tick_ms) {
    for (struct stream **at = &s->first; *at;) {
        if (gone(*at)) {
            end_one(s, at);
            continue;
        }
        if (tick_ms - (*at)->sent_ms > SERVER_HEARTBEAT_MS && !choked(*at))
            send_text(*at, STR(":\n\n"));
        at = &(*at)->next;
    }
}

void streams_end(struct streams *s) {
    while (s->first)
        end_one(s, &s->first);
}

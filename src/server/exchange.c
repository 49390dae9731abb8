#include "server/exchange.h"

#include "base/arena.h"
#include "base/id.h"
#include "host/asset_bytes.h"
#include "server/machine.h"
#include "server/pack.h"
#include "server/server.h"

#include <event2/buffer.h>
#include <event2/http.h>
#include <event2/http_struct.h>
#include <event2/keyvalq_struct.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/queue.h>

struct exchange *exchange_create(struct loop *loop) {
    struct exchange *x = calloc(1, sizeof *x);
    if (!x) abort();
    x->loop = loop;
    x->mem = arena_create();
    return x;
}

void exchange_free(struct exchange *x) {
    if (!x) return;
    arena_free(x->mem);
    free(x);
}

static const char *status_text(int status) {
    static const struct {
        int status;
        const char *text;
    } texts[] = {
        {200, "OK"},
        {201, "Created"},
        {204, "No Content"},
        {303, "See Other"},
        {304, "Not Modified"},
        {400, "Bad Request"},
        {401, "Unauthorized"},
        {403, "Forbidden"},
        {404, "Not Found"},
        {405, "Method Not Allowed"},
        {408, "Request Timeout"},
        {409, "Conflict"},
        {413, "Content Too Large"},
        {415, "Unsupported Media Type"},
        {421, "Misdirected Request"},
        {422, "Unprocessable Content"},
        {429, "Too Many Requests"},
        {431, "Request Header Fields Too Large"},
        {500, "Internal Server Error"},
        {503, "Service Unavailable"},
        {507, "Insufficient Storage"},
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (texts[i].status == status) return texts[i].text;
    return status < 400 ? "OK" : "Error";
}

/* ---- Reading ---- */

/* Headers of which a second one could make two readers see two requests. */
static bool must_be_alone(struct str name) {
    return str_is(name, "content-length") || str_is(name, "transfer-encoding")
           || str_is(name, "host");
}

/* Letters, digits and the signs of RFC 9110: no space, with which one reader would see
 * another header than the next one. */
static bool is_token(struct str s) {
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (!letter && !strchr("!#$%&'*+-.^_`|~", c)) return false;
    }
    return s.n > 0;
}

static bool is_digits(struct str s) {
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9') return false;
    return s.n > 0;
}

/* What says where the body ends must say it in the one way that everybody reads alike. */
static bool is_plain(struct str name, struct str value) {
    if (str_is(name, "content-length")) return is_digits(value);
    if (str_is(name, "transfer-encoding")) return str_is(value, "chunked");
    return is_token(name);
}

/* 0, or the status with which to refuse. */
static int read_headers(struct exchange *x) {
    struct header *headers = NEWS(x->mem, REQUEST_HEADERS, struct header);
    struct request *r = &x->request;
    struct evkeyval *one;
    r->headers = headers;
    TAILQ_FOREACH(one, evhttp_request_get_input_headers(x->http), next) {
        struct str name = str_lower_ascii(x->mem, str_of(one->key));
        if (r->header_count == REQUEST_HEADERS) return 431;
        if (must_be_alone(name) && request_header(r, name.p).n) return 400;
        if (!is_plain(name, str_of(one->value))) return 400;
        headers[r->header_count++] = (struct header){name, str_of(one->value)};
    }
    return 0;
}

static bool read_method(struct exchange *x) {
    static const struct {
        enum evhttp_cmd_type type;
        enum method method;
    } methods[] = {
        {EVHTTP_REQ_GET, GET},         {EVHTTP_REQ_HEAD, GET},
        {EVHTTP_REQ_POST, POST},       {EVHTTP_REQ_PUT, PUT},
        {EVHTTP_REQ_DELETE, DELETE},   {EVHTTP_REQ_PATCH, PATCH},
        {EVHTTP_REQ_OPTIONS, OPTIONS},
    };
    enum evhttp_cmd_type type = evhttp_request_get_command(x->http);
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++) {
        if (methods[i].type != type) continue;
        x->request.method = methods[i].method;
        x->request.head = type == EVHTTP_REQ_HEAD;
        return true;
    }
    return false;
}

static struct str without_port(struct str host) {
    size_t n = host.n;
    while (n > 0 && host.p[n - 1] >= '0' && host.p[n - 1] <= '9')
        n--;
    return n > 0 && n < host.n && host.p[n - 1] == ':' ? str_first(host, n - 1) : host;
}

/* The last address in X-Forwarded-For is the one our own proxy saw. */
static void read_peer(struct exchange *x, const char *proxy) {
    char *address = NULL;
    ev_uint16_t port = 0;
    evhttp_connection_get_peer(evhttp_request_get_connection(x->http), &address, &port);
    x->request.remote = str_dup(x->mem, str_of(address));
    x->request.host = without_port(request_header(&x->request, "host"));
    if (!proxy || !str_is(x->request.remote, proxy)) return;
    struct str rest = request_header(&x->request, "x-forwarded-for"), one;
    while (str_cut(&rest, ',', &one))
        x->request.remote = str_trim(one);
    x->request.secure = str_is(request_header(&x->request, "x-forwarded-proto"), "https");
}

static void read_body(struct exchange *x) {
    struct evbuffer *in = evhttp_request_get_input_buffer(x->http);
    size_t n = evbuffer_get_length(in);
    x->request.body = n ? str_n((const char *)evbuffer_pullup(in, -1), n) : STR("");
}

static void give_reference(struct exchange *x, struct random_pool *random) {
    int64_t name;
    random_take(random, &name, sizeof name);
    random_take(random, x->request.random, sizeof x->request.random);
    struct id_text text = id_text(name & INT64_MAX);
    memcpy(x->reference, text.z, sizeof text.z);
    x->request.reference = str_of(x->reference);
}

/* libevent leaves the body of these in the stream, where it would be the next request. */
static bool body_out_of_place(const struct request *r) {
    bool left = r->method == GET || r->method == DELETE;
    bool has = request_header(r, "transfer-encoding").n
               || (request_header(r, "content-length").n
                   && !str_is(request_header(r, "content-length"), "0"));
    return left && has;
}

/* Not every release of libevent refuses both. */
static bool body_ends_twice(const struct request *r) {
    return request_header(r, "transfer-encoding").n
           && request_header(r, "content-length").n;
}

int exchange_read(struct exchange *x, struct evhttp_request *http, const char *proxy,
                  struct random_pool *random) {
    arena_reset(x->mem);
    x->http = http;
    x->began_us = machine_tick_us();
    x->request = (struct request){.now_ms = machine_now_ms()};
    x->reply = (struct reply){0};
    x->baton = NULL;
    x->knocks = false;
    give_reference(x, random);
    int status = http->headers_size > SERVER_HEADER_BYTES ? 431 : read_headers(x);
    read_peer(x, proxy);
    if (status) return status;
    if (http->minor && !x->request.host.n) return 400;
    if (!read_method(x)) return 405;
    if (body_out_of_place(&x->request) || body_ends_twice(&x->request)) return 400;
    const char *target = evhttp_request_get_uri(http);
    if (!target || !request_target(x->mem, str_of(target), &x->request)) return 400;
    read_body(x);
    return 0;
}

/* ---- Replying ---- */

void exchange_keep(struct exchange *x, const struct reply *r) {
    struct header *headers = NEWS(x->mem, (size_t)r->header_count, struct header);
    for (int i = 0; i < r->header_count; i++)
        headers[i] = (struct header){str_dup(x->mem, r->headers[i].name),
                                     str_dup(x->mem, r->headers[i].value)};
    x->reply = *r;
    x->reply.headers = headers;
    x->reply.type = str_dup(x->mem, r->type);
    x->reply.body = str_dup(x->mem, r->body);
    x->reply.log = str_dup(x->mem, r->log);
}

void exchange_refuse(struct exchange *x, int status) {
    static const struct header again[] = {{STR_INIT("Retry-After"), STR_INIT("2")}};
    x->reply = (struct reply){
        .status = status,
        .type = STR("text/plain; charset=utf-8"),
        .headers = again,
        .header_count = status == 503,
        .body =
            str_format(x->mem, "%d %s\n%s\n", status, status_text(status), x->reference),
    };
}

static void put_headers(struct exchange *x) {
    struct evkeyvalq *out = evhttp_request_get_output_headers(x->http);
    const struct reply *r = &x->reply;
    if (r->type.n) evhttp_add_header(out, "Content-Type", str_z(x->mem, r->type));
    for (int i = 0; i < r->header_count; i++)
        evhttp_add_header(out, str_z(x->mem, r->headers[i].name),
                          str_z(x->mem, r->headers[i].value));
    evhttp_add_header(out, "X-Request-Id", x->reference);
}

/* An asset's bytes are there as long as the program: they are not copied. */
static void put_body(struct exchange *x) {
    struct evbuffer *out = evhttp_request_get_output_buffer(x->http);
    const struct reply *r = &x->reply;
    if (r->asset)
        evbuffer_add_reference(out, r->body.p, r->body.n, NULL, NULL);
    else
        evbuffer_add(out, r->body.p, r->body.n);
}

static bool has_body(int status) {
    return status != 304 && status != 204;
}

void exchange_take_asset(struct exchange *x) {
    struct evkeyvalq *out = evhttp_request_get_output_headers(x->http);
    struct reply *r = &x->reply;
    const struct asset_bytes *bytes = &asset_bytes[r->asset - asset_list];
    bool br = bytes->br.n && pack_accepted(&x->request, "br");
    bool gzip = !br && bytes->gzip.n && pack_accepted(&x->request, "gzip");
    r->type = r->asset->type;
    r->body = br ? bytes->br : gzip ? bytes->gzip : bytes->plain;
    if (br || gzip) evhttp_add_header(out, "Content-Encoding", br ? "br" : "gzip");
}

void exchange_send(struct exchange *x, bool last) {
    const struct reply *r = &x->reply;
    struct evkeyvalq *out = evhttp_request_get_output_headers(x->http);
    put_headers(x);
    if (last) evhttp_add_header(out, "Connection", "close");
    if (has_body(r->status)) {
        char length[24];
        snprintf(length, sizeof length, "%zu", r->body.n);
        evhttp_add_header(out, "Content-Length", length);
        if (!x->request.head && r->body.n) put_body(x);
    }
    evhttp_send_reply(x->http, r->status, status_text(r->status), NULL);
    x->http = NULL;
}

void exchange_send_head(struct exchange *x) {
    put_headers(x);
    if (x->reply.pile) {
        struct str length = str_format(x->mem, "%lld", (long long)x->reply.pile_bytes);
        evhttp_add_header(evhttp_request_get_output_headers(x->http), "Content-Length",
                          length.p);
    }
    evhttp_add_header(evhttp_request_get_output_headers(x->http), "Connection", "close");
    evhttp_send_reply_start(x->http, x->reply.status, status_text(x->reply.status));
}

#include "http/wire.h"

#include "base/arena.h"

enum { REQUEST_HEAD = 1, REQUEST_SECURE = 2 };
enum { REPLY_KEEP = 1, REPLY_STREAM = 2 };

/* ---- Writing ---- */

static void put_number(struct buf *out, uint64_t n, int bytes) {
    for (int i = 0; i < bytes; i++)
        buf_byte(out, (char)(n >> (8 * i)));
}

static void put_text(struct buf *out, struct str s) {
    put_number(out, s.n, 4);
    buf_put(out, s);
}

static void put_headers(struct buf *out, const struct header *headers, int count) {
    put_number(out, (uint64_t)count, 4);
    for (int i = 0; i < count; i++) {
        put_text(out, headers[i].name);
        put_text(out, headers[i].value);
    }
}

static void put_mark(struct buf *out, char kind) {
    buf_put(out, str_n((const char[]){'M', kind, WIRE_VERSION}, 3));
}

void request_write(struct buf *out, const struct request *r) {
    put_mark(out, 'Q');
    put_number(out, r->method, 1);
    put_number(out, (r->head ? REQUEST_HEAD : 0u) | (r->secure ? REQUEST_SECURE : 0u), 1);
    put_number(out, (uint64_t)r->now_ms, 8);
    put_number(out, (uint64_t)r->proven_user, 8);
    buf_put(out, str_n((const char *)r->random, sizeof r->random));
    const struct str *texts[] = {&r->path, &r->query,     &r->remote,
                                 &r->host, &r->reference, &r->body};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        put_text(out, *texts[i]);
    put_headers(out, r->headers, r->header_count);
}

void reply_write(struct buf *out, const struct reply *r) {
    put_mark(out, 'R');
    put_number(out, (r->keep ? REPLY_KEEP : 0u) | (r->stream ? REPLY_STREAM : 0u), 1);
    put_number(out, (uint64_t)r->status, 2);
    put_text(out, r->type);
    put_text(out, r->log);
    put_text(out, r->body);
    put_headers(out, r->headers, r->header_count);
}

/* ---- Reading ---- */

/* What is left to read. Once `bad`, everything read is zero or empty. */
struct wire {
    struct str rest;
    bool bad;
};

static struct str take(struct wire *w, uint64_t n) {
    if (w->bad || n > w->rest.n) {
        w->bad = true;
        return STR("");
    }
    struct str s = str_first(w->rest, (size_t)n);
    w->rest = str_from(w->rest, (size_t)n);
    return s;
}

static uint64_t take_number(struct wire *w, int bytes) {
    struct str s = take(w, (uint64_t)bytes);
    uint64_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        n |= (uint64_t)(unsigned char)s.p[i] << (8 * i);
    return n;
}

static struct str take_text(struct wire *w) {
    return take(w, take_number(w, 4));
}

static void take_headers(struct wire *w, struct arena *mem,
                         const struct header **out_headers, int *out_count) {
    uint64_t count = take_number(w, 4);
    if (count > WIRE_HEADERS) w->bad = true;
    if (w->bad) return;
    struct header *headers = NEWS(mem, count, struct header);
    for (uint64_t i = 0; i < count; i++) {
        headers[i].name = take_text(w);
        headers[i].value = take_text(w);
    }
    *out_headers = headers;
    *out_count = (int)count;
}

static void take_mark(struct wire *w, char kind) {
    struct str mark = take(w, 3);
    if (!str_eq(mark, str_n((const char[]){'M', kind, WIRE_VERSION}, 3))) w->bad = true;
}

static bool wire_ended(const struct wire *w) {
    return !w->bad && w->rest.n == 0;
}

static bool method_known(uint64_t method) {
    return method == GET || method == OPTIONS || method == POST || method == PATCH
           || method == DELETE || method == PUT;
}

enum err request_read(struct arena *mem, struct str bytes, struct request *out) {
    struct wire w = {.rest = bytes};
    struct request r = {0};
    take_mark(&w, 'Q');
    uint64_t method = take_number(&w, 1), flags = take_number(&w, 1);
    if (!method_known(method) || flags > (REQUEST_HEAD | REQUEST_SECURE))
        return ERR_CORRUPT;
    r.method = (enum method)method;
    r.head = flags & REQUEST_HEAD;
    r.secure = flags & REQUEST_SECURE;
    r.now_ms = (int64_t)take_number(&w, 8);
    r.proven_user = (int64_t)take_number(&w, 8);
    struct str random = take(&w, sizeof r.random);
    memcpy(r.random, random.p, random.n);
    struct str *texts[] = {&r.path, &r.query, &r.remote, &r.host, &r.reference, &r.body};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        *texts[i] = take_text(&w);
    take_headers(&w, mem, &r.headers, &r.header_count);
    if (!wire_ended(&w) || !request_path_ok(r.path)) return ERR_CORRUPT;
    *out = r;
    return OK;
}

enum err reply_read(struct arena *mem, struct str bytes, struct reply *out) {
    struct wire w = {.rest = bytes};
    struct reply r = {0};
    take_mark(&w, 'R');
    uint64_t flags = take_number(&w, 1);
    r.keep = flags & REPLY_KEEP;
    r.stream = flags & REPLY_STREAM;
    r.status = (int)take_number(&w, 2);
    r.type = take_text(&w);
    r.log = take_text(&w);
    r.body = take_text(&w);
    take_headers(&w, mem, &r.headers, &r.header_count);
    if (!wire_ended(&w) || flags > (REPLY_KEEP | REPLY_STREAM)) return ERR_CORRUPT;
    *out = r;
    return OK;
}

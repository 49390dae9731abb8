#include "http/reply.h"

#include "records/data/pile.h"

#include <assert.h>

/* Scripts, styles and pictures come from here alone; nobody frames us. Styles may stand in
 * attributes because charts and Tabler set widths there. */
#define CONTENT_POLICY                                                                   \
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; " \
    "object-src 'none'; base-uri 'none'; form-action 'self'; "
static const char ALONE_POLICY[] = CONTENT_POLICY "frame-ancestors 'none'";
static const char FRAMED_POLICY[] = CONTENT_POLICY "frame-ancestors *";

void reply_header(struct page *p, const char *name, struct str value) {
    struct reply *r = p->reply;
    for (size_t i = 0; i < value.n; i++)
        if ((unsigned char)value.p[i] < ' ' || value.p[i] == 127) return;
    struct header *headers = NULL;
    if (r->header_count == 0) {
        headers = NEWS(p->cx->mem, REPLY_HEADERS, struct header);
        r->headers = headers;
    }
    assert(r->header_count < REPLY_HEADERS);
    headers = (struct header *)r->headers; /* ours: made above */
    headers[r->header_count++] = (struct header){str_of(name), value};
}

void reply_status(struct page *p, int status) {
    p->reply->status = status;
}

static enum err reply_bytes(struct page *p, struct str type, struct str bytes) {
    if (!p->reply->status) p->reply->status = 200;
    p->reply->type = type;
    p->reply->body = bytes;
    return OK;
}

static enum err reply_buf(struct page *p, struct str type, const struct buf *b) {
    return b->failed ? ERR_LIMIT : reply_bytes(p, type, buf_str(b));
}

enum err reply_html(struct page *p, const struct buf *html) {
    return reply_buf(p, STR("text/html; charset=utf-8"), html);
}

enum err reply_json(struct page *p, const struct buf *json) {
    return reply_buf(p, STR("application/json"), json);
}

enum err reply_text(struct page *p, struct str text) {
    return reply_bytes(p, STR("text/plain; charset=utf-8"), text);
}

enum err reply_refused(struct page *p) {
    p->undo = true;
    reply_status(p, 422);
    return reply_text(p, p->cx->problems->text);
}

enum err reply_empty(struct page *p, int status) {
    p->reply->status = status;
    return reply_bytes(p, STR(""), STR(""));
}

enum err reply_stream(struct page *p) {
    p->reply->stream = true;
    reply_cache(p, CACHE_NEVER);
    return reply_bytes(p, STR("text/event-stream"), STR(""));
}

/* ---- Redirects ---- */

/* Browsers drop tabs and new lines, then read "//x" and "/\x" as another server. */
bool path_is_own(struct str path) {
    bool own = path.n > 0 && path.p[0] == '/'
               && !(path.n > 1 && (path.p[1] == '/' || path.p[1] == '\\'));
    for (size_t i = 0; own && i < path.n; i++)
        own = (unsigned char)path.p[i] > ' ' && path.p[i] != 127;
    return own;
}

static struct str own_path(struct str path) {
    return path_is_own(path) ? path : STR("/");
}

enum err reply_redirect(struct page *p, struct str path) {
    reply_header(p, "Location", own_path(path));
    return reply_empty(p, 303);
}

enum err reply_redirect_part(struct page *p, struct str path) {
    reply_header(p, "HX-Redirect", own_path(path));
    return reply_empty(p, 200);
}

/* ---- Files ---- */

/* The name for programs that know only ASCII: other characters become "_". */
static void put_plain_name(struct buf *b, struct str name) {
    for (uint32_t code; utf8_next(&name, &code);) {
        bool plain =
            code >= ' ' && code < 127 && code != '"' && code != '\\' && code != '/';
        buf_byte(b, plain && code != '%' ? (char)code : '_');
    }
}

static void put_disposition(struct page *p, struct str name, bool show) {
    struct buf b = buf_in(p->cx->mem, 0);
    buf_putz(&b, show ? "inline" : "attachment");
    BUF_LIT(&b, "; filename=\"");
    put_plain_name(&b, name);
    BUF_LIT(&b, "\"; filename*=UTF-8''");
    url_encode(&b, name);
    reply_header(p, "Content-Disposition", buf_str(&b));
}

enum err reply_file(struct page *p, struct str name, struct str type, struct str bytes,
                    bool show) {
    put_disposition(p, name, show);
    return reply_bytes(p, type, bytes);
}

enum { PILE_AT_ONCE = 1024 * 1024 }; /* fewer bytes are a body like any other */

enum err reply_pile(struct page *p, struct str name, struct str type, int64_t pile,
                    bool show) {
    struct str bytes = STR("");
    int64_t size;
    TRY(pile_size(p->cx, pile, &size));
    put_disposition(p, name, show);
    if (size <= PILE_AT_ONCE) {
        TRY(pile_read(p->cx, pile, 0, PILE_AT_ONCE, &bytes));
        return reply_bytes(p, type, bytes);
    }
    p->reply->pile = pile;
    p->reply->pile_bytes = size;
    return reply_bytes(p, type, bytes);
}

/* ---- Cookies ---- */

static void put_cookie(struct page *p, const struct cookie *cookie, const char *age) {
    struct buf b = buf_in(p->cx->mem, 0);
    buf_putz(&b, cookie->name);
    buf_byte(&b, '=');
    buf_put(&b, cookie->value);
    BUF_LIT(&b, "; Path=/; HttpOnly; SameSite=");
    buf_putz(&b, cookie->other_sites ? "Lax" : "Strict");
    if (p->request->secure) BUF_LIT(&b, "; Secure");
    buf_putz(&b, age);
    reply_header(p, "Set-Cookie", buf_str(&b));
}

void reply_cookie(struct page *p, const struct cookie *cookie) {
    struct str age = STR("");
    if (cookie->age_s != COOKIE_SESSION_ONLY)
        age = str_format(p->cx->mem, "; Max-Age=%lld", (long long)cookie->age_s);
    put_cookie(p, cookie, str_z(p->cx->mem, age));
}

void reply_cookie_drop(struct page *p, const char *name) {
    put_cookie(p, &(struct cookie){.name = name, .value = STR("")}, "; Max-Age=0");
}

/* ---- Care and caches ---- */

void reply_guard(struct page *p) {
    reply_header(p, "Content-Security-Policy",
                 str_of(p->framed ? FRAMED_POLICY : ALONE_POLICY));
    reply_header(p, "X-Content-Type-Options", STR("nosniff"));
    reply_header(p, "Referrer-Policy", STR("same-origin"));
    reply_header(p, "Cross-Origin-Opener-Policy", STR("same-origin"));
}

void reply_cache(struct page *p, enum cache cache) {
    static const char *const values[] = {
        [CACHE_NEVER] = "no-store",
        [CACHE_ASK] = "private, no-cache",
        [CACHE_DAY] = "private, max-age=86400",
        [CACHE_FOR_EVER] = "public, max-age=31536000, immutable",
    };
    reply_header(p, "Cache-Control", str_of(values[cache]));
}

bool etag_matches(const struct request *r, struct str etag) {
    struct str rest = request_header(r, "if-none-match"), one;
    while (str_cut(&rest, ',', &one)) {
        one = str_trim(one);
        if (str_starts(one, STR("W/"))) one = str_from(one, 2);
        if (str_is(one, "*") || str_eq(one, etag)) return true;
    }
    return false;
}

bool reply_etag(struct page *p, struct str version) {
    struct str etag = str_format(p->cx->mem, "\"%.*s\"", STR_ARG(version));
    reply_header(p, "ETag", etag);
    if (!etag_matches(p->request, etag)) return false;
    reply_empty(p, 304);
    return true;
}

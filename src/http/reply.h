/* reply.h - how a page answers. Each of these fills page->reply and gives what the page
 * returns, so that a page ends in `return reply_html(p, &html);`. Texts must live as long
 * as the reply: literals, or memory of the request. */
#ifndef HTTP_REPLY_H
#define HTTP_REPLY_H

#include "http/route.h"

enum {
    REPLY_HEADERS = 32,
    COOKIE_SESSION_ONLY = 0, /* as an age: until the browser closes */
};

/* Every status stays as it was set before, else 200. A buffer that failed
 * gives ERR_LIMIT. */
enum err reply_html(struct page *p, const struct buf *html);
enum err reply_json(struct page *p, const struct buf *json);
enum err reply_text(struct page *p, struct str text);
/* To a script: what was wrong, in words; what the request wrote is undone. */
enum err reply_refused(struct page *p);
enum err reply_empty(struct page *p, int status);
void reply_status(struct page *p, int status);

/* Whether browsers take this for a path of this server, and not, like "//x" or "/\\x", for
 * another one. */
bool path_is_own(struct str path);
/* 303 to a path of this server. Anything that is not one leads to "/". */
enum err reply_redirect(struct page *p, struct str path);
/* For htmx: the same, with a header its script obeys. */
enum err reply_redirect_part(struct page *p, struct str path);

/* Bytes to be saved under `name` (which may be Persian), or shown when `show`. */
enum err reply_file(struct page *p, struct str name, struct str type, struct str bytes,
                    bool show);
/* The same with the bytes of a pile; many go out piece by piece, which only the
 * server can. */
enum err reply_pile(struct page *p, struct str name, struct str type, int64_t pile,
                    bool show);
/* An event stream: the server sends what app_events gives. */
enum err reply_stream(struct page *p);

/* Add a header. A value with a control character is left out: nobody writes a
 * second line. */
void reply_header(struct page *p, const char *name, struct str value);

struct cookie {
    const char *name;
    struct str value;
    int64_t age_s;    /* COOKIE_SESSION_ONLY, or how long it is kept */
    bool other_sites; /* also sent when a link of another site leads here: SameSite=Lax */
};
/* Never seen by scripts; only over TLS where the request came so. */
void reply_cookie(struct page *p, const struct cookie *cookie);
void reply_cookie_drop(struct page *p, const char *name);

/* The headers that make a browser careful; for every page the router sends. */
void reply_guard(struct page *p);

/* How long whom may keep the answer. The router says CACHE_NEVER unless the page says
 * other. */
enum cache { CACHE_NEVER, CACHE_ASK, CACHE_DAY, CACHE_FOR_EVER };
void reply_cache(struct page *p, enum cache cache);

/* Name this version of the answer. True when the browser has it already: the reply is then
 * a finished 304 and the page returns OK. */
bool reply_etag(struct page *p, struct str version);
/* The same for any request: whether If-None-Match lists `etag` (with its quotes). */
bool etag_matches(const struct request *r, struct str etag);

#endif

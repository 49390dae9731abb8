/* message.h - a request and a reply as plain data. No sockets, no clock: whoever stands
 * outside (server, command line, browser module, test) fills the request and sends the
 * reply. */
#ifndef HTTP_MESSAGE_H
#define HTTP_MESSAGE_H

#include "base/str.h"

struct arena;

enum method {
    GET = 1 << 0,
    POST = 1 << 1,
    PATCH = 1 << 2,
    DELETE = 1 << 3,
    PUT = 1 << 4,
    OPTIONS = 1 << 5, /* no route has it: the router tells what a path knows */
};

enum {
    REQUEST_RANDOM_BYTES = 64,
    REQUEST_HEADERS = 100,     /* lines */
    REQUEST_PATH_BYTES = 2048, /* decoded */
};

struct header {
    struct str name, value; /* names in lower case */
};

struct request {
    enum method method; /* HEAD arrives as GET with `head` set */
    bool head;
    struct str path;  /* percent-decoded, valid UTF-8, begins with "/" */
    struct str query; /* as it came, without "?" */
    const struct header *headers;
    int header_count;
    struct str body;
    struct str remote; /* the peer's address, for rate limits and logs */
    struct str host;   /* of the Host header, without the port */
    bool secure;       /* came over TLS, perhaps through a proxy we trust */
    int64_t now_ms;
    unsigned char random[REQUEST_RANDOM_BYTES];
    struct str reference; /* names this request in logs and error pages */
    bool writable;        /* a transaction that may write is open, whatever the method */
    const void *prepared; /* what app_prepare made of it, or NULL */
    int64_t behind_ms;    /* so old is the data that it is answered from; 0: it is of now */
    int64_t proven_user;  /* in the browser module: whose device this is; else 0 */
};

struct asset;

struct reply {
    int status;
    struct str type;              /* Content-Type */
    const struct header *headers; /* Location, Set-Cookie, Cache-Control, ETag, … */
    int header_count;
    struct str body;           /* in the arena of the request */
    const struct asset *asset; /* instead of a body: bytes of the program itself */
    int64_t
        pile; /* instead of a body: bytes too many for memory; see records/data/pile.h */
    int64_t pile_bytes; /* how many */
    bool keep;          /* the wrapper keeps what was written (else it is undone) */
    bool again; /* what it was made of is so no more: undo what it wrote, and ask again */
    bool wants_writer; /* a look that has a little to note: ask again with request.writable
                         */
    bool stream;       /* an event stream: the server keeps it open; see app.h */
    int64_t user;      /* who asked; 0: nobody known. For the access log */
    struct str log;    /* an operator's detail, for the error log */
};

/* The value of a header (name in lower case), or empty. */
struct str request_header(const struct request *r, const char *name);
/* A cookie's value, or empty. */
struct str request_cookie(const struct request *r, const char *name);

/* Fill path and query from the target of a request line. False where somebody plays tricks:
 * bad percent signs, "..", "//", an encoded slash, control characters, invalid UTF-8. */
bool request_target(struct arena *mem, struct str target, struct request *out);
/* Whether a decoded path may stand in a request. */
bool request_path_ok(struct str path);

#endif

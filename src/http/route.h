/* route.h - a page is one row: method, path, function, rights, title.
 * The router does session, rights, forged-request check, parameters and the transaction
 * before the function runs, so no page can forget one. */
#ifndef HTTP_ROUTE_H
#define HTTP_ROUTE_H

#include "http/form.h"
#include "http/host.h"
#include "http/message.h"
#include "records/rules/rights.h"

struct job_kind;

/* Everything a page function gets. The context comes first: most code only wants that. */
struct page {
    struct ctx *cx;
    const struct request *request;
    const struct route *route;     /* NULL: none answers; see methods */
    unsigned methods;              /* those the path knows, where none answers */
    const struct session *session; /* NULL: nobody has logged in */
    struct form query, form;
    const struct entity *entity;        /* of {entity} in the path, with its right asked */
    int64_t id;                         /* of {id} */
    struct str rest;                    /* of {name} or {path} */
    struct reply *reply;                /* filled by the page through http/reply.h */
    const struct job_kind *const *jobs; /* of all modules; ends in NULL */
    const struct host *host;            /* what the machine lends; see host.h */
    bool part;                          /* only the part is wanted (HX-Request) */
    bool
        framed; /* other sites may show what it sends in a frame of theirs; no error page */
    struct rows frame; /* what its frame shows, once asked; see shell.h */
    bool
        undo; /* the page answered, but what it wrote shall not stay (problems in a form) */
};

typedef enum err page_fn(struct page *p);

enum route_flags {
    ROUTE_OPEN = 1 << 0,     /* for people who have not logged in, too */
    ROUTE_API = 1 << 1,      /* for programs: a bearer token will do; errors as JSON */
    ROUTE_ADMIN = 1 << 2,    /* administrators only */
    ROUTE_SLOW = 1 << 3,     /* not on a loop thread: hashing, exports, counting all */
    ROUTE_WRITES = 1 << 4,   /* a GET that changes something (unusual) */
    ROUTE_LOOKS = 1 << 5,    /* a POST that only looks (search with a body) */
    ROUTE_ALONE = 1 << 6,    /* part of the program: the same for all, whatever is stored */
    ROUTE_ANYWHERE = 1 << 8, /* posted from pages of other sites too; with ROUTE_OPEN */
    ROUTE_REPORT =
        1 << 7, /* when slow: of many records, so that some seconds matter little */
};

struct route {
    enum method method;
    const char
        *path; /* pieces in braces: {entity} {id} {name} {path} (the rest of the path) */
    page_fn *run;
    unsigned flags;
    const char *need_entity; /* a kind's name; NULL with {entity}: that one */
    enum action need;        /* with need_entity or {entity} */
    enum msg title;
    /* Whether this request is ROUTE_SLOW, where others of the route are not; may be NULL. */
    bool (*slow)(const struct request *r);
    /* Slow work before the transaction, with a reader only (verify a password); its result
     * is in request->prepared. */
    const void *(*prepare)(struct page *p);
    /* Of an event stream: what to send now, as text of server-sent events;
     * moves *cursor. */
    struct str (*events)(struct page *p, int64_t *cursor);
};

/* A table of rows and its length: `const struct route_list routes_x = ROUTE_LIST(rows);` */
struct route_list {
    const struct route *routes;
    int count;
};
#define ROUTE_LIST(rows) \
    { (rows), (int)(sizeof(rows) / sizeof *(rows)) }

#endif

/* live.h - requests of this minute: those that ring, that wait for whoever takes them, that are
 * talked about. There are few, and every open page asks for its person's own several times a second:
 * one look-up by index. */
#ifndef REQUESTS_LIVE_H
#define REQUESTS_LIVE_H

#include "records/ctx.h"

enum live_state {
    LIVE_RINGS = 1, /* at one person, until due_ms */
    LIVE_WAITS, /* for everybody who may take it; due_ms: rings from then on, 0: does not */
    LIVE_TALKS, /* somebody took it */
};

struct live {
    int64_t request;
    int64_t person; /* 0: everybody */
    enum live_state state;
    int64_t due_ms;
    int64_t changed_ms; /* a word, a page of the visit, another state */
};

enum { LIVE_LIST = 20 };

/* Those of the actor, and those that wait for everybody; the latest first. */
enum err live_list(struct ctx *cx, struct live out[LIVE_LIST], int *out_count);
/* ERR_ABSENT: it is not of this minute. */
enum err live_get(struct ctx *cx, int64_t request, struct live *out);
/* Write it anew; changed_ms becomes now. */
enum err live_put(struct ctx *cx, const struct live *l);
/* Something about it changed, if it is live. */
enum err live_touch(struct ctx *cx, int64_t request);
enum err live_end(struct ctx *cx, int64_t request);

#endif

/* stream.h - the open event streams of one loop. A stream keeps its request as bytes, some
 * hundred of them, so that a thousand idle ones cost little; it is read again when there
 * may be news. */
#ifndef SERVER_STREAM_H
#define SERVER_STREAM_H

#include <stdbool.h>
#include <stdint.h>

struct app;
struct arena;
struct exchange;
struct loop;
struct stream;
struct tenant;

enum { STREAM_WAITING_BYTES = 256 * 1024 }; /* a client that does not read gets no more */

struct streams {
    struct stream *first;
    int count;
};

/* Take over an exchange whose reply is a stream: its head is sent, and the exchange is
 * free. */
void stream_open(struct streams *s, struct exchange *x);
/* Send each what it has not seen. The app's store must be reading. */
void streams_tell(struct streams *s, struct app *app, struct arena *mem, int64_t now_ms);
/* The same where the database is elsewhere: have lookers ask for each of them. False: for
 * some a looker was still under way, who may have asked too early. */
bool streams_ask(struct streams *s, struct loop *l, struct tenant *t, int64_t now_ms);
/* Keep them alive, and let go of those whose client has gone. */
void streams_beat(struct streams *s, int64_t tick_ms);
void streams_end(struct streams *s);

#endif

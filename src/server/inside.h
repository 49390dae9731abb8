/* inside.h - what the threads of one server share; for server/ alone. */
#ifndef SERVER_INSIDE_H
#define SERVER_INSIDE_H

#include "server/queue.h"
#include "server/server.h"
#include "server/turns.h"

#include <stdatomic.h>

struct directory;
struct errand;
struct exchange;
struct log;
struct loop;
struct news;
struct post;
struct tenant;

struct server {
    const struct server_options *options;
    struct tenant *only; /* where there is no list: the one organisation */
    pthread_mutex_t lock;
    struct directory *directory; /* under the lock; its edition grows with each new one */
    atomic_long edition;
    struct log *log;
    struct loop *loops[SERVER_LOOPS_LIMIT];
    int loop_count;
    struct turns writes, slow;
    struct turns
        looks; /* of organisations whose database is elsewhere, and their errands */
    struct news *news;
    struct post *post;                               /* NULL: nothing can be sent */
    atomic_llong replica_until_ms, replica_pause_ms; /* it is left alone; see report.h */
    atomic_bool closing; /* told to stop: finish what is under way */
    int predecessor;     /* a pipe that ends when the server before us has gone, or -1 */
};

/* Whether it is time to let go of the queues; see group.h. */
static inline bool server_closing(struct server *s) {
    return atomic_load(&s->closing);
}
/* The directory of now, to be let go; and a new one in its place. */
struct directory *server_directory(struct server *s);
void server_publish(struct server *s, struct directory *d);
/* Wake the loops to look for news of their event streams. */
void server_tell(struct server *s);

/* Since when a worker has been busy with a database elsewhere; 0: it is not. */
struct absence {
    atomic_llong since_ms;
};
/* It has been for so long that somebody else should take its place meanwhile. */
bool absence_long(const struct absence *a, int64_t tick_ms);

/* ---- Loop.h: a thread with a socket ---- */

/* NULL when the machine refuses. The socket is the loop's from now on. */
struct loop *loop_create(struct server *s, int socket);
void loop_start(struct loop *l);
/* Hand an exchange back to be answered. Any thread. */
void loop_deliver(struct loop *l, struct exchange *x);
/* An exchange for an errand, and to send it off; it comes back as its `take_in`. The loop's
 * own thread. */
struct exchange *loop_errand(struct loop *l, struct tenant *t, const struct errand *errand);
void loop_send(struct loop *l, struct exchange *x);
/* Look at `closing` and for news. Any thread. */
void loop_wake(struct loop *l, bool news);
void loop_join(struct loop *l);
void loop_free(struct loop *l);

/* ---- Group.h: the thread that changes ---- */

struct group;
struct group *group_create(struct server *s);
void group_start(struct group *g);
void group_join(struct group *g); /* after server.writes was closed */
const struct absence *group_absence(const struct group *g);
void group_free(struct group *g);

/* ---- Slow.h: workers for what takes long ---- */

struct slow;
/* One that does what waits in `turns`: the server's `slow` or `looks`. */
struct slow *slow_create(struct server *s, struct turns *turns);
void slow_start(struct slow *w);
void slow_join(struct slow *w); /* after its turns were closed */
const struct absence *slow_absence(const struct slow *w);
void slow_free(struct slow *w);

/* A slow worker waits with what it prepared until the writer has used it. */
struct baton {
    pthread_mutex_t lock;
    pthread_cond_t passed;
    bool done;
};
void baton_pass(struct baton *b);

#endif

/* tenant.h - one organisation on this server: its database, its lines, and what the writer
 * that has its turn works with. It is opened by the writers at its first use. While it is
 * open each thread has a desk at it (desk.h); when all have left, a writer may close it.
 * The struct itself stays as long as the server. */
#ifndef SERVER_TENANT_H
#define SERVER_TENANT_H

#include "base/err.h"
#include "base/str.h"
#include "server/turns.h"

#include <stdatomic.h>

struct app;
struct organisation;
struct parcel;
struct server;
struct store;

struct tenant {
    struct server *server;
    char *name; /* in the list; empty: the only one, in no list */
    char *database;
    char *replica; /* of it, which may answer reports; NULL: none */
    int number;    /* by which the threads find their desks */
    struct line writes, slow, looks, errands;
    bool waits;         /* its pages wait for a database elsewhere: no loop answers them */
    atomic_long news;   /* grows with what is committed */
    bool shared;        /* other servers may change it, too */
    atomic_bool untold; /* committed here, and they do not know yet */
    atomic_bool heard;  /* they committed, and the writer has not looked for work yet */
    atomic_bool suspended, gone; /* by the list: may not answer; is no longer there */
    atomic_bool leaving;         /* desks are to be given up soon */
    atomic_llong used_ms;        /* by the ticking clock: a request came */
    atomic_llong watched_ms;     /* an event stream was open */
    atomic_llong broken_until_ms, pause_ms; /* the latest pause; 0: it is well */
    atomic_bool deaf;                       /* does not hear of other servers' commits */
    atomic_llong due_ms; /* when its jobs want it open, by the calendar; 0: not known */

    pthread_mutex_t lock;
    bool open; /* under the lock */
    int desks; /* the same; while there are any it stays open */

    struct organisation *organisation; /* while open */
    /* The writer's: */
    struct store *store;
    struct app *app;
    int64_t work_at_us, checkpoint_at_us, listen_at_us;
    int64_t worked_ms;  /* by the calendar, which may be set back */
    bool unsettled;     /* committed since the latest checkpoint */
    int64_t post_at_us; /* when to look into the outbox; see post.h */
    bool post_looked;   /* since it was opened */
    int posted;         /* messages on their way */
    /* Under the lock: those that came back. */
    struct parcel *parcels;
    atomic_bool returned; /* there are any */
    /* The keeper's: */
    int64_t kept_due_ms, written_due_ms, woken_ms;
    long edition;
};

struct tenant *tenant_create(struct server *s, struct str name, const char *database,
                             int number);
void tenant_free(struct tenant *t); /* NULL is fine */

/* ---- For the writer that has its turn ---- */

/* Listen again to other servers, where that failed; and when to try next. */
void tenant_listen(struct tenant *t);
int64_t tenant_listen_at(const struct tenant *t);
/* Open the database and read what the organisation's threads share. The reason of a failure
 * is logged, and for a while it counts as broken. */
enum err tenant_open(struct tenant *t);
/* Close it if it is to leave, no desk is left and no work is due. */
void tenant_part(struct tenant *t);
/* Close it; all desks have been left. */
void tenant_close(struct tenant *t);
/* Something was committed here: event streams may have news, here and at other servers. */
void tenant_tell(struct tenant *t);
/* Something was committed elsewhere: there may be news, and work. */
void tenant_heard(struct tenant *t);

/* ---- For all threads ---- */

/* A connection to its database; the reason of a failure is logged. */
struct store *tenant_store(struct tenant *t, bool read_only);
/* Take a desk, if it is open; and give it back. */
bool tenant_enter(struct tenant *t);
void tenant_leave(struct tenant *t);
/* Ask all to leave, so that it can be closed. */
void tenant_dismiss(struct tenant *t);
/* It is used now. */
void tenant_use(struct tenant *t, int64_t tick_ms);
/* Its database failed: it is left alone for a moment, after each failure for longer. */
void tenant_break(struct tenant *t);
/* After `store` was used, outside of a transaction: break it where its database cannot be
 * reached, else it is well. */
void tenant_judge(struct tenant *t, struct store *store);
bool tenant_broken(const struct tenant *t, int64_t tick_ms);
/* Whether the list lets it work. */
bool tenant_allowed(const struct tenant *t);
/* Log a failure that belongs to no request, with whose it is. */
void tenant_complain(struct tenant *t, const char *what, struct str detail);

#endif

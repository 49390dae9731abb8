/* desk.h - where one thread looks into one organisation: a reader and an app, and what
 * of it is open to clients. Each thread has its own, so nobody waits for another. A loop has no
 * reader where the database is elsewhere: it waits for no connection. */
#ifndef SERVER_DESK_H
#define SERVER_DESK_H

#include "server/pour.h"
#include "server/report.h"
#include "server/stream.h"

#include <stdbool.h>

struct app;
struct store;
struct tenant;

struct desk {
    struct tenant *tenant;
    bool open;           /* else event streams alone are left */
    struct store *store; /* reads; NULL: the app answers what needs none */
    struct app *app;
    struct report report; /* of a slow worker: the organisation's replica */
    struct streams streams;
    struct pours pours;
    long told;       /* the tenant's news that its streams have heard of */
    int64_t used_ms; /* of one whose database is elsewhere */
    struct desk *next;
};

/* Those of one thread. */
struct desks {
    struct arena *scratch; /* for pieces of downloads; may be NULL where there are none */
    struct desk *first;
    struct desk **by_number; /* of the tenant */
    int room;
    bool of_loop;
};

/* The thread's desk at an organisation, opened; NULL when that is not open, or when its
 * database fails, which is logged and counts as broken. */
struct desk *desk_at(struct desks *d, struct tenant *t);
/* The one it has there, open or not, or NULL. */
struct desk *desk_kept(const struct desks *d, const struct tenant *t);
/* Leave organisations that are to be closed. */
void desks_tidy(struct desks *d, int64_t tick_ms);
void desks_done(struct desks *d);

#endif

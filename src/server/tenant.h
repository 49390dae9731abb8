/* tenant.h - one organisation on this server: its database, its lines, and what the writer
 * that has its turn works with. */
#ifndef SERVER_TENANT_H
#define SERVER_TENANT_H

#include "base/err.h"
#include "server/turns.h"

#include <stdatomic.h>

struct app;
struct organisation;
struct server;
struct store;

struct tenant {
    struct server *server;
    const char *database;
    int number; /* by which the threads find their desks */
    struct organisation *organisation;
    struct line writes, slow;
    atomic_long news;   /* grows with what is committed */
    bool shared;        /* other servers may change it, too */
    atomic_bool untold; /* committed here, and they do not know yet */
    atomic_bool heard;  /* they committed, and the writer has not looked for work yet */
    /* The writer's: */
    struct store *store;
    struct app *app;
    int64_t work_at_us, checkpoint_at_us;
    bool unsettled; /* committed since the latest checkpoint */
};

struct tenant *tenant_create(struct server *s, const char *database, int number);
void tenant_free(struct tenant *t); /* closes it; NULL is fine */

/* Open the database and read what the organisation's threads share; the reason of a failure
 * is logged. */
enum err tenant_open(struct tenant *t);
void tenant_close(struct tenant *t);
/* A connection to its database; the reason of a failure is logged. */
struct store *tenant_store(struct tenant *t, bool read_only);
/* Something was committed here: event streams may have news, here and at other servers. */
void tenant_tell(struct tenant *t);
/* Something was committed elsewhere: there may be news, and work. */
void tenant_heard(struct tenant *t);

#endif

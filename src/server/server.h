/* server.h - listens for HTTP and answers with the one function of app/app.h.
 *
 * - Loop threads, each with a socket of its own, a reader and an app, answer at once what only
 *   looks and is quick.
 * - Lookers answer what only looks where a database elsewhere is waited for.
 * - Slow workers do what would keep others waiting: hashing, exports.
 * - Writers change: requests in groups, one durable commit for each group, answered after it;
 *   between groups the jobs. One organisation is written by one thread at a time; several
 *   take turns, see turns.h.
 *
 * Everything an attacker can make large or slow meets a limit below. */
#ifndef SERVER_SERVER_H
#define SERVER_SERVER_H

#include <stdbool.h>

struct host;

enum {
    SERVER_HEADER_BYTES = 32 * 1024,       /* more: 431 */
    SERVER_HEADER_HARD_BYTES = 256 * 1024, /* more is not even read to its end */
    SERVER_BODY_BYTES = 2 * 1024 * 1024,   /* more: 413; larger files come in pieces */
    SERVER_REQUEST_MS = 10 * 1000,         /* for a request to arrive, plus … */
    SERVER_SLOWEST_BYTES_S = 16 * 1024,    /* … the time its bytes need at this speed */
    SERVER_IDLE_MS = 75 * 1000,            /* between two requests */
    SERVER_SWEEP_MS = 250,
    SERVER_CONNECTIONS = 20000,
    SERVER_ADDRESS_CONNECTIONS = 200, /* of one address */
    SERVER_BACKLOG = 1024,
    SERVER_LOOPS = 4, /* at most, unless asked */
    SERVER_LOOPS_LIMIT = 64,
    SERVER_SLOW_WORKERS = 2,
    SERVER_LOOKERS = 8,       /* that answer pages whose database is elsewhere */
    SERVER_LOOK_QUEUE = 2000, /* waiting for one of them; more: 503 */
    SERVER_WRITERS = 8,       /* of many organisations, each written by one at a time */
    SERVER_ABSENT_MS = 200, /* a worker waits for a database elsewhere: another comes, … */
    SERVER_REPLACE_MS = 100,   /* … looked at so often, … */
    SERVER_SUBSTITUTES = 32,   /* … in each crew up to so many more */
    SERVER_ERRANDS = 2,        /* of one organisation, at the same time */
    SERVER_SLOW_QUEUE = 200,   /* of one organisation, for a slow worker; more: 503 */
    SERVER_WRITE_QUEUE = 5000, /* of one organisation, for the writer; more: 503 */
    SERVER_GROUP = 256,        /* requests in one commit */
    SERVER_GROUP_MS = 20, /* after which a group is committed though more are waiting */
    SERVER_CHECKPOINT_MS = 5 * 1000,         /* between two, in quiet moments … */
    SERVER_CHECKPOINT_LATEST_MS = 30 * 1000, /* … or after so long without one */
    SERVER_OPENING_TRIES = 20, /* of an organisation that another server is bringing up */
    SERVER_CLOSING_MS = 10 * 1000, /* for requests under way when it is told to stop */
    SERVER_CLOSING_IDLE_MS = 1000,
    SERVER_STREAM_MS = 200, /* between two looks for events */
    SERVER_DEAF_MS = 1000,  /* between two looks while other servers cannot be heard */
    SERVER_HEARTBEAT_MS = 15 * 1000, /* of an event stream */
    /* Of many organisations: */
    SERVER_KEEP_MS = 500,            /* between two looks at all of them */
    SERVER_TENANTS_OPEN = 100,       /* more: the longest unused is closed … */
    SERVER_TENANT_LEAST_MS = 500,    /* … unless it was used just now */
    SERVER_DESK_IDLE_MS = 10 * 1000, /* until a thread's connection to PostgreSQL ends */
    SERVER_TENANT_IDLE_MS = 5 * 60 * 1000, /* unused for so long, one is closed */
    SERVER_TRIM_CLOSED = 20,      /* so many closed: their memory is given back, … */
    SERVER_TRIM_MS = 5 * 1000,    /* … not more often than this */
    SERVER_BROKEN_ALONE_MS = 250, /* until it is tried again where there is one alone */
    SERVER_BROKEN_MS = 1000,      /* until one of many that failed is tried again, … */
    SERVER_BROKEN_LONGEST_MS = 20 * 1000, /* … doubled up to this */
    SERVER_REPLICA_LAG_MS = 30 * 1000,    /* older reports are not wanted */
    SERVER_WAKE_AGAIN_MS = 2 * 1000, /* until a closed one is opened again for its jobs */
    SERVER_LIST_MS =
        5 * 1000, /* between two looks at what other servers noted in the list */
    SERVER_LEASE_MS =
        60 * 1000, /* an open one is opened elsewhere so long after a death here */
    SERVER_REST_MS = 24 * 60 * 60 * 1000, /* after which it is looked at without a job */
};

struct server_options {
    const char *database; /* the organisation's file; NULL where there is a list */
    const char *list;     /* of many organisations, … */
    const char *data;     /* … which lie here; see app/registry.h */
    const struct host *host;
    const char *address;     /* NULL: 127.0.0.1 */
    int port;                /* 0: any */
    int loops;               /* 0: one for each core, up to SERVER_LOOPS */
    int slow_workers;        /* 0: SERVER_SLOW_WORKERS */
    int lookers;             /* 0: SERVER_LOOKERS */
    int connections;         /* 0: SERVER_CONNECTIONS */
    int address_connections; /* 0: SERVER_ADDRESS_CONNECTIONS */
    const char *replica;     /* the address of one that answers reports; NULL: none */
    int replica_lag_ms;      /* older data is not shown; 0: SERVER_REPLICA_LAG_MS */
    int tenants_open;        /* 0: SERVER_TENANTS_OPEN */
    int tenant_idle_ms;      /* 0: SERVER_TENANT_IDLE_MS */
    int request_ms;          /* 0: SERVER_REQUEST_MS */
    int idle_ms;             /* 0: SERVER_IDLE_MS */
    const char *proxy; /* the address whose X-Forwarded headers are believed; NULL: none */
    const char *access_log, *error_log; /* files; NULL: none, and standard error */
    char *const *again; /* the command line that SIGHUP starts; NULL: SIGHUP only stops */
    void (*ready)(void *self, int port); /* called once when it listens; may be NULL */
    void *self;
};

/* Serve until SIGTERM or SIGINT, then finish what is under way. SIGHUP starts `again` with
 * the listening sockets and stops when it listens, so that no request is lost. Gives the
 * exit status of the program. */
int server_run(const struct server_options *options);

#endif

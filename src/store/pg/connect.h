/* connect.h - one connection to a PostgreSQL server, with the statements it prepared and
 * the answers that are open; for pg/ alone.
 *
 * An address is a URI of libpq, postgresql://user@host:port/database?…, with one parameter
 * of ours: `schema=NAME` names the organisation, a schema of that database. Of several hosts
 * the one that takes changes is asked, unless the address itself says otherwise. */
#ifndef STORE_PG_CONNECT_H
#define STORE_PG_CONNECT_H

#include "store/driver.h"

#include <libpq-fe.h>

enum {
    PG_STATEMENTS_KEPT = 256, /* prepared on a connection; the longest unused goes */
    PG_STATEMENT_BUCKETS = 512,
    PG_ANSWERS_OPEN = 64, /* queries whose rows are walked at the same time */
    PG_SENT_MOST = 256,   /* commands that are sent and not answered yet */
    PG_KNOWN = 128,  /* answers that are kept to be presumed; the longest unused goes */
    PG_PRESUMED = 8, /* of them while one request is answered */
    PG_QUESTION_BYTES = 512, /* of the text and the values of one */
    PG_NAME_BYTES = 16,      /* of a statement's name, and its end */
    PG_SCHEMA_CHARS = 40,    /* in the name of a schema */
    PG_VERSION_LEAST = 1500, /* hundredths: 15, the oldest it is tested with */
};

#define PG_SCHEME "postgresql://"
#define PG_SCHEMA_USUAL "moshtari"

/* A statement the server has prepared. Parameters have the types of the values that were
 * bound first; null goes with every type. */
struct pg_statement {
    char *text; /* as the caller wrote it; NULL: an empty place */
    size_t length;
    uint64_t hash;
    unsigned number;
    char name[PG_NAME_BYTES]; /* "s<number>" */
    unsigned char *kinds;
    int count;
    uint64_t turn;             /* when it was used last */
    struct pg_statement *next; /* in its bucket */
};

/* The whole answer to a query, walked row by row. */
struct pg_answer {
    bool used;    /* the place is taken */
    bool awaited; /* the query is under way */
    PGresult *result;
    enum err err; /* why there is no result */
    int row;
    struct pg_known *known; /* its result is that one's, or will be; NULL: its own */
};

/* A question whose answer hardly ever changes; see presume.c. */
struct pg_known {
    char *question; /* NULL: an empty place */
    size_t length;
    uint64_t hash, turn;
    PGresult *result; /* as it was answered last */
    struct pg_answer truth;
};

/* A command under way; see pipe.c. */
struct pg_sent {
    enum pg_sent_kind { PG_SENT_COMMAND, PG_SENT_PREPARE, PG_SENT_SYNC } kind;
    struct pg_answer *answer; /* of a command; NULL: nobody waits for it */
    unsigned statement;       /* the number of the one that is prepared */
    bool past;                /* of a transaction that is over: its failure is nobody's */
    bool keeps;               /* a savepoint, and nobody waits for it */
};

struct pg_connection {
    PGconn *pg; /* NULL until opened */
    struct store *store;
    struct pg_statement statements[PG_STATEMENTS_KEPT];
    struct pg_statement *buckets[PG_STATEMENT_BUCKETS];
    int kept;
    unsigned numbered;
    uint64_t turn;
    struct pg_answer answers[PG_ANSWERS_OPEN];
    struct pg_sent sent[PG_SENT_MOST]; /* a ring */
    int sent_first, sent_count;
    bool open; /* in a transaction that began with BEGIN */
    struct pg_known known[PG_KNOWN];
    struct pg_known *presumed[PG_PRESUMED]; /* whose truth is under way */
    int presumed_count;
    bool presuming;
    bool called;   /* the server was made to answer all that was sent */
    bool unsynced; /* something was sent after the last sync */
    enum pg_plans {
        PG_PLANS_CHOSEN, /* for all values, or anew for each, as the server thinks best */
        PG_PLANS_KEPT,   /* once for all values */
        PG_PLANS_UNKNOWN,
    } plans;
    enum err failure;               /* met first since the transaction began; see pipe.c */
    char said[STORE_MESSAGE_BYTES]; /* of it */
    bool trusted_wrongly;           /* it was in a savepoint that had been kept already */
    int64_t changes;                /* of the latest statement */
    int64_t away_ms;                /* when the server last did not answer; 0: never */
    bool stale;  /* the server there ends, or takes no changes any more: ask for another */
    bool warned; /* it had something to say since this was cleared */
};

/* The address taken apart. */
struct pg_address {
    char *uri; /* without the parameter of ours; to be freed */
    char schema[PG_SCHEMA_CHARS + 1];
};

struct pg_store {
    struct store store; /* first: one pointer serves both */
    struct pg_connection records, files;
    struct store_options options;
    struct pg_address address;
    /* Of one that listens, which waits for no answer: one to its telling is under way, and
     * it was to tell once more meanwhile. */
    bool listens, telling, again;
};

struct pg_store *pg_of(struct store *s);

/* ERR_INVALID for a schema name that is none. */
enum err pg_address_parse(const char *path, struct pg_address *out,
                          const char **out_reason);
/* Connect and set up; on failure nothing stays open. */
enum err pg_connect(struct pg_connection *c, const struct pg_store *s,
                    const char **out_reason);
void pg_disconnect(struct pg_connection *c);
/* Connect again where the server went away; ERR_BUSY while it stays away, at once where it
 * has not answered a moment ago. */
enum err pg_revive(struct pg_connection *c, const struct pg_store *s);
/* Give the store, which may write, a seat of its own; the connection's end gives it back. */
enum err pg_take_seat(struct pg_connection *c, const struct pg_store *s);
/* The connection to the files, opened at its first use: pieces are committed by
 * themselves, whatever becomes of a transaction on the records. */
enum err pg_to_files(struct pg_store *s, struct pg_connection **out);

/* pipe.c */
/* Make ready to send one command: ERR_… of a failure that stays. */
enum err pg_ready(struct pg_connection *c);
/* Note what libpq was given to send; `went` is what it said to that. */
enum err pg_sent(struct pg_connection *c, bool went, struct pg_sent one);
/* What was sent last keeps a savepoint: nobody waits, and the server may begin. */
void pg_trust(struct pg_connection *c);
/* Wait for one answer. OK: its result is there. */
enum err pg_await(struct pg_connection *c, struct pg_answer *answer);
/* Wait for all, and for the server to stand ready; the failure met, if any. */
enum err pg_settle(struct pg_connection *c);
/* The same, and what is asked next goes by itself, beside the pipe. */
enum err pg_leave_pipe(struct pg_connection *c);
/* What went beside the pipe failed, as `result` says (NULL: the connection broke). */
enum err pg_met(struct pg_connection *c, const PGresult *result);
/* Wait for all answers; their failures stay where they are. */
void pg_read_all(struct pg_connection *c);
/* What is asked from now on within the transaction fails. */
void pg_stay_failed(struct pg_connection *c, enum err err, const char *said);
/* The transaction is over once what was sent has been answered, which nobody waits for. */
void pg_part(struct pg_connection *c);
/* Forget what was sent over a connection that is no more. */
void pg_pipe_reset(struct pg_connection *c);
/* Give up an answer, come or not; and all that are still open. */
void pg_answer_drop(struct pg_connection *c, struct pg_answer *answer);
void pg_answers_close(struct pg_connection *c);

/* statement.c */
/* Run commands that bind nothing, apart by semicolons, in one trip. */
enum err pg_run(struct pg_connection *c, const char *text);
/* Send one statement, prepared and kept. `answer`, if given, is awaited or dropped by the
 * caller and stays where it is until then. */
enum err pg_send(struct pg_connection *c, struct str text, struct bind bind,
                 struct pg_answer *answer);
/* Within a transaction: how what is sent from now on is planned. */
enum err pg_plan(struct pg_connection *c, enum pg_plans plans);
/* The same as pg_send, with the answer; the caller clears the result at OK. */
enum err pg_execute(struct pg_connection *c, struct str text, struct bind bind,
                    PGresult **out);
/* The same without interest in rows; remembers how many changed. */
enum err pg_change(struct pg_connection *c, struct str text, struct bind bind);
struct value pg_value(const PGresult *result, int row, int column);
void pg_statements_forget(struct pg_connection *c);
/* Forget the one of this number, which the server did not prepare. */
void pg_statement_forget(struct pg_connection *c, unsigned number);

/* pour.c */
enum err pg_pour(struct pg_connection *c, const struct pour *p);

/* presume.c */
/* The place of a question that may be presumed; NULL: it may not. */
struct pg_known *pg_known_of(struct pg_connection *c, struct str text, struct bind bind);
/* Ask what is presumed meanwhile. */
enum err pg_ask_truth(struct pg_connection *c, struct str text, struct bind bind,
                      struct pg_known *k);
void pg_known_forget(struct pg_connection *c);

/* failure.c */
/* What the server said of `result` (NULL: of the connection); keeps the message. */
enum err pg_failed(struct pg_connection *c, const PGresult *result);

/* pg.c: note that the organisation is spread. */
enum err pg_mark_spread(struct pg_store *s);

#endif

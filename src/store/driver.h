/* driver.h - what an engine does for the store; for the folders below `store/` alone.
 * An engine is one `const struct store_driver` in the list of drivers.c; the scheme of the
 * path selects it. Its own connection starts with a `struct store`, so that one pointer
 * serves both. */
#ifndef STORE_DRIVER_H
#define STORE_DRIVER_H

#include "store/adding.h"
#include "store/files.h"
#include "store/pour.h"
#include "store/query.h"
#include "store/schema.h"
#include "store/search.h"
#include "store/store.h"
#include "store/waiting.h"

enum { STORE_MESSAGE_BYTES = 512 };

/* The edges of transactions. No statement stays open over one. */
enum edge {
    EDGE_BEGIN_READ,
    EDGE_END_READ,
    EDGE_BEGIN,
    EDGE_COMMIT,
    EDGE_ROLLBACK,
    EDGE_SAVEPOINT,
    EDGE_SAVEPOINT_KEEP,
    EDGE_SAVEPOINT_TRUST,
    EDGE_SAVEPOINT_UNDO,
};

enum transaction { TRANSACTION_NONE, TRANSACTION_READ, TRANSACTION_WRITE };

/* How an engine writes what the shared dialect leaves open. */
struct dialect {
    const char *types[3];      /* by enum column_kind */
    const char *zeros[3];      /* the value a required column gets in rows that are there */
    const char *table_end;     /* after the closing bracket of CREATE TABLE */
    const char *clustered_end; /* the same, for a clustered table */
    struct sql tables;         /* names of all tables but those of search and files */
    struct sql key;            /* columns of the primary key of table ?1, in its order */
    struct sql columns;        /* names of the columns of table ?1, and their enum
                                * column_kind; none: no such table */
    struct sql indexes;        /* names of the indexes of table ?1 */
    const char *search_id;     /* the column that search_select selects */
};

/* Rows over several machines; see spread.h. */
struct store_spread {
    void (*commands)(const struct table *t, struct buf *out);
    enum err (*ready)(struct store *s);
    enum err (*done)(struct reader *r, struct str table, bool *out);
    enum err (*mark)(struct writer *w);
};

struct store_driver {
    /* How a path begins; the last driver's is empty and takes all paths. */
    const char *scheme;
    const struct dialect *dialect;
    bool waits; /* for answers from elsewhere; see store_waits */

    enum err (*open)(const struct store_options *options, struct store **out_store,
                     const char **out_reason);
    void (*close)(struct store *s);
    enum err (*present)(const char *path, bool *out_there, const char **out_reason);
    void (*remove)(const char *path);
    enum err (*bytes)(struct store *s, int64_t *out);
    enum err (*edge)(struct store *s, enum edge edge);

    enum err (*exec)(struct store *s, struct str text, struct bind bind);
    enum err (*send)(struct store *s, struct str text, struct bind bind);
    int64_t (*changes)(struct store *s);
    enum err (*pour)(struct store *s, const struct pour *p); /* NULL: row by row */
    enum err (*query)(struct store *s, struct str text, struct bind bind,
                      struct rows *out_rows);
    /* NULL, all three, where nothing is waited for. */
    enum err (*query_steady)(struct store *s, struct str text, struct bind bind,
                             struct rows *out_rows);
    void (*presume)(struct store *s);
    bool (*sure)(struct store *s);
    bool (*next)(struct rows *rows);
    struct value (*value)(struct rows *rows, int column);
    int (*columns)(const struct rows *rows);
    void (*close_rows)(struct rows *rows);

    enum err (*search_create)(struct writer *w, struct str name);
    /* Each record once, in the order of their identifiers. */
    enum err (*search_write)(struct writer *w, struct str name,
                             const struct search_entry *entries, int count);
    enum err (*search_clear)(struct writer *w, struct str name);
    enum err (*search_count)(struct reader *r, struct str name, int64_t *out);
    enum err (*search_any)(struct reader *r, struct str name, int64_t *out); /* 0: none */
    enum err (*search_expect)(struct writer *w, struct str name);
    enum err (*search_tidy)(struct writer *w, struct str name);
    /* NULL but in the engine that keeps stores in memory, for a file of its own. */
    enum err (*search_adopt)(struct store *aside, const char *path, struct str name);
    /* Append the SELECT of the identifiers that match and are smaller than `before`, if
     * that is not 0; without an order. */
    void (*search_select)(struct query *q, struct str name,
                          const struct search_words *alternatives, int count,
                          int64_t before);

    /* The same of the newest `limit`, in their order. NULL: by search_select. */
    void (*search_newest)(struct query *q, struct str name,
                          const struct search_words *alternatives, int count,
                          int64_t before, int limit);

    const struct store_spread *spread; /* NULL: it has one machine for ever */

    enum err (*files_put)(struct store *s, struct str sha256, struct str bytes);
    enum err (*files_get)(struct store *s, struct arena *mem, struct str sha256,
                          struct str *out);
    enum err (*files_list)(struct store *s, struct arena *mem, struct str after, int limit,
                           struct str *keys, int *out_count);
    enum err (*files_forget)(struct store *s, const struct str *keys, int count);

    bool (*away)(const struct store *s); /* NULL: never */
    /* NULL where nothing follows. */
    enum err (*behind)(struct store *replica, struct store *primary, int64_t *out_ms);
    /* NULL where one program has the organisation to itself. */
    enum err (*listen)(struct store *s);
    int (*ear)(struct store *s);
    enum err (*hear)(struct store *s, bool *out_news);
    enum err (*tell)(struct store *s);

    enum err (*checkpoint)(struct store *s);
    enum err (*analyse)(struct store *s);
    enum err (*integrity)(struct store *s, struct arena *mem, struct str *out_problems);
    /* NULL where an organisation is no file: the store refuses. */
    enum err (*backup)(struct store *s, const char *path, store_progress *progress,
                       void *self);
    enum err (*restore)(const char *from, const char *to, const char **out_reason);
};

struct reader {
    struct store *store;
};

struct writer {
    struct reader reader;
};

struct store {
    const struct store_driver *driver;
    struct writer writer;
    bool read_only;
    int seat;    /* see store_seat */
    bool spread; /* the rows lie on several machines */
    enum transaction transaction;
    int savepoints; /* open, one inside the other */
    struct waiting waiting;
    struct adding adding;
    struct diverted {
        struct str name;
        search_take *take; /* NULL: nothing is diverted */
        void *self;
    } diverted;  /* words of one index; see search_divert */
    int fail_at; /* statements left until one fails; 0: never */
    store_watcher *watcher;
    void *watching;
    int64_t statements;
    char message[STORE_MESSAGE_BYTES];
};

extern const struct store_driver sqlite_driver, pg_driver;

/* Those of this build, in drivers.c; the last takes every path. */
extern const struct store_driver *const store_drivers[];
extern const int store_driver_count;

/* Count a statement about to run; ERR_STORE when a test wants this one to fail. */
enum err store_count(struct store *s);
/* The same, and tell the watcher its text. */
enum err store_count_text(struct store *s, struct str text);
/* Run text that query.h or a driver composed from safe pieces. */
enum err store_exec_text(struct writer *w, struct str text, struct bind bind);
enum err store_send_text(struct writer *w, struct str text, struct bind bind);
enum err store_query_text(struct reader *r, struct str text, struct bind bind,
                          struct rows *out_rows);
/* Keep `text` as the latest message and give `err` back. */
enum err store_fail(struct store *s, enum err err, const char *text);

#endif

/* connect.h - one SQLite connection with the statements it keeps; for sqlite/ alone. */
#ifndef STORE_SQLITE_CONNECT_H
#define STORE_SQLITE_CONNECT_H

#include "store/driver.h"

#include <sqlite3.h>

enum {
    STATEMENTS_KEPT = 256,   /* prepared at once on a connection; the longest unused goes */
    STATEMENT_BUCKETS = 512, /* powers of two */
    STATEMENT_HINTS = 512,
};

struct statement {
    sqlite3_stmt *stmt;
    uint64_t hash;
    size_t length;          /* of its text, which SQLite keeps */
    uint64_t turn;          /* when it was taken last */
    struct statement *next; /* in its bucket */
    bool busy;
};

struct connection {
    sqlite3 *db; /* NULL until opened */
    struct store *store;
    struct statement statements[STATEMENTS_KEPT];
    struct statement *buckets[STATEMENT_BUCKETS];
    struct statement
        *hints[STATEMENT_HINTS]; /* by the address of the text: where it was last */
    int kept, busy;
    uint64_t turn;
};

/* The whole store: records and, once asked for, files. */
struct sqlite_store {
    struct store store; /* first: one pointer serves both */
    struct connection records, files;
    struct store_options options;
    char *files_path; /* NULL: in memory */
};

struct sqlite_store *sqlite_of(struct store *s);

/* Open `path` (NULL: in memory) and set it up; on failure nothing stays open. */
enum err connection_open(struct connection *c, const char *path,
                         const struct store_options *options, const char **out_reason);
void connection_close(struct connection *c);
/* The connection to the files, opened at its first use; ERR_ABSENT when a reader finds
 * none. */
enum err connection_to_files(struct sqlite_store *s, struct connection **out);
/* Run a statement that binds nothing and is not worth keeping. */
enum err connection_run(struct connection *c, const char *text);

/* A statement ready to step, values bound. Two of the same text may be out at once. */
enum err statement_take(struct connection *c, struct str text, struct bind bind,
                        struct statement **out);
void statement_return(struct connection *c, struct statement *st);
/* Take back all that are out. */
void statements_return(struct connection *c);
void statements_free(struct connection *c);
/* Take, step to the end, return. */
enum err statement_run(struct connection *c, struct str text, struct bind bind);
struct value statement_value(struct statement *st, int column);

/* What SQLite's result means to us. */
enum err sqlite_meaning(int rc);
/* The same for what just failed on `c`; keeps the message. */
enum err connection_failed(struct connection *c, int rc);

bool sqlite_file_exists(const char *path);
void sqlite_file_remove(const char *path);
/* `<path>-files`, to be given to sqlite3_free. */
char *sqlite_files_path(const char *path);

#endif

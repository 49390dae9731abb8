/* store.h - the one face of the database. Above it nobody knows which engine stands behind.
 *
 * A `struct store` is one connection to one organisation, used by one thread at a time.
 * What may be done with it is told by the handle a function asks for: `struct reader *`
 * looks, `struct writer *` changes. GET pages only ever get a reader. SQL is the dialect
 * that SQLite and PostgreSQL share, with bound values ?1 … ?n. Tables and columns come from
 * definitions (schema.h), composed statements from query.h, text search from search.h,
 * files from files.h. */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "base/err.h"
#include "base/value.h"

struct arena;
struct store;
struct reader;
struct writer;

/* A statement. SQL() takes a string literal and nothing else. */
struct sql {
    const char *text;
};
#define SQL(literal) ((struct sql)SQL_INIT(literal))
#define SQL_INIT(literal) \
    { "" literal "" } /* in a table */

/* The values bound to ?1, ?2, …, as many as the statement names. Text and bytes are
 * borrowed: until store_exec returns, for store_query until its rows end or are closed. */
struct bind {
    const struct value *values;
    int count;
};
#define BIND(...)                                       \
    ((struct bind){(const struct value[]){__VA_ARGS__}, \
                   sizeof((const struct value[]){__VA_ARGS__}) / sizeof(struct value)})
#define BIND_NONE ((struct bind){0})

struct store_options {
    const char *path; /* the database file; NULL: in memory, gone when closed */
    bool read_only;   /* only store_reader may be asked for */
    bool create;      /* make the file when it is not there, else ERR_ABSENT */
    bool bulk;        /* for an import by command: larger cache, fewer checkpoints */
    bool replica;     /* a copy that follows the database, with `read_only`: store_behind */
};

/* Open a connection. On failure *out_store is NULL and `out_reason` (if given) says why in
 * English. */
enum err store_open(const struct store_options *options, struct store **out_store,
                    const char **out_reason);
void store_close(struct store *s); /* NULL is fine */

/* Whether `path` is a file beside us; else it is the address of a database server. */
bool store_is_file(const char *path);
/* Whether the answer to a query comes from elsewhere: its asker sleeps until then, and should
 * be nobody whom others wait for. */
bool store_waits(const char *path);
/* Whether an organisation is there; a failure says that nobody can know. */
enum err store_present(const char *path, bool *out_there, const char **out_reason);
/* Remove an organisation with all it has, its files too. For what was made half. */
void store_remove(const char *path);

enum { STORE_SEATS = 512 };
/* Which of the programs that write to the organisation at the same time this one is: below
 * STORE_SEATS, and no other open store that may write has it. 0 of an engine that has one
 * program alone. It may change where a transaction begins. */
int store_seat(const struct store *s);

struct reader *store_reader(struct store *s);
struct writer *store_writer(struct store *s); /* asserts that the store may write */
struct reader *writer_reader(struct writer *w);

/* What the engine said about the latest ERR_STORE, ERR_BUSY or ERR_CONFLICT, for
 * the log. */
const char *store_message(const struct store *s);
struct store *reader_store(struct reader *r);
/* Whether the engine could not be reached when it was last asked; a file always can. */
bool store_away(const struct store *s);

/* -- Transactions. The router, a job step or a command begins and ends them; pages never
 * do. ---- They do not nest. Each edge closes the rows that an early return left open; rows
 * from before an edge are dead after it. */

enum err
store_begin_read(struct store *s); /* one consistent view from the first query on */
void store_end_read(struct store *s);
enum err store_begin(struct store *s);  /* takes the write lock at once */
enum err store_commit(struct store *s); /* durable when it returns OK, else rolled back */
void store_rollback(struct store *s);   /* nothing to do without a transaction */
/* Inside a transaction: one request of a group, or one step of a request that may fail
 * alone. They nest; keep and undo end the latest. One that cannot be kept is undone. */
enum err store_savepoint(struct store *s);
enum err store_savepoint_keep(struct store *s);
/* Keep it without hearing of what was sent in it: nobody waits. Where that failed the whole
 * transaction is lost: all that follows in it fails, and its commit. */
enum err store_savepoint_trust(struct store *s);
void store_savepoint_undo(struct store *s);

/* ---- Statements ---- */

/* Run a changing statement. A broken UNIQUE gives ERR_CONFLICT. */
enum err store_exec(struct writer *w, struct sql sql, struct bind bind);
/* The same for one that breaks no UNIQUE, and whose changes nobody counts. It may still be on
 * its way when this returns: then a failure is told by what is asked after it, at the latest
 * by what keeps the savepoint or commits. */
enum err store_send(struct writer *w, struct sql sql, struct bind bind);
/* Rows the latest store_exec changed. */
int64_t store_changes(struct writer *w);

/* The answer of a query, walked row by row. Lives on the caller's stack.
 * Where answers come from elsewhere one is awaited at the first rows_next, not before: who asks
 * several questions and then walks them in turn waits once. Nothing is changed in between. */
struct rows {
    struct store *store;
    void *statement; /* NULL when finished */
    enum err err;
};

enum err store_query(struct reader *r, struct sql sql, struct bind bind,
                     struct rows *out_rows);
bool rows_next(struct rows *rows); /* false at the end or at a failure; see rows_done */
int64_t rows_int(struct rows *rows, int column);
struct str rows_text(struct rows *rows, int column); /* borrowed until the next rows_next */
struct value rows_value(struct rows *rows, int column); /* the same */
bool rows_null(struct rows *rows, int column);
int rows_columns(const struct rows *rows);
enum err rows_done(struct rows *rows); /* closes; the failure met on the way, if any */

/* ---- What hardly ever changes ----
 * Every request begins with the same few questions: who asks, and whether anything about rights
 * changed. Between store_presume and store_sure such a question may be answered at once with
 * what its answer was last time, while it is under way; store_sure waits for the truth. If it
 * tells that an answer was another, what was made of it is to be undone and made again: then
 * the truth is known. It closes rows, as an edge does. */
enum err store_query_steady(struct reader *r, struct sql sql, struct bind bind,
                            struct rows *out_rows);
void store_presume(struct store *s);
bool store_sure(struct store *s);

/* Small questions. Without a row: the integer is 0, the text empty, and the result
 * ERR_ABSENT. */
enum err store_int(struct reader *r, struct sql sql, struct bind bind, int64_t *out);
enum err store_text(struct reader *r, struct arena *mem, struct sql sql, struct bind bind,
                    struct str *out);
enum err store_exists(struct reader *r, struct sql sql, struct bind bind, bool *out);

/* ---- News ----
 * Several servers may serve one organisation. A store of each listens: it does nothing else
 * than tell the others of commits and hear of theirs. Any program may tell. */

/* Whether other programs can change the organisation from elsewhere. */
bool store_is_shared(const char *path);
/* Begin to listen, or again after a failure. */
enum err store_listen(struct store *s);
/* The descriptor that becomes readable when there may be news, of a store that listens. */
int store_ear(struct store *s);
/* Take in what has come. After a failure the store does not listen any more. */
enum err store_hear(struct store *s, bool *out_news);
/* Tell that something was committed; nothing to do where nobody shares. Not in a
 * transaction. */
enum err store_tell(struct store *s);

/* ---- Replicas ---- */

/* How old what a replica shows is: 0 when it has all that is committed at its primary by now.
 * ERR_CONFLICT when it follows nobody, or somebody else. */
enum err store_behind(struct store *replica, struct store *primary, int64_t *out_ms);

/* ---- Upkeep ---- */

/* Move what is committed from the log into the database file; short, for a quiet moment. */
enum err store_checkpoint(struct store *s);
/* What the organisation takes on disk, files not counted. */
enum err store_bytes(struct store *s, int64_t *out);
/* Let the planner look at the data again. */
enum err store_analyse(struct store *s);
/* The engine's own check of its file. OK and an empty list when all is well. */
enum err store_integrity(struct store *s, struct arena *mem, struct str *out_problems);

typedef bool store_progress(void *self, int64_t done, int64_t total);

/* Copy the running database (and its files) to new files at `path`; `progress` may be NULL
 * and gets pages done and pages in all; false from it stops the copy with ERR_BUSY. The
 * copy is one moment's view, opened and checked before OK. For a store that is a file; one
 * on a server is copied by app/move.h, and gives ERR_INVALID here, as store_restore does. A
 * file that is there gives ERR_CONFLICT and stays; a copy that failed leaves nothing. Not
 * inside a transaction. */
enum err store_backup(struct store *s, const char *path, store_progress *progress,
                      void *self);
/* Copy a back-up to the new database `to`, which must not be there (ERR_CONFLICT). */
enum err store_restore(const char *from, const char *to, const char **out_reason);

/* ---- For tests ---- */

/* The n-th statement from now on fails with ERR_STORE (0: none does). */
void store_fail_at(struct store *s, int n);
/* Statements run since opening; pages have a budget. */
int64_t store_statements(const struct store *s);

typedef void store_watcher(void *self, struct str sql);
/* Tell `watcher` each statement about to run, in the dialect of both engines; those an engine
 * adds for search and files are not among them. NULL: nobody. */
void store_watch(struct store *s, store_watcher *watcher, void *self);

#endif

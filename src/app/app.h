/* app.h - the whole program as one function of plain data.
 * An app is one thread's handle on one organisation. It opens no socket, starts no thread,
 * reads no clock: time, randomness and the peer come in the request. The wrapper (server,
 * command, browser module, test) begins and ends transactions around it. */
#ifndef APP_APP_H
#define APP_APP_H

#include "base/err.h"
#include "http/host.h"
#include "http/message.h"

struct app;
struct arena;
struct store;
struct ctx;
struct organisation;
struct first_user;

/* Bring the organisation's schema up to date and read its definitions and settings. Shared
 * by the apps of all threads. The store must be able to write. Why it failed stands in
 * `mem`. */
enum err organisation_open(struct store *store, const struct host *host, int64_t now_ms,
                           struct organisation **out, struct arena *mem,
                           struct str *out_reason);
void organisation_close(struct organisation *o);

/* A new organisation: its first administrator (modules/platform/platform.h), and what each module
 * has from the beginning. In the context's language, inside a transaction. */
enum err app_begin(struct ctx *cx, const struct first_user *first);
/* What each module has from the beginning, where it is not there. */
enum err app_begin_modules(struct ctx *cx);

/* Without a store (NULL) it answers only what is APP_ALONE. */
struct app *app_create(struct organisation *o, struct store *store);
void app_free(struct app *a);

/* What the wrapper has to do for a request before it calls app_handle. APP_SLOW: not on a
 * thread that others wait for; with APP_WRITES, app_prepare is the slow part. */
enum app_need {
    APP_LOOKS = 0,
    APP_WRITES = 1,
    APP_SLOW = 2,
    APP_SLOW_THEN_WRITES = APP_SLOW | APP_WRITES,
    APP_ALONE = 4,  /* looks at nothing stored: no transaction is needed */
    APP_REPORT = 8, /* with APP_SLOW: may be answered from data of a moment ago */
    APP_SLOW_REPORT = APP_SLOW | APP_REPORT,
};
enum app_need app_need(const struct organisation *o, const struct request *r);

/* Run the slow part that needs no transaction; the result goes into request.prepared and
 * lives in the app's arena until app_done. Needs only a reader. */
const void *app_prepare(struct app *a, const struct request *r);

/* Answer. For APP_WRITES a transaction (savepoint) of the app's store is open; if
 * reply.keep is false the wrapper undoes it, and if reply.again is true it asks once more. The
 * reply's memory lives until the next app_done. */
struct reply app_handle(struct app *a, const struct request *r);
void app_done(struct app *a);

/* Whether the one who asks is let in; for a request that is then answered from older data. */
bool app_admits(struct app *a, const struct request *r);
/* Whether both have answered by the same settings and rights. */
bool app_agrees(const struct app *a, const struct app *b);

/* The same for one who has the store alone: with a transaction of its own, kept or undone,
 * and asked again where a look has something to note. */
struct reply app_answer(struct app *a, const struct request *r);

/* When a piece of work is due next, in milliseconds since 1970 (0: none). Needs only a
 * reader and no transaction. */
enum err app_due(struct app *a, int64_t *out_due_ms);

/* Run a piece of the work that is due: one step of one job. *out_more tells whether to call
 * again at once; else *out_due_ms says when the next is due (0: none). Inside a transaction
 * of the app's store. */
enum err app_work(struct app *a, int64_t now_ms, bool *out_more, int64_t *out_due_ms);

/* When the organisation wants app_work again if nobody uses it until then (0: not at all):
 * its standing jobs tell whether they would find anything. */
enum err app_rest(struct app *a, int64_t now_ms, int64_t *out_due_ms);

/* Messages that are due leave the outbox (channels/delivery.h): claim some, inside a transaction, send
 * them outside of it, and settle each inside another one. */
struct claimed;
struct letter_outcome;
enum err app_letters_due(struct app *a, int64_t *out_due_ms); /* needs only a reader */
enum err app_letters_claim(struct app *a, int64_t now_ms, bool fresh, int most,
                           struct claimed **out, int *out_count, int64_t *out_due_ms);
enum err app_letter_settle(struct app *a, int64_t now_ms, int64_t id,
                           const struct letter_outcome *outcome);

/* What an open event stream should send now: server-sent-events text of what happened after
 * *cursor for the session of `r`; empty when nothing did. Moves *cursor. */
struct str app_events(struct app *a, const struct request *r, int64_t *cursor);

/* A context for commands and jobs: the program itself acts. */
struct ctx *app_context(struct app *a, int64_t now_ms);

#endif

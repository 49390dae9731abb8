/* pipe.c - what was sent to the server and is not answered yet. Commands leave together when
 * the first answer is wanted (libpq's pipeline mode), and answers are read in their order.
 *
 * After a failure the server passes over what follows, up to the next point where both sides
 * agree on how they stand (a sync). Within a transaction the failure stays: whatever is asked
 * then meets it, until the transaction is over or the savepoint it happened in is undone. */
#include "store/pg/connect.h"

#include <assert.h>
#include <stdio.h>

static struct pg_sent *at(struct pg_connection *c, int i) {
    return &c->sent[(c->sent_first + i) % PG_SENT_MOST];
}

static void put(struct pg_connection *c, struct pg_sent one) {
    assert(c->sent_count < PG_SENT_MOST);
    *at(c, c->sent_count++) = one;
    c->called = false;
    c->unsynced = one.kind != PG_SENT_SYNC;
}

static struct pg_sent take(struct pg_connection *c) {
    struct pg_sent one = *at(c, 0);
    c->sent_first = (c->sent_first + 1) % PG_SENT_MOST;
    c->sent_count--;
    return one;
}

/* ---- Failures ---- */

void pg_stay_failed(struct pg_connection *c, enum err err, const char *said) {
    c->failure = err;
    c->plans = PG_PLANS_UNKNOWN; /* what was set may be taken back */
    snprintf(c->said, sizeof c->said, "%s", said);
}

/* What was sent before something that keeps a savepoint belongs to it. */
static bool is_kept(struct pg_connection *c) {
    int i = 0;
    while (i < c->sent_count && !at(c, i)->keeps)
        i++;
    return i < c->sent_count;
}

static enum err note_failure(struct pg_connection *c, const PGresult *result) {
    enum err err = pg_failed(c, result);
    if (c->failure != OK) return err;
    pg_stay_failed(c, err, store_message(c->store));
    c->trusted_wrongly = is_kept(c);
    return err;
}

static enum err failed_before(struct pg_connection *c) {
    return c->failure == OK ? OK : store_fail(c->store, c->failure, c->said);
}

static void refuse(struct pg_answer *answer, enum err err) {
    if (!answer) return;
    answer->awaited = false;
    answer->err = err;
}

static void forget_failure(struct pg_connection *c) {
    c->failure = OK;
    c->trusted_wrongly = false;
}

/* The connection broke: nothing of what was sent will be answered any more. libpq may not have
 * seen its end yet, where it only failed to send. */
static void give_up(struct pg_connection *c) {
    enum err err = note_failure(c, NULL);
    c->stale = true;
    while (c->sent_count)
        refuse(take(c).answer, err);
    c->unsynced = false;
}

void pg_pipe_reset(struct pg_connection *c) {
    while (c->sent_count)
        refuse(take(c).answer, ERR_BUSY);
    c->unsynced = false;
    c->open = false;
    forget_failure(c);
    c->plans = PG_PLANS_CHOSEN;
}

/* ---- Sending ---- */

static void send_sync(struct pg_connection *c) {
    if (PQpipelineSync(c->pg))
        put(c, (struct pg_sent){.kind = PG_SENT_SYNC});
    else
        give_up(c);
}

enum err pg_ready(struct pg_connection *c) {
    enum {
        ROOM = 4
    }; /* to give one statement back, prepare and run another, and to sync */
    if (c->sent_count + ROOM > PG_SENT_MOST) pg_read_all(c);
    TRY(failed_before(c));
    bool on = PQpipelineStatus(c->pg) != PQ_PIPELINE_OFF || PQenterPipelineMode(c->pg);
    return on ? OK : pg_failed(c, NULL);
}

enum err pg_sent(struct pg_connection *c, bool went, struct pg_sent one) {
    if (!went) return note_failure(c, NULL);
    if (one.answer) one.answer->awaited = true;
    put(c, one);
    return OK;
}

void pg_trust(struct pg_connection *c) {
    at(c, c->sent_count - 1)->keeps = true;
    (void)PQflush(c->pg);
}

/* ---- Answers ---- */

static void deliver(struct pg_connection *c, const struct pg_sent *one, PGresult *result) {
    ExecStatusType status = PQresultStatus(result);
    bool good = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
    if (good && one->answer) {
        one->answer->awaited = false;
        one->answer->result = result;
        return;
    }
    if (!good && status != PGRES_PIPELINE_ABORTED && !one->past) note_failure(c, result);
    if (!good && one->kind == PG_SENT_PREPARE) pg_statement_forget(c, one->statement);
    if (!good) refuse(one->answer, c->failure);
    PQclear(result);
}

/* Take in the answer to what was sent first of all. */
static void read_next(struct pg_connection *c) {
    PGresult *result = PQgetResult(c->pg);
    if (!result || PQstatus(c->pg) != CONNECTION_OK) {
        PQclear(result);
        give_up(c);
        return;
    }
    struct pg_sent one = take(c);
    if (one.kind == PG_SENT_SYNC) {
        PQclear(result);
        return;
    }
    PQclear(PQgetResult(c->pg)); /* the NULL that ends what one command gives */
    deliver(c, &one, result);
}

/* Make the server answer all that was sent. Outside of a transaction, and after a failure,
 * a sync does; within one less is enough. */
static void call(struct pg_connection *c) {
    if (!c->unsynced || c->called) return;
    if (c->open && c->failure == OK)
        c->called = PQsendFlushRequest(c->pg);
    else
        send_sync(c);
}

void pg_read_all(struct pg_connection *c) {
    while (c->sent_count) {
        call(c);
        if (c->sent_count) read_next(c);
    }
}

/* Outside of a transaction a failure is told once and forgotten. */
static enum err outcome(struct pg_connection *c) {
    enum err err = failed_before(c);
    if (!c->open) forget_failure(c);
    return err;
}

enum err pg_await(struct pg_connection *c, struct pg_answer *answer) {
    while (answer->awaited) {
        call(c);
        if (answer->awaited) read_next(c);
    }
    if (!c->open || !answer->result) pg_read_all(c);
    enum err err = outcome(c);
    return answer->result ? OK : err != OK ? err : answer->err;
}

enum err pg_settle(struct pg_connection *c) {
    if (c->unsynced) send_sync(c);
    pg_read_all(c);
    return outcome(c);
}

/* ---- Beside the pipe ---- */

enum err pg_leave_pipe(struct pg_connection *c) {
    TRY(pg_settle(c));
    bool off = PQpipelineStatus(c->pg) == PQ_PIPELINE_OFF || PQexitPipelineMode(c->pg);
    return off ? OK : pg_failed(c, NULL);
}

enum err pg_met(struct pg_connection *c, const PGresult *result) {
    if (!result || PQstatus(c->pg) != CONNECTION_OK) c->stale = true;
    return note_failure(c, result);
}

/* ---- Letting go ---- */

void pg_answer_drop(struct pg_connection *c, struct pg_answer *answer) {
    for (int i = 0; answer->awaited && i < c->sent_count; i++)
        if (at(c, i)->answer == answer) at(c, i)->answer = NULL;
    struct pg_known *known = answer->known;
    if (known && !known->result)
        known->result = answer->result;
    else if (!known || known->result != answer->result)
        PQclear(answer->result);
    *answer = (struct pg_answer){0};
}

void pg_answers_close(struct pg_connection *c) {
    for (int i = 0; i < PG_ANSWERS_OPEN; i++)
        if (c->answers[i].used) pg_answer_drop(c, &c->answers[i]);
}

void pg_part(struct pg_connection *c) {
    send_sync(c);
    for (int i = 0; i < c->sent_count; i++)
        at(c, i)->past = true;
    c->open = false;
    forget_failure(c);
}

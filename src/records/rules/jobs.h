/* jobs.h - long work in small steps: import, export, undo, reminders.
 * A job is a row. Each step runs in one transaction that also saves how far the job came,
 * so a killed server goes on where it stood and nothing is done twice. A job's kind is a
 * row in its module's table. Times are instants in milliseconds. */
#ifndef RECORDS_JOBS_H
#define RECORDS_JOBS_H

#include "records/ctx.h"

enum job_state { JOB_WAITING = 1, JOB_RUNNING, JOB_DONE, JOB_FAILED, JOB_STOPPED };

struct job {
    int64_t id, user;
    struct str kind;
    enum job_state state;
    struct str input;    /* JSON of the one who asked */
    struct str place;    /* JSON of where the work stands, written by the step */
    int64_t done, total; /* progress; total 0: not known yet */
    struct str result;   /* JSON or text for its page */
    int64_t created_ms, started_ms, ended_ms;
    int64_t due_ms; /* not before */
    int64_t batch;  /* of the journal entries it makes */
};

struct job_kind {
    const char *name;
    enum msg label;
    /* Do a piece of work (some 10-50 ms) and move job->place, done, total; *out_more: not
     * finished. cx acts as the user who asked. A failure ends the job with JOB_FAILED and
     * its problems. */
    enum err (*step)(struct ctx *cx, struct job *job, bool *out_more);
    int64_t every_ms; /* a standing job runs again after this long; 0: once */
    /* When a standing job will find something to do, if nobody changes anything (0: never);
     * NULL: nothing is lost when it waits until the organisation is used again. */
    enum err (*next)(struct ctx *cx, int64_t *out_due_ms);
};

enum err job_start(struct ctx *cx, const char *kind, struct str input, int64_t due_ms,
                   int64_t *out_id);
/* A standing job is due now; one that is under way begins anew. */
enum err job_hurry(struct ctx *cx, const char *kind);
/* After the clock was set back: what was asked for at a moment that has not come yet, and
 * standing jobs that wait for longer than their rhythm, are due now. */
enum err jobs_rewind(struct ctx *cx, const struct job_kind *const *kinds);
/* The actor's own jobs; an administrator sees all. */
enum err job_get(struct ctx *cx, int64_t id, struct job *out);
enum err job_list(struct ctx *cx, int limit, struct job **out, int *out_count);
/* The actor's own alone, whoever the actor is. */
enum err job_list_own(struct ctx *cx, int limit, struct job **out, int *out_count);
/* It stops after its current step. */
enum err job_stop(struct ctx *cx, int64_t id);
/* One that was stopped or failed goes on where it stood. */
enum err job_resume(struct ctx *cx, int64_t id);

/* The row of a kind in the tables of all modules (which end in NULL), or NULL. */
const struct job_kind *job_kind_named(const struct job_kind *const *kinds, struct str name);

/* What is done when a job of a person's has ended, done or failed; see app_work. */
typedef enum err job_ended_fn(struct ctx *cx, const struct job_kind *kind,
                              const struct job *job);

/* Run the next step of one job that waits or runs, in the request that asked for it: short
 * work is done at once. */
enum err job_step_now(struct ctx *cx, const struct job_kind *const *kinds, int64_t id);

/* When the next step is due (0: none waits or runs); a look that needs no transaction. */
enum err jobs_due(struct ctx *cx, const struct job_kind *const *kinds, int64_t *out_due_ms);
/* Run one step of the job that is due. *out_more: another is due now; else *out_due_ms is
 * when (0: never). */
enum err jobs_step(struct ctx *cx, const struct job_kind *const *kinds, job_ended_fn *ended,
                   bool *out_more, int64_t *out_due_ms);

/* When the next work is due if nobody uses the organisation until then (0: never). */
enum err jobs_rest(struct ctx *cx, const struct job_kind *const *kinds,
                   int64_t *out_due_ms);

extern const struct table job_table;

#endif

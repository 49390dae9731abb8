/* upkeep.c - what the program does for itself every hour: forget what has run out. */
#include "app/tables.h"
#include "http/login_try.h"
#include "http/session.h"
#include "records/rules/jobs.h"

enum { SWEEP_EVERY_MS = MS_PER_HOUR };

static enum err sweep_step(struct ctx *cx, struct job *job, bool *out_more) {
    (void)job;
    *out_more = false;
    TRY(session_sweep(cx, &session_standard));
    return login_try_sweep(cx);
}

const struct job_kind app_jobs[] = {
    {"app.sweep", MSG_JOB_SWEEP, sweep_step, SWEEP_EVERY_MS},
    {NULL},
};

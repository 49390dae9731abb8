/* job_view.h - how work in the background stands, in numbers and words; private to this
 * folder. */
#ifndef WEB_PAGES_PLATFORM_JOB_VIEW_H
#define WEB_PAGES_PLATFORM_JOB_VIEW_H

#include "records/rules/jobs.h"

static inline bool job_over(const struct job *j) {
    return j->state == JOB_DONE || j->state == JOB_FAILED || j->state == JOB_STOPPED;
}

static inline int job_percent(const struct job *j) {
    if (j->state == JOB_DONE) return 100;
    return j->total > 0 && j->done < j->total ? (int)(j->done * 100 / j->total) : 0;
}

/* A job as its page shows it. */
struct job_view {
    const struct job *job;
    struct str label; /* of its kind */
    struct str asker; /* the user's name; empty: one's own */
    struct str state; /* in a word */
    const char *tone; /* the meaning of that word's colour */
    struct str pace;  /* "1,200 of 5,000 · 300 a second · 12 seconds left" */
};

#endif

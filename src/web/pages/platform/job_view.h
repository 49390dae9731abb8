/* job_view.h - how work in the background stands, in numbers and words; private to this
 * folder. */
#ifndef WEB_PAGES_PLATFORM_JOB_VIEW_H
#define WEB_PAGES_PLATFORM_JOB_VIEW_H

#include "web/job_words.h"

/* What came of it: words, empty while it goes on; and the page that shows it best, or
 * empty. */
struct job_result {
    struct str words, path;
};
void job_result_of(struct ctx *cx, const struct job *job, struct job_result *out);

/* A job as its page shows it. */
struct job_view {
    const struct job *job;
    struct str label; /* of its kind */
    struct str asker; /* the user's name; empty: one's own */
    struct str state; /* in a word */
    const char *tone; /* the meaning of that word's colour */
    struct job_result result;
    struct str pace; /* "1,200 of 5,000 · 300 a second · 12 seconds left" */
};

#endif

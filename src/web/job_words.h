/* job_words.h - how far work in the background is, in numbers and words. */
#ifndef WEB_JOB_WORDS_H
#define WEB_JOB_WORDS_H

#include "records/rules/jobs.h"

static inline bool job_over(const struct job *j) {
    return j->state == JOB_DONE || j->state == JOB_FAILED || j->state == JOB_STOPPED;
}

static inline int job_percent(const struct job *j) {
    if (j->state == JOB_DONE) return 100;
    return j->total > 0 && j->done < j->total ? (int)(j->done * 100 / j->total) : 0;
}

/* The state in a word, and the meaning of that word's colour. */
struct str job_state(const struct ctx *cx, const struct job *j);
const char *job_tone(const struct job *j);

/* "1,200 of 5,000 · 300 a second · 12 seconds left"; empty while nothing is known. */
struct str job_pace(const struct ctx *cx, const struct job *j);

#endif

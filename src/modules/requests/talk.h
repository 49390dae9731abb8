/* talk.h - what a visitor and a representative write to each other, line by line. When it is over it
 * becomes one interaction of the customer, of the kind chat. Whoever writes without having logged in
 * is the visitor; that they may is shown by their ticket. */
#ifndef REQUESTS_TALK_H
#define REQUESTS_TALK_H

#include "modules/requests/live.h"
#include "records/data/record.h"
#include "records/rules/jobs.h"

enum {
    TALK_LETTERS = 2000,    /* of one message */
    TALK_MOST = 500,        /* messages of one talk */
    TALK_MINUTE_MOST = 20,  /* of the visitor, in a minute */
    TALK_SILENT_HOURS = 12, /* then it is over */
    TALK_SWEEP_EVERY_MS = MS_PER_HOUR,
    TALK_SWEPT = 50, /* in one step */
};
#define TALK_SWEEP_JOB "requests.talks"

struct message {
    int64_t at_ms, sender; /* sender 0: the visitor */
    struct str text;
};

/* The messages of a request, the first first. */
enum err talk_read(struct ctx *cx, int64_t request, struct message **out, int *out_count);
/* The actor writes. A representative's first message is the first response. ERR_INVALID with a
 * problem: empty, too long, too many, or it is over. */
enum err talk_say(struct ctx *cx, struct record *request, struct str typed);
/* It is over: an interaction sums it up, where anything was written. */
enum err talk_end(struct ctx *cx, const struct record *request);
/* The step of TALK_SWEEP_JOB: talks in which nobody wrote for long are over. */
enum err talk_sweep(struct ctx *cx, struct job *job, bool *out_more);

#endif

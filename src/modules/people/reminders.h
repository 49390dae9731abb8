/* reminders.h - tasks that ring. A reminder is a row until its minute; ringing makes a
 * notification for the task's owner and takes the row away, so it rings once. */
#ifndef PEOPLE_REMINDERS_H
#define PEOPLE_REMINDERS_H

#include "records/data/record.h"
#include "records/rules/jobs.h"

enum {
    REMINDER_LATE_MS = MS_PER_DAY, /* one that is older when it arrives does not ring */
    REMINDER_EVERY_MS = MS_PER_MINUTE,
};

/* Follow a save of a task. */
enum err reminder_saved(struct ctx *cx, const struct record *old, const struct record *new);

/* The standing job `people.reminders`. */
enum err reminders_step(struct ctx *cx, struct job *job, bool *out_more);
enum err reminders_next(struct ctx *cx, int64_t *out_due_ms);

#endif

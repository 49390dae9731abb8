/* recipient.h - somebody who is told something: in the language they read, about what they
 * may see. */
#ifndef MODULES_PLATFORM_RECIPIENT_H
#define MODULES_PLATFORM_RECIPIENT_H

#include "records/data/record.h"

/* The context as it would be for that user: rights, language, digits, calendar. ERR_ABSENT:
 * there is no such user, or they are switched off. */
enum err recipient_enter(struct ctx *cx, int64_t user, struct ctx *out);

/* Tell a user of a record of theirs: `msg` has the parts {title}, and {who} for the one who
 * acts. Nobody is told what they may not see, nor what they did themselves. */
enum err recipient_tell(struct ctx *cx, int64_t user, enum msg msg, const struct record *r);

/* Tell the new owner of a record: `old` is what it was, or NULL. */
enum err recipient_given(struct ctx *cx, const struct record *old, const struct record *new,
                         enum msg msg);
/* Tell those whose name or login stands after an "@" in a text that was written or
 * changed. */
enum err recipient_mentioned(struct ctx *cx, const struct record *old,
                             const struct record *new, int field);

/* A job that somebody asked for has ended: tell them, with its page. */
struct job;
struct job_kind;
enum err recipient_job_ended(struct ctx *cx, const struct job_kind *kind,
                             const struct job *job);

#endif

/* undo.h - takes back what one act wrote: a batch of the journal, newest entry first.
 * Creations are deleted, changes set back, deletions made again with their old id. Undoing
 * is journalled itself, as a new batch, so that it can be undone in turn. */
#ifndef RECORDS_UNDO_H
#define RECORDS_UNDO_H

#include "records/ctx.h"

struct undo_result {
    int64_t undone; /* entries taken back */
    int64_t kept;   /* what somebody changed since: fields, and records made by the act */
};

/* The actor must be allowed each step; the first refusal ends it with that error. */
enum err undo_batch(struct ctx *cx, int64_t batch, struct undo_result *out);
/* A part of it, for jobs: at most `limit` entries older than *cursor (0: begin); *cursor is
 * 0 at the end. What is undone adds to *out. */
enum err undo_part(struct ctx *cx, int64_t batch, int limit, int64_t *cursor,
                   struct undo_result *out);

#endif

/* stuck.h - deals of which nothing was heard for longer than their stage allows: neither were they changed
 * nor was their customer spoken with (standing.h). */
#ifndef SALES_STUCK_H
#define SALES_STUCK_H

#include "records/data/record.h"
#include "records/rules/jobs.h"

enum { STUCK_EVERY_MS = 6 * MS_PER_HOUR, STUCK_PIECE = 200 };

/* What a card says of each of so many deals; empty: it is not stuck. Two statements. */
enum err stuck_signs(struct ctx *cx, const struct record *deals, int count,
                     struct str *out);

/* The standing job `sales.stuck`: whoever a deal belongs to is told once when it becomes stuck. What
 * was stuck before the first run is not told. */
enum err stuck_step(struct ctx *cx, struct job *job, bool *out_more);

#endif

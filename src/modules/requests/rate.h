/* rate.h - how many of something came in this hour, by a subject that is kept as a sealed digest, so
 * that nobody who reads the table finds addresses by trying them all. */
#ifndef REQUESTS_RATE_H
#define REQUESTS_RATE_H

#include "records/ctx.h"

enum err rate_kept(struct ctx *cx, struct str key, struct str subject, int64_t *out);
/* One more; what was counted in hours before is forgotten. */
enum err rate_count(struct ctx *cx, struct str key, struct str subject);

#endif

/* act.h - the act on one record; private to bulk/. */
#ifndef RECORDS_BULK_ACT_H
#define RECORDS_BULK_ACT_H

#include "records/bulk/bulk.h"

/* A refusal is counted; an error is only what the machine failed at. A record that is gone
 * counts as neither. */
enum err bulk_act(struct ctx *cx, const struct bulk_plan *plan, int64_t id,
                  struct bulk_count *count);

#endif

/* pipelines.h - the ways a deal goes and the stages on them. */
#ifndef SALES_PIPELINES_H
#define SALES_PIPELINES_H

#include "records/ctx.h"

struct stage {
    int64_t id, pipeline;
    struct str outcome;       /* of the list deal_outcome */
    struct value probability; /* percent, or null */
};

/* ERR_ABSENT: there is no such stage. */
enum err stage_find(struct ctx *cx, int64_t id, struct stage *out);
/* Where a deal begins: the first open stage of `pipeline`; 0: of the first pipeline. ERR_ABSENT:
 * there is none. */
enum err stage_first(struct ctx *cx, int64_t pipeline, struct stage *out);
/* One pipeline with the stages of an ordinary sale, if there is none yet. */
enum err pipelines_begin(struct ctx *cx);

#endif

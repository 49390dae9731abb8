/* pipelines.h - the ways a deal goes and the stages on them. */
#ifndef SALES_PIPELINES_H
#define SALES_PIPELINES_H

#include "records/ctx.h"

enum { PIPELINE_STAGES = 30 }; /* of one pipeline that are told */

struct stage {
    int64_t id, pipeline, position;
    struct str name;
    struct str outcome;       /* of the list deal_outcome */
    struct value probability; /* percent, or null */
    int64_t patience;         /* days; 0: none */
    struct str needs; /* what is filled before moving on: keys of the list deal_need */
    struct str guide;
    struct str forecast; /* of the list forecast_kind, or empty */
};

/* ERR_ABSENT: there is no such stage. */
enum err stage_find(struct ctx *cx, int64_t id, struct stage *out);
/* Where a deal begins: the first open stage of `pipeline`; 0: of the first pipeline. ERR_ABSENT:
 * there is none. */
enum err stage_first(struct ctx *cx, int64_t pipeline, struct stage *out);
/* Those there are, in their order; at most PIPELINES. */
enum { PIPELINES = 30 };
struct pipeline {
    int64_t id;
    struct str name;
};
enum err pipelines_all(struct ctx *cx, struct pipeline *out, int *out_count);
/* All of a pipeline: the open ones in their order, then the others. At most PIPELINE_STAGES. */
enum err stages_of(struct ctx *cx, int64_t pipeline, struct stage *out, int *out_count);
/* The same in two steps. */
enum err stages_ask(struct ctx *cx, int64_t pipeline, struct rows *out);
enum err stages_read(struct ctx *cx, struct rows *rows, struct stage *out, int *out_count);
bool stage_open(const struct stage *s);
/* Whether a deal at `to` has gone past `s` of the same pipeline: a later one, or a won one. */
bool stage_past(const struct stage *s, const struct stage *to);

/* One pipeline with the stages of an ordinary sale, if there is none yet. */
enum err pipelines_begin(struct ctx *cx);

#endif

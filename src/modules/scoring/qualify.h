/* qualify.h - what was found out about somebody who may buy. */
#ifndef SCORING_QUALIFY_H
#define SCORING_QUALIFY_H

#include "records/ctx.h"
#include "records/meta/meta.h"

extern const struct entity_rules rules_qualification;

/* The latest of a customer; *out_there is false where there is none. Asks for no rights. */
enum err qualification_latest(struct ctx *cx, int64_t party, struct record *out,
                              bool *out_there);

#endif

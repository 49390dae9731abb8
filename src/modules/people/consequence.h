/* consequence.h - what follows from a permitted act: done in the actor's name, with all
 * rights. For people/ and the modules above it. */
#ifndef PEOPLE_CONSEQUENCE_H
#define PEOPLE_CONSEQUENCE_H

#include "records/rules/rights.h"

/* Let the actor do everything until consequence_end gives back what this returned. */
const struct actor *consequence_begin(struct ctx *cx);
void consequence_end(struct ctx *cx, const struct actor *before);

enum err consequence_create(struct ctx *cx, struct record *r);
enum err consequence_change(struct ctx *cx, struct record *r);

/* The records of an owned kind that a party has, oldest first, at most `limit`. */
enum err owned_records(struct ctx *cx, const char *entity, int64_t party, int limit,
                       struct record **out, int *out_count);

#endif

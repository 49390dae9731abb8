/* competitor.h - the card of a competitor whom a deal names. */
#ifndef SALES_COMPETITOR_H
#define SALES_COMPETITOR_H

#include "records/data/record.h"

/* The card of that name, however its letters are typed. ERR_ABSENT: there is none, or the actor may
 * not read it. */
enum err competitor_named(struct ctx *cx, struct str name, struct record *out);
/* The name as its card spells it; as it is where there is none. */
enum err competitor_spelled(struct ctx *cx, struct value *name);

#endif

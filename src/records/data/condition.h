/* condition.h - a filter that is kept as the organisation's rule and nobody's own: read in the
 * organisation's calendar and its unit of money; "me" is nobody. */
#ifndef RECORDS_CONDITION_H
#define RECORDS_CONDITION_H

#include "records/data/filter.h"

/* ERR_INVALID where it does not read. */
enum err condition_read(const struct ctx *cx, const struct entity *about, struct str text,
                        const struct filter **out);
/* The same of a field as it is saved: what is wrong stands beside it. */
enum err condition_check(struct ctx *cx, const struct field *f, const struct entity *about,
                         struct str text);

#endif

/* parts.h - what a record has several of and what has no page of its own: further numbers,
 * identifiers. What is looked for and found in a part is found at whose it is. */
#ifndef RECORDS_PARTS_H
#define RECORDS_PARTS_H

#include "records/data/record.h"

/* Whether `e` holds parts of records of the kind `of`, and they are searched. */
bool is_part(const struct entity *e, const struct entity *of);

enum { PARTS_FOUND = 50 }; /* of each kind of part that are looked at: the newest */
/* Whose parts hold what was typed, as far as they may be read. Only a number is looked for:
 * words are in the record itself. *out_ids is in the context's memory. */
enum err parts_owners(struct ctx *cx, const struct entity *of, struct str typed,
                      int64_t **out_ids, int *out_count);

#endif

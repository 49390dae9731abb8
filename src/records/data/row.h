/* row.h - a record to and from the database's columns; private to data/. */
#ifndef RECORDS_ROW_H
#define RECORDS_ROW_H

#include "records/data/plan.h"
#include "records/data/record.h"

/* A record with all values NULL. */
struct record row_blank(struct ctx *cx, const struct entity *e);
/* The row under the cursor of a statement that selects plan->columns; texts are copied. */
struct record row_read(struct ctx *cx, const struct entity *e, struct rows *rows);
enum err row_insert(struct ctx *cx, const struct record *r);
/* Writes the columns of the fields in which the two differ. */
enum err row_update(struct ctx *cx, const struct record *old, const struct record *new);
enum err row_remove(struct ctx *cx, const struct record *r);
/* By id; `party` 0 when it is not known. */
enum err row_find(struct ctx *cx, const struct entity *e, int64_t party, int64_t id,
                  struct record *out);

/* Words of the fields with `search`, put into the index. */
enum err row_index(struct ctx *cx, const struct record *r);

#endif

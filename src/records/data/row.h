/* row.h - a record to and from the database's columns: for data/, and for modules that read
 * by statements of their own. Asks for no rights. */
#ifndef RECORDS_ROW_H
#define RECORDS_ROW_H

#include "records/data/plan.h"
#include "records/data/record.h"

/* A record with all values NULL. */
struct record row_blank(struct ctx *cx, const struct entity *e);
/* The row under the cursor of a statement that selects plan->all, or what is selected;
 * texts are copied. */
struct record row_read(struct ctx *cx, const struct entity *e, struct rows *rows);
struct record row_read_some(struct ctx *cx, const struct entity *e,
                            const struct selection *what, struct rows *rows);
/* The values of all columns of the table, in its order. */
const struct value *row_columns(struct ctx *cx, const struct record *r, int *out_count);
/* ERR_CONFLICT, where it may clash: another has what only one can have. */
enum err row_insert(struct ctx *cx, const struct entity *e, const struct value *columns,
                    int count, bool may_clash);
/* Writes the columns of the fields in which the two differ. */
enum err row_update(struct ctx *cx, const struct record *old, const struct record *new);
enum err row_remove(struct ctx *cx, const struct record *r);
/* By id; `party` 0 when it is not known. */
enum err row_find(struct ctx *cx, const struct entity *e, int64_t party, int64_t id,
                  struct record *out);
/* The same with what plan->brief names, and nothing else. */
enum err row_find_brief(struct ctx *cx, const struct entity *e, int64_t id,
                        struct record *out);

/* Put the record's words (record_words) into the index. */
enum err row_index(struct ctx *cx, const struct record *r, struct str words);

#endif

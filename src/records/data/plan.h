/* plan.h - what a definition means for the database: its table, and its statements written
 * once. */
#ifndef RECORDS_PLAN_H
#define RECORDS_PLAN_H

#include "records/fields/field_type.h"
#include "records/meta/meta.h"
#include "store/schema.h"

struct plan {
    struct table table;
    struct sql insert;       /* every column, in the order of the table */
    struct sql select;       /* the main columns of all present fields, where id = ?1 */
    struct sql select_owned; /* the same where party = ?1 and id = ?2, for owned records */
    struct sql remove;       /* by id, or by party and id */
    struct str columns; /* "t.a, t.b, …": the main columns, for composed statements */
    const struct field **fields; /* of those columns, in order */
    int field_count;
};

/* Make the plan of every entity of the catalog. */
void plans_make(struct arena *mem, const struct catalog *c);

/* The column that sorts by `f`. */
struct str plan_sort_column(struct arena *mem, const struct field *f);

/* Bring the schema up to the definitions: tables, columns, indexes, search, renamed ones.
 */
enum err plans_apply(struct writer *w, const struct catalog *c);

#endif

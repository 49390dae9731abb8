/* plan.h - what a definition means for the database: its table, and its statements written
 * once. */
#ifndef RECORDS_PLAN_H
#define RECORDS_PLAN_H

#include "records/fields/field_type.h"
#include "records/meta/meta.h"
#include "store/pour.h"

/* Fields that are read together: columns of a statement and whose values they are. A record
 * read by a selection has NULL in all other fields. */
struct selection {
    struct str columns; /* "t.a, t.b, …": the main columns */
    const struct field **fields;
    int count;
};

struct plan {
    struct table table;
    struct row_form insert;  /* every column, in the order of the table */
    struct sql select;       /* all present fields, where id = ?1 */
    struct sql select_owned; /* the same where party = ?1 and id = ?2, for owned records */
    struct sql remove;       /* by id, or by party and id */
    struct sql select_brief; /* by id */
    struct selection all;    /* every present field */
    /* What names a record and tells it from others: id, party, owner, team, title, and the
     * fields it is found by, and whose it is. */
    struct selection brief;
    /* Whose record it is: FIELD_PARTY, else the first link to a party; NULL: nobody's. */
    const struct field *whose;
};

/* Make the plan of every entity of the catalog. */
void plans_make(struct arena *mem, const struct catalog *c);

/* A selection with room for every field of `e`, to be filled by selection_add; a field that
 * is there already, or not part of the kind, is not added. */
struct selection selection_begin(struct arena *mem, const struct entity *e);
/* The same, begun with what plan->brief names. */
struct selection selection_brief(struct arena *mem, const struct entity *e);
void selection_add(struct arena *mem, struct selection *s, const struct field *f);

/* The column that sorts by `f`. */
struct str plan_sort_column(struct arena *mem, const struct field *f);

/* Bring the schema up to the definitions: tables, columns, indexes, search,
 * renamed ones. */
enum err plans_apply(struct writer *w, const struct catalog *c);

#endif

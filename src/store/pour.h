/* pour.h - many rows of one table at once, the fastest way that the engine knows. */
#ifndef STORE_POUR_H
#define STORE_POUR_H

#include "store/schema.h"

/* New rows. Each value is NULL or of the kind of its column. */
struct pour {
    struct str table;
    const struct column *columns;
    int column_count;
    const struct value *values; /* row after row; borrowed until store_pour returns */
    int rows;
};

/* Within a transaction. To whoever counts or watches statements it is one: the INSERT of a
 * row. A broken UNIQUE gives ERR_CONFLICT. After a failure the savepoint or the
 * transaction around it is to be undone. */
enum err store_pour(struct writer *w, const struct pour *p);

/* How rows of a table are written, one by one and many at once. */
struct row_form {
    struct sql insert; /* of one row; binds the columns in their order, … */
    const struct table *table;
    /* … but the first one where that is numbered: `insert` fills it with one more than the
     * largest that is there. */
    bool numbered;
};

/* Add a row that breaks no UNIQUE, and whose change nobody counts. It may wait for others of
 * its table until anything else is asked of the store: then a failure is told there, at the
 * latest by what keeps the savepoint or commits. The form outlives the transaction. */
enum err store_add(struct writer *w, const struct row_form *form,
                   const struct value *values);

#endif

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

#endif

/* copy.h - the tables of an organisation from one engine to another, and the proof that
 * they are the same there. Search indexes are not copied (their form is the engine's own);
 * who copies makes them again from the records. */
#ifndef STORE_COPY_H
#define STORE_COPY_H

#include "base/sha256.h"
#include "store/store.h"

enum {
    COPY_BATCH_ROWS = 1000,   /* read at once, and poured together */
    COPY_COMMIT_ROWS = 20000, /* in one transaction */
};

/* The names of its tables, in the alphabet's order. */
enum err copy_tables(struct reader *r, struct arena *mem, struct str **out_names,
                     int *out_count);

/* Told after each batch: so many rows of this table more. False ends with ERR_BUSY. */
typedef bool copy_told(void *self, int64_t rows);

/* What a table holds, in two numbers that do not depend on the engine. */
struct table_sum {
    int64_t rows;
    struct sha256_digest digest; /* of all values in the order of key and column names */
};

/* Copy all rows of a table, in the order of its key, to the table of the same name; what it
 * held is removed first, and columns it lacks are added. Commits many batches at a time in
 * `to`; `from` is only read, and `out` is the sum of what was read. `told` may be NULL. */
enum err copy_table(struct reader *from, struct store *to, struct str table,
                    copy_told *told, void *self, struct table_sum *out);

enum err copy_sum(struct reader *r, struct str table, struct table_sum *out);

#endif

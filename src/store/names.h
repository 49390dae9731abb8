/* names.h - lists of the names of tables, columns and indexes; private to store/. */
#ifndef STORE_NAMES_H
#define STORE_NAMES_H

#include "store/store.h"

struct names {
    struct str *names;
    int count;
};

/* The first column of what `sql` answers. */
enum err names_load(struct reader *r, struct arena *mem, struct sql sql, struct bind bind,
                    struct names *out);
bool names_have(const struct names *list, struct str name);

struct index;

/* What the database calls an index: its name and a sum over the definition, so that an index
 * defined otherwise is another index. */
struct str index_name(struct arena *mem, const struct index *index);

#endif

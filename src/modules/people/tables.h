/* tables.h - the tables of this module beside those of its kinds of record. */
#ifndef PEOPLE_TABLES_H
#define PEOPLE_TABLES_H

#include "store/schema.h"

enum { PEOPLE_TABLE_KEYS, PEOPLE_TABLES = 3 }; /* where they stand; so many */
extern const struct table people_tables[PEOPLE_TABLES];

#endif

/* tables.h - the tables of this module beside those of its kinds of record. */
#ifndef SALES_TABLES_H
#define SALES_TABLES_H

#include "store/schema.h"

enum { SALES_TABLES = 2 };
extern const struct table sales_tables[SALES_TABLES];

#endif

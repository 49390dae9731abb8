/* tables.h - what sales keeps beside its records: sums and what was said on a day. */
#ifndef SALES_TABLES_H
#define SALES_TABLES_H

#include "store/schema.h"

enum { SALES_TABLES = 6 };
extern const struct table sales_tables[SALES_TABLES];

#endif

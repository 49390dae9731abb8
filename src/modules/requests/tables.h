/* tables.h - the tables of this module beside those of its kinds of record. */
#ifndef REQUESTS_TABLES_H
#define REQUESTS_TABLES_H

#include "store/schema.h"

enum { REQUESTS_TABLES = 7 };
extern const struct table requests_tables[REQUESTS_TABLES];

#endif

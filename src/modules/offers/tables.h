/* tables.h - the module's own tables. */
#ifndef OFFERS_TABLES_H
#define OFFERS_TABLES_H

#include "store/schema.h"

enum { OFFER_TABLE_BASKET = 1 /* its place among them */, OFFER_TABLES = 8 };
extern const struct table offer_tables[OFFER_TABLES];

#endif

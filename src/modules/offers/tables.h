/* tables.h - the module's own tables. */
#ifndef OFFERS_TABLES_H
#define OFFERS_TABLES_H

#include "store/schema.h"

enum { OFFER_TABLES = 7 };
extern const struct table offer_tables[OFFER_TABLES];

#endif

/* tables.h - the tables of this module beside those of its kinds of record. */
#ifndef SCORING_TABLES_H
#define SCORING_TABLES_H

#include "store/schema.h"

enum { SCORING_TABLES = 5 };
extern const struct table scoring_tables[SCORING_TABLES];

#endif

/* tables.h - the tables of the record engine itself: counters, rights, settings. */
#ifndef RECORDS_TABLES_H
#define RECORDS_TABLES_H

#include "store/schema.h"

extern const struct table record_tables[];
extern const int record_table_count;

#endif

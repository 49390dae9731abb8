/* money.h - what units of money are called. */
#ifndef RECORDS_MONEY_H
#define RECORDS_MONEY_H

#include "base/str.h"
#include "persian/number.h"

/* The unit that the words name, as the head of a column may: "Price (rials)". False: none. */
bool money_unit_named(struct arena *a, struct str words, enum money_unit *out);

#endif

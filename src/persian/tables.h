/* tables.h - the lists behind ids.h and phone.h, each in its own *_table.c file.
 * For the files of src/persian only. To add a bank, a place, an operator: add a row. */
#ifndef PERSIAN_TABLES_H
#define PERSIAN_TABLES_H

#include "persian/ids.h"
#include "persian/phone.h"

/* Cards: the first six digits and the Sheba code of the bank. */
struct bank_bin {
    const char *bin, *bank;
};
extern const struct bank banks[];
extern const size_t banks_count;
extern const struct bank_bin bank_bins[]; /* by bin */
extern const size_t bank_bins_count;

/* The first three digits of a national id and where it was issued. */
struct issue_place {
    const char *prefix, *fa;
};
extern const struct issue_place issue_places[]; /* by prefix */
extern const size_t issue_places_count;

/* Mobile numbers: the three digits after the zero. */
struct mobile_prefix {
    const char *prefix;
    const struct phone_operator *owner;
};
extern const struct mobile_prefix mobile_prefixes[]; /* by prefix */
extern const size_t mobile_prefixes_count;

extern const struct phone_area phone_areas[]; /* by code */
extern const size_t phone_areas_count;

#endif

/* holidays.h - the official holidays of Iran.
 * Those of the Solar Hijri year are a rule. Those of the lunar year depend on the sighting
 * of the moon and are published for each year by the calendar centre of the Institute of
 * Geophysics, University of Tehran; they are a table, and a year outside of it has none. */
#ifndef PEOPLE_HOLIDAYS_H
#define PEOPLE_HOLIDAYS_H

#include "base/words.h"

#include <stdbool.h>

struct holiday {
    struct str name[LANG_COUNT];
};

enum { HOLIDAYS_A_DAY = 3 };

/* The holidays of a civil day, those of the solar year first; how many. */
int holidays_on(int64_t day, const struct holiday *out[HOLIDAYS_A_DAY]);
bool is_holiday(int64_t day);

/* Whether the lunar holidays of a Solar Hijri year are in the table. */
bool holidays_known(int jalali_year);

#endif

/* iso.h - instants and days in the form of ISO 8601, and times with seconds; for date.c,
 * date_time.c and duration.c, and for workbooks. */
#ifndef RECORDS_ISO_H
#define RECORDS_ISO_H

#include "base/clock.h"
#include "records/fields/field_kit.h"

/* "2026-11-22": exactly this form, a day that exists. */
bool iso_day_read(struct str s, int64_t *out_day);
/* "2026-11-22T14:30:05.250+03:30": Z or an offset must be there; seconds may be
 * left out. */
bool iso_instant_read(struct str s, int64_t *out_ms);

/* "14:30", with seconds and thousandths only when they are not zero. */
struct str clock_plain(struct arena *a, int64_t ms_of_day);
/* Takes ":05" or ":05.250" off the end of a text that is "…0:00:05"; false when it
 * is not. */
bool cut_seconds(struct str *s, int64_t *out_ms);

#endif

/* dates.h - civil days as people read and type them; for date.c and date_time.c. */
#ifndef RECORDS_DATES_H
#define RECORDS_DATES_H

#include "persian/dateparse.h"
#include "records/fields/iso.h"

/* ۱۴۰۵/۰۹/۰۱ or 2026-11-22, by the user's calendar; ASCII digits. */
struct str day_plain(const struct ctx *cx, int64_t day);

/* The problem of a date or moment that was typed. */
enum err date_refuse(struct ctx *cx, const struct field *f, enum date_fault fault,
                     struct str typed, struct str example);

/* Whether a day lies where both calendars can show it and read it back, and within the
 * field's min and max, which count days from today. `text` shows the limit. */
enum err check_day(struct ctx *cx, const struct field *f, int64_t day);

#endif

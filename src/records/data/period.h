/* period.h - spans of days by name, relative to today. Weeks begin on Saturday; months,
 * seasons and years are those of the given calendar. */
#ifndef RECORDS_PERIOD_H
#define RECORDS_PERIOD_H

#include "records/ctx.h"

struct period {
    int64_t from,
        before; /* civil days: from ≤ day < before; INT64_MIN and INT64_MAX are open */
};

/* today, yesterday, tomorrow, this_week, last_month, next_year, fiscal_year, last_7_days,
 * next_3_months, past, future, or A..B of two dates. False when it is none of these. */
bool period_parse(struct ctx *cx, struct str name, struct period *out);

/* The names for menus, with their words; ends in a NULL name. */
struct period_name {
    const char *name;
    enum msg label;
};
extern const struct period_name period_names[];

#endif

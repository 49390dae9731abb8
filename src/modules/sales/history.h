/* history.h - what the forecast of a month said, day by day. Once a day it is noted what the open deals of
 * each month come to, and what was won in it, by owner and team; days on which nothing was noted are
 * not made up. Months are Solar Hijri ones. */
#ifndef SALES_HISTORY_H
#define SALES_HISTORY_H

#include "modules/sales/ended.h"
#include "modules/sales/forecast.h"
#include "records/rules/jobs.h"

enum { HISTORY_WON = FORECAST_KINDS, HISTORY_KINDS };

enum {
    HISTORY_EVERY_MS = MS_PER_HOUR, /* so that a day is noted soon after it begins */
    HISTORY_BACK = 1,               /* months noted: so many before this one, */
    HISTORY_AHEAD = FORECAST_MONTHS,
    HISTORY_DAILY = 92,   /* days that are kept each; before them one of a week, */
    HISTORY_WEEKLY = 728, /* and none that is older than so many days */
    HISTORY_DAYS = HISTORY_DAILY + HISTORY_WEEKLY / 7 + 2,
};

/* What was said on a day. */
struct history_day {
    int64_t day, at_ms, seq; /* noted then; all before that journal entry is in it */
    struct ended_sum kinds[HISTORY_KINDS];
};

struct history {
    struct history_day days[HISTORY_DAYS]; /* oldest first */
    int count;
};

/* Which days go, of those noted (oldest first) as they are on `today`. Puts them into `out`; how
 * many. */
int history_thin(const int64_t *days, int count, int64_t today, int64_t *out);

/* Note today, unless it was; let go what is too old. The standing job `sales.forecast` does it. */
enum err history_note(struct ctx *cx);
enum err history_step(struct ctx *cx, struct job *job, bool *out_more);

/* What was said of a month of a pipeline, of the deals within `of`. */
enum err history_load(struct ctx *cx, const struct deal_reach *of, int64_t pipeline,
                      int64_t month, struct history *out);
/* What is said now. */
enum err history_now(struct ctx *cx, const struct deal_reach *of, int64_t pipeline,
                     int64_t month, struct history_day *out);

#endif

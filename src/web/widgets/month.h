/* month.h - what pages share that show days as squares. */
#ifndef WEB_WIDGETS_MONTH_H
#define WEB_WIDGETS_MONTH_H

#include "modules/people/calendar.h"
#include "web/web.h"

struct str weekday_name(const struct ctx *cx, int64_t day);
/* The number of a day in the other calendar, small beside its own. */
struct str calendar_other(struct ctx *cx, int64_t day);
/* Whether the organisation does not work on it. */
bool is_day_off(const struct ctx *cx, int64_t day);

#endif

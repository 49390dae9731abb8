/* closing.h - the calendar of deals: what is to be closed on which day of a month, and what that comes to;
 * private to pages/sales/. */
#ifndef WEB_PAGES_SALES_CLOSING_H
#define WEB_PAGES_SALES_CLOSING_H

#include "modules/sales/ended.h"
#include "web/pages/records/records.h"
#include "web/pages/sales/reached.h"
#include "web/widgets/month.h"

enum {
    CLOSING_SHOWN = 3, /* deals of a day; the list has the rest */
    CLOSING_READ = 200 /* of a month together; with more each day is asked for its own */
};

struct closing_square {
    struct calendar_day day;
    bool today, holiday;
    const struct record *deals[CLOSING_SHOWN];
    int shown;
    struct ended_sum sum; /* of all of the day */
};

struct closing_view {
    const struct page *page;
    struct reached reached;
    int64_t at; /* the day that was asked for */
    struct closing_square squares[MONTH_SQUARES];
    int count;
    struct ended_sum late, undated, month;
    bool moves; /* the actor may change some deal */
};

page_fn closing_get, closing_post;

/* ---- For the template ---- */

/* The same page so many months away. */
struct str closing_url(struct ctx *cx, const struct closing_view *v, int months);
/* The page that holds today. */
struct str closing_today(struct ctx *cx, const struct closing_view *v);
/* The list of the deals of a day, of those that are late, of those without one. */
struct str closing_list(struct ctx *cx, const struct closing_view *v, int64_t day);
struct str closing_late_list(struct ctx *cx, const struct closing_view *v);
struct str closing_undated_list(struct ctx *cx, const struct closing_view *v);
bool closing_moves(struct ctx *cx, const struct closing_view *v, const struct record *deal);

#endif

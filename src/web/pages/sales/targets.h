/* targets.h - the page that tells who was to sell what in a month, and who keeps pace; private to
 * pages/sales/. */
#ifndef WEB_PAGES_SALES_TARGETS_H
#define WEB_PAGES_SALES_TARGETS_H

#include "modules/sales/targets.h"
#include "modules/trade/goals.h"
#include "web/pages/records/records.h"

struct targets_view {
    const struct page *page;
    const struct targets *targets;
    const struct goal *goals;
    int goal_count;
    struct deal_reach of;
    bool sets; /* the actor may set targets */
};

page_fn targets_get;

/* ---- For the template ---- */

/* The page of the month so many later. */
struct str targets_url(struct ctx *cx, const struct targets_view *v, int months);
/* The form of a new one; who does not set those of all begins with their own. */
struct str targets_new(struct ctx *cx);
/* How many rows there are of people, or of teams. */
int targets_rows(const struct targets_view *v, bool teams);
/* Whose it is; of everybody's the month. */
struct str target_name(struct ctx *cx, const struct targets_view *v,
                       const struct target_row *r);
/* How many goals there are of a kind, and what such a table is called. */
int goals_of(const struct targets_view *v, enum goal_of of);
struct str goals_title(struct ctx *cx, enum goal_of of);
struct str goal_name(struct ctx *cx, const struct goal *g);
/* The orders of the month; of a city, those of its customers. */
struct str goal_url(struct ctx *cx, const struct targets_view *v, const struct goal *g);
struct str target_forecast_url(struct ctx *cx, const struct target_row *r);
/* The list of what was won. */
struct str target_won_url(struct ctx *cx, const struct targets_view *v,
                          const struct target_row *r);
/* How far it is ahead, in rials that make whole tomans; below zero: behind. Null: there is no target, or no saying. */
struct value target_lead(const struct targets *t, const struct target_row *r);
/* Of a hundred, at most all of them. */
int64_t target_bar(int64_t percent);
int64_t target_mark(const struct targets *t);

#endif

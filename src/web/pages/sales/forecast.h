/* forecast.h - the page that tells what a pipeline is to bring, month by month, and how far its deals
 * came; private to pages/sales/. */
#ifndef WEB_PAGES_SALES_FORECAST_H
#define WEB_PAGES_SALES_FORECAST_H

#include "modules/sales/forecast.h"
#include "web/pages/records/records.h"
#include "web/pages/sales/reached.h"

struct forecast_view {
    const struct page *page;
    struct reached reached;
    const struct pipeline *pipelines;
    int pipeline_count;
    const struct pipeline *chosen; /* NULL: there is none yet */
    const struct stage *stages;
    int stage_count;
    const struct forecast *forecast;
};

page_fn forecast_get;

/* ---- For the template ---- */

/* "Aban 1405", "before Aban", "later", "without a date". */
struct str forecast_row_name(struct ctx *cx, const struct forecast_view *v, int row);
/* The list of the deals of a row: every figure can be looked into. */
struct str forecast_row_url(struct ctx *cx, const struct forecast_view *v, int row);
struct str forecast_stage_url(struct ctx *cx, const struct forecast_view *v, int stage);
/* How long the bar of a stage is, in percent of the longest of the open ones. */
int64_t forecast_bar(const struct forecast_view *v, int stage);
/* Of 100 deals that ended, so many were won; -1: none ended. */
int64_t forecast_win_rate(const struct forecast_view *v);

#endif

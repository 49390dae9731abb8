/* funnel.h - the page of the funnel: how far the deals that began in a span came; private to pages/sales/. */
#ifndef WEB_PAGES_SALES_FUNNEL_H
#define WEB_PAGES_SALES_FUNNEL_H

#include "modules/sales/funnel.h"
#include "web/pages/records/records.h"
#include "web/pages/sales/reached.h"
#include "web/pages/sales/spans.h"

struct funnel_view {
    const struct page *page;
    struct reached reached;
    struct span span; /* of Solar Hijri months */
    const struct pipeline *pipelines;
    int pipeline_count;
    const struct pipeline *chosen; /* NULL: there is none yet */
    const struct funnel *funnel;
};

page_fn funnel_get;

/* ---- For the template ---- */

/* The same page of another pipeline, of a span of another kind, or so many spans away. */
struct str funnel_url(struct ctx *cx, const struct funnel_view *v, int64_t pipeline,
                      enum span_kind kind, int turns);
/* The list of the deals behind a figure: all that began; won ones; those that reached a stage; those
 * that still stand there; those that went no further and were lost. */
struct str funnel_began_list(struct ctx *cx, const struct funnel_view *v);
struct str funnel_won_list(struct ctx *cx, const struct funnel_view *v);
struct str funnel_reached_list(struct ctx *cx, const struct funnel_view *v, int stage);
struct str funnel_here_list(struct ctx *cx, const struct funnel_view *v, int stage);
struct str funnel_lost_list(struct ctx *cx, const struct funnel_view *v, int stage);

#endif

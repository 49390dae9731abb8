/* history.h - the page that tells how the forecast of a month came about: what was said day by day, and
 * which deals made it another one; private to pages/sales/. */
#ifndef WEB_PAGES_SALES_HISTORY_H
#define WEB_PAGES_SALES_HISTORY_H

#include "modules/sales/history.h"
#include "modules/sales/movement.h"
#include "web/pages/records/records.h"
#include "web/pages/sales/reached.h"

enum {
    HISTORY_HIGH = 100,  /* how high the picture is, in its own units */
    HISTORY_AT_ONCE = 8, /* so many deals that moved are named without being asked for */
};

struct history_view {
    const struct page *page;
    struct reached reached;
    const struct pipeline *pipelines;
    int pipeline_count;
    const struct pipeline *chosen; /* NULL: there is none yet */
    int64_t month, before;         /* its first day, and that of the next */
    const struct history *history;
    struct history_day now;
    const struct history_day *from, *to; /* what is compared; NULL: nothing was noted */
    const struct movement *movement;
};

page_fn forecast_history_get;

/* ---- For the template ---- */

/* The same page of another month: so many away. */
struct str history_url(struct ctx *cx, const struct history_view *v, int months);
struct str history_month(struct ctx *cx, const struct history_view *v);
/* Open deals together, before they are rounded; all with what was won. */
struct ended_sum history_open(const struct history_day *d);
struct ended_sum history_all(const struct history_day *d);
/* "12 Azar", "now". */
struct str history_when(struct ctx *cx, const struct history_view *v,
                        const struct history_day *d);
/* The picture is as wide as there are days from the first to the last noted. */
int64_t history_wide(const struct history_view *v);
int64_t history_at(const struct history_view *v, const struct history_day *d);
/* How high the kinds up to and with `kind` reach (-1: none), HISTORY_HIGH at most. Won stands at the
 * bottom, above it what is surest. */
int64_t history_height(const struct history_view *v, const struct history_day *d, int kind);
/* Days between the first and the last on which nothing was noted, or is not kept. */
int64_t history_missing(const struct history_view *v);
struct value history_most(const struct history_view *v);
struct str history_kind(const struct ctx *cx, int kind);
extern const enum msg movement_names[MOVEMENT_KINDS];
/* The bar of a movement: where it begins and how long it is, in percent. */
int64_t movement_start(const struct history_view *v, enum movement_kind kind);
int64_t movement_length(const struct history_view *v, enum movement_kind kind);
struct value movement_change(const struct history_view *v, enum movement_kind kind);
/* What is left when all movements are counted: the journal does not tell it; 0 as a rule. */
struct value movement_untold(const struct history_view *v);

#endif

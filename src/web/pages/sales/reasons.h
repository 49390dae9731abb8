/* reasons.h - the pages that tell why deals were won and lost, and what marketing learns from it; private
 * to pages/sales/. */
#ifndef WEB_PAGES_SALES_REASONS_H
#define WEB_PAGES_SALES_REASONS_H

#include "modules/sales/ended.h"
#include "modules/sales/lessons.h"
#include "web/pages/records/records.h"
#include "web/pages/sales/reached.h"
#include "web/pages/sales/spans.h"

enum { REASONS_PANELS = 12, REASONS_ROWS = 6, REASONS_LESSONS = 6 };

/* What deals are told apart by: a field of theirs, or of their customer's. */
struct reasons_by {
    const struct field *field;
    bool of_party;
};

struct reasons_panel {
    struct reasons_by by;
    enum ended_as as; /* ENDED_KINDS: won and lost beside each other */
    struct ended ended;
    struct ended_group rest; /* of those beyond REASONS_ROWS together */
};

struct reasons_lesson {
    struct reasons_by by;
    enum lesson_about about;
    struct lesson lesson;
};

struct reasons_view {
    const struct page *page;
    struct reached reached;
    struct span span;
    bool marketing; /* the page of what marketing learns */
    struct reasons_panel panels[REASONS_PANELS];
    int panel_count;
    struct asked_list asked;
    struct reasons_lesson lessons[REASONS_LESSONS];
    int lesson_count;
};

page_fn reasons_get, lessons_get;

/* ---- For the templates ---- */

/* The same page of another span: of another kind, or so many spans away. */
struct str reasons_url(struct ctx *cx, const struct reasons_view *v, enum span_kind kind,
                       int turns);
/* The other page of the same span. */
struct str reasons_other(struct ctx *cx, const struct reasons_view *v, bool marketing);
/* "City of the customer", "Source". */
struct str reasons_title(struct ctx *cx, struct reasons_by by);
/* What is said by a value, or that nothing is. */
struct str reasons_key(struct ctx *cx, struct reasons_by by, struct value key);
/* Rows that are shown: those that hold a deal of that outcome. */
bool reasons_shown(const struct reasons_panel *p, const struct ended_group *g);
/* The list of the deals behind a figure. */
struct str reasons_list(struct ctx *cx, const struct reasons_view *v,
                        const struct reasons_by *by, struct value key, enum ended_as as);
struct str reasons_asked_list(struct ctx *cx, const struct reasons_view *v,
                              struct str feature, struct str outcome);
struct str reasons_cell_list(struct ctx *cx, const struct reasons_view *v,
                             const struct reasons_lesson *l, int row, int column);
struct str lessons_title(struct ctx *cx, const struct reasons_lesson *l);
/* What heads a column: a reason, or a feature asked for. */
struct str reasons_column(struct ctx *cx, const struct reasons_lesson *l, int column);
/* Percent of all that ended so in the span, or in the one before. */
int64_t reasons_share(const struct reasons_panel *p, const struct ended_group *g,
                      enum ended_when when);
/* How dark a cell is, 0 to 4: its part of the largest. */
int reasons_heat(const struct reasons_lesson *l, int row, int column);

#endif

/* parts.h - the pages of this folder, and what their templates ask. */
#ifndef WEB_PAGES_FIELD_PARTS_H
#define WEB_PAGES_FIELD_PARTS_H

#include "modules/field/tour.h"
#include "modules/field/visiting.h"
#include "web/pages/records/records.h"
#include "web/widgets/whose.h"

page_fn visits_get, visits_order_post, visit_move_post;
page_fn visiting_get, visiting_arrive_post, visiting_leave_post, visiting_place_post;

/* ---- The visits of a day ---- */

/* What a person's day, or all that is shown, comes to. */
struct visit_counts {
    int planned, underway, done, missed;
};

struct visits_view {
    const struct page *page;
    int64_t day;
    struct whose whose;
    struct tour tour;
    bool mine; /* one person's day: a route; else who visits whom */
    bool edits;
};

struct visit_counts visits_count(const struct tour *t, int from, int until);
/* How many from `from` on are of the same person. */
int visits_of_person(const struct tour *t, int from);
/* "/visits?day=…&who=…" so many days later. */
struct str visits_url(struct ctx *cx, const struct visits_view *v, int days);
/* "8.2 km" or "85 m". */
struct str metres_text(struct ctx *cx, int64_t metres);
/* "geo:35.715200,51.404300?q=…", which the device's own map opens. */
struct str place_uri(struct ctx *cx, struct place at);
/* "9:00 to 11:00"; empty: no hours are agreed. */
struct str visit_hours(struct ctx *cx, const struct record *visit);
bool visit_is(const struct record *visit, struct str state);

/* ---- One visit ---- */

struct visit_view {
    const struct page *page;
    const struct record *visit;
    struct stop stop;
    bool acts;                /* may come and go */
    bool places;              /* may say where the customer is */
    bool orders;              /* may order for the customer */
    const struct form *typed; /* what came back to be mended, or NULL */
};
/* "85 metres from the customer (give or take 12)". */
struct str visit_distance(struct ctx *cx, const struct record *visit);

#endif

/* reached.h - whose deals a page is about, and the list of some of them; private to pages/sales/. */
#ifndef WEB_PAGES_SALES_REACHED_H
#define WEB_PAGES_SALES_REACHED_H

#include "modules/sales/reach.h"
#include "web/web.h"
#include "web/widgets/whose.h"

struct reached {
    struct whose whose;
    struct deal_reach of;
};

/* As the address says (`who`); else the widest the actor may ask for. ERR_DENIED. */
enum err reached_read(struct page *p, struct reached *out);
/* Whether the actor may look at others' deals too. */
bool reached_picks(const struct ctx *cx);
/* The filter with whose deals they are. */
struct str reached_filter(struct ctx *cx, const struct reached *r, struct str filter);
/* The list of those of them that a filter finds: every figure can be looked into. */
struct str reached_list(struct ctx *cx, const struct reached *r, struct str filter);

/* The pipeline of the address, else the first; NULL: there is none. */
struct pipeline;
const struct pipeline *asked_pipeline(const struct page *p, const struct pipeline *all,
                                      int count);
/* A day of the address, typed freely; what cannot be read means `otherwise`. */
int64_t asked_day(const struct page *p, const char *name, int64_t otherwise);

#endif

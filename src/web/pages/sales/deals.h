/* deals.h - the open deals of a customer, for their page. */
#ifndef WEB_PAGES_SALES_DEALS_H
#define WEB_PAGES_SALES_DEALS_H

#include "records/data/list.h"

enum { DEALS_SHOWN = 10 }; /* newest first; the list has the rest */

struct deals_view {
    bool shown, makes;        /* the actor may see deals, make one */
    struct str party;         /* whose */
    struct list_asked *asked; /* NULL: they may not be seen */
    struct record_list open;
};

/* In two steps, as a list is (records/data/list.h). Reading notes the titles they need. */
enum err deals_view_ask(struct ctx *cx, int64_t party, struct deals_view *out);
enum err deals_view_read(struct ctx *cx, struct deals_view *v);

/* ---- For the template ---- */

/* Whether it should have been closed by now. */
bool deal_late(const struct ctx *cx, const struct record *deal);
/* The list of all deals of the customer, closed ones too. */
struct str deals_url(struct ctx *cx, const struct deals_view *v);

#endif

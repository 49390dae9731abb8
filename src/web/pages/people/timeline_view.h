/* timeline_view.h - a page of the timeline about to be written. */
#ifndef WEB_PAGES_PEOPLE_TIMELINE_VIEW_H
#define WEB_PAGES_PEOPLE_TIMELINE_VIEW_H

#include "records/data/list.h"
#include "web/pages/people/parts.h"

enum { TIMELINE_PAGE = 20 };

/* What may be looked at alone. */
enum { TIMELINE_TABS = 6 };
extern const struct timeline_tab {
    const char *key; /* in addresses; empty: everything */
    enum msg label;
    const char *icon;
} timeline_tabs[TIMELINE_TABS];

struct timeline_view {
    const struct page *page;
    int64_t party;
    int tab;
    struct record_list events;
    int64_t day_before; /* the day under which the page before ended; INT64_MIN: none */
};

enum err timeline_view_read(struct page *p, int64_t party, struct timeline_view *out);

/* -- For the templates -- */

const char *kind_icon(struct str kind);
const char *event_icon(const struct record *r);
/* The class of its mark: a colour where something went well or badly, else nothing. */
const char *event_meaning(const struct record *r);
/* "inbound · 4 minutes · Sara Karimi". */
struct str event_about(struct ctx *cx, const struct record *r);
int64_t event_day(const struct ctx *cx, const struct record *r);
/* The address of what is older: of the part, or of the page for those without scripts. */
struct str timeline_older(struct ctx *cx, const struct timeline_view *v, bool part);

#endif

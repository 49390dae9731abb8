/* timeline_view.h - a page of the timeline about to be written. */
#ifndef WEB_PAGES_PEOPLE_TIMELINE_VIEW_H
#define WEB_PAGES_PEOPLE_TIMELINE_VIEW_H

#include "modules/people/timeline.h"
#include "records/data/list.h"
#include "web/pages/people/parts.h"

/* What may be looked at alone. */
enum { TIMELINE_TABS = 7 };
extern const struct timeline_tab {
    const char *key; /* in addresses; empty: everything */
    enum msg label;
    const char *icon;
    unsigned kinds; /* of enum timeline_kind as bits; 0: the interactions of tab_kinds */
} timeline_tabs[TIMELINE_TABS];

struct timeline_view {
    const struct page *page;
    int64_t party;
    int tab;
    bool parts; /* a merge may be taken back */
    struct timeline events;
    struct timeline_asked *asked; /* NULL: one of the tabs that list_asked is for */
    struct list_asked *list_asked;
    int64_t day_before; /* the day under which the page before ended; INT64_MIN: none */
};

enum err timeline_view_ask(struct page *p, int64_t party, struct timeline_view *out);
enum err timeline_view_read(struct page *p, struct timeline_view *v);

/* ---- For the templates ---- */

const char *kind_icon(struct str kind);
const char *event_icon(const struct timeline_entry *e);
/* The class of its mark: a colour where something went well or badly, else nothing. */
const char *event_meaning(const struct timeline_entry *e);
/* "inbound · 4 minutes · Sara Karimi". */
struct str event_about(struct ctx *cx, const struct timeline_entry *e);
int64_t event_day(const struct ctx *cx, const struct timeline_entry *e);
/* Whether it is left out: an open task stands among the next steps already. */
bool event_hidden(const struct timeline_view *v, const struct timeline_entry *e);
/* The address of what is older: of the part, or of the page for those without scripts. */
struct str timeline_older(struct ctx *cx, const struct timeline_view *v, bool part);

#endif

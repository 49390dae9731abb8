/* duplicates_view.h - customers that may be the same, about to be shown or united. */
#ifndef WEB_PAGES_PEOPLE_DUPLICATES_VIEW_H
#define WEB_PAGES_PEOPLE_DUPLICATES_VIEW_H

#include "modules/people/duplicates.h"
#include "modules/people/merge.h"
#include "web/pages/people/parts.h"

enum { GROUPS_PAGE = 20 };

/* The page of groups that the latest search found. */
struct duplicates_view {
    const struct page *page;
    const struct duplicate_group *groups;
    int group_count;
    struct str older; /* the address of the next page; empty: none */
    int64_t job;      /* a search that runs, or 0 */
    bool edits, searched;
};

/* Those that may be the same as one customer. */
struct same_view {
    const struct page *page;
    int64_t party;
    const struct duplicate *found;
    int count;
    bool edits;
};

/* Two customers side by side. */
struct merge_view {
    const struct page *page;
    const struct record *keep, *gone;
    struct str keep_id, gone_id;
    const struct form *form; /* what came back, or NULL */
    int asked, taken;        /* fields to be chosen; that fill an empty one */
};

/* Whether the one that goes fills what the other lacks. */
bool merge_fills(const struct merge_view *v, const struct field *f);
/* The address of two side by side. */
struct str merge_url(struct ctx *cx, int64_t keep, int64_t gone);
/* What a group shares, in words. */
struct str group_reason(struct ctx *cx, const struct duplicate_group *g);

#endif

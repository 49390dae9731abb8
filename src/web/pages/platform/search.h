/* search.h - what the search page and the palette show; private to this folder. */
#ifndef WEB_PAGES_PLATFORM_SEARCH_H
#define WEB_PAGES_PLATFORM_SEARCH_H

#include "records/data/list.h"
#include "web/menu.h"

struct found {
    struct str typed;
    const struct kind_hits *kinds; /* those with hits */
    int kind_count;
    struct menu_group pages, actions; /* whose names match */
};

static inline bool found_nothing(const struct found *f) {
    return !f->kind_count && !f->pages.count && !f->actions.count;
}

#endif

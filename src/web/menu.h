/* menu.h - where one can go: pages and kinds of record in groups, as far as the actor may.
 * The navigation, the bar on phones, quick create and the search palette read the same
 * rows, so a page that is added to menu.c is found everywhere. */
#ifndef WEB_MENU_H
#define WEB_MENU_H

#include "http/route.h"

struct menu_item {
    struct str path, label;
    const char *icon;
    bool current; /* the page in hand is here */
};

struct menu_group {
    struct str label; /* empty: the first group has no heading */
    const struct menu_item *items;
    int count;
};

struct menu {
    const struct menu_group *groups;
    int count;
};

/* All that the actor may open, in the order of the navigation. */
struct menu menu_of(const struct page *p);
/* The forms of quick create. */
struct menu_group menu_quick(const struct page *p);
/* The pages of one record beside its own: a user's access, a role's rights, why it can be
 * seen. */
struct menu_group menu_record(const struct page *p, const struct entity *e, int64_t id);
/* The things a phone shows at its foot, the navigation itself not counted. */
enum { MENU_FOOT = 4 };
struct menu_group menu_foot(const struct page *p, const struct menu *menu);
/* The address of what the help says about the page in hand; the index where it says nothing. */
struct str menu_help(const struct page *p);

#endif

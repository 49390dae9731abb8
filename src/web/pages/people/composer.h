/* composer.h - the form on top of the timeline: what was just said, and what comes next. */
#ifndef WEB_PAGES_PEOPLE_COMPOSER_H
#define WEB_PAGES_PEOPLE_COMPOSER_H

#include "web/pages/people/parts.h"

struct composer {
    const struct form *form; /* what came back and is to be mended, or NULL */
    struct str kind;         /* the one chosen */
    struct str once;
    bool makes_tasks;
};

/* An empty one, of the kind the address asks for. */
struct composer composer_new(const struct page *p);
/* What stands in one of its inputs. */
struct str composer_value(const struct composer *c, const char *name);

#endif

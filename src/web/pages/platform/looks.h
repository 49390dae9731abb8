/* looks.h - the page of looks at sensitive fields; private to this folder. */
#ifndef WEB_PAGES_PLATFORM_LOOKS_H
#define WEB_PAGES_PLATFORM_LOOKS_H

#include "records/data/looks.h"

struct looks_view {
    const struct look *looks;
    int count;
    struct str of;    /* whose, or of which record: what the page is narrowed to */
    struct str older; /* the address of the next page, or empty */
};

extern const enum msg look_way_words[LOOK_WAYS];

#endif

/* why.h - what the page "why can this person see this" shows; private to this folder. */
#ifndef WEB_PAGES_PLATFORM_WHY_H
#define WEB_PAGES_PLATFORM_WHY_H

#include "records/data/list.h"

enum { WHY_ACTIONS = 4 };

struct why_answer {
    struct str action;
    bool allowed;
    struct str sentence;
};

struct why {
    struct record record;
    struct str title, owner;
    int64_t user;
    const struct actor *actor; /* NULL: switched off, so nothing is allowed */
    struct why_answer answers[WHY_ACTIONS];
    const struct record *users; /* to choose from */
    int user_count;
};

#endif

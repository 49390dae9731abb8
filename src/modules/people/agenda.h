/* agenda.h - what lies between two instants, for the squares of a calendar: tasks by when
 * they are due, interactions by when they were. */
#ifndef PEOPLE_AGENDA_H
#define PEOPLE_AGENDA_H

#include "records/data/record.h"

enum {
    AGENDA_MOST = 500,     /* of each kind, where nothing else is asked */
    AGENDA_SPAN_DAYS = 31, /* a task that lasts longer is only seen where it begins */
};

/* Whose: a user's, a team's, or (both 0) everybody's. */
struct agenda_ask {
    int64_t user, team;
    int64_t from_ms, before_ms;
    int limit; /* of each kind; 0: AGENDA_MOST */
};

struct agenda_item {
    int64_t at_ms, ends_ms; /* the same where no end is known */
    /* A task or an interaction: what names it, its kind, times and state. */
    struct record record;
};

struct agenda {
    struct agenda_item *items;
    int count;
    bool more; /* of some kind there are more than the limit */
};

/* Earliest first, within the actor's rights. Two statements. */
enum err agenda_between(struct ctx *cx, const struct agenda_ask *ask, struct agenda *out);

#endif

#include "modules/requests/turn.h"

#include <stddef.h>

static bool before(const struct candidate *a, const struct candidate *b) {
    if (a->here != b->here) return a->here;
    if (a->fits != b->fits) return a->fits > b->fits;
    if (a->load != b->load) return a->load < b->load;
    if (a->last_ms != b->last_ms) return a->last_ms < b->last_ms;
    return a->user < b->user;
}

const struct candidate *turn_of(const struct candidate *all, int count) {
    const struct candidate *first = NULL;
    for (int i = 0; i < count; i++)
        if (!first || before(&all[i], first)) first = &all[i];
    return first;
}

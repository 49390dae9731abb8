#include "modules/requests/turn.h"

#include <stdbool.h>

static bool before(const struct waiting *a, const struct waiting *b) {
    return a->last_ms != b->last_ms ? a->last_ms < b->last_ms : a->user < b->user;
}

int64_t turn_of(const struct waiting *all, int count) {
    if (!count) return 0;
    const struct waiting *first = &all[0];
    for (int i = 1; i < count; i++)
        if (before(&all[i], first)) first = &all[i];
    return first->user;
}

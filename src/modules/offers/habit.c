#include "modules/offers/habit.h"

/* Of an even number the smaller of the two in the middle. */
static int64_t median(int64_t *sorted, int count) {
    for (int i = 1; i < count; i++)
        for (int at = i; at > 0 && sorted[at - 1] > sorted[at]; at--) {
            int64_t kept = sorted[at];
            sorted[at] = sorted[at - 1];
            sorted[at - 1] = kept;
        }
    return sorted[(count - 1) / 2];
}

struct habit habit_of(const int64_t *days, int count, int64_t lasts) {
    int64_t between[HABIT_DAYS];
    struct habit h = {.every = lasts};
    if (count > HABIT_DAYS) count = HABIT_DAYS;
    if (count >= HABIT_BOUGHT) {
        for (int i = 0; i + 1 < count; i++)
            between[i] = days[i] - days[i + 1];
        h.every = median(between, count - 1);
        h.own = true;
    }
    if (count && h.every > 0) h.due = days[0] + h.every;
    return h;
}

bool habit_calls(const struct habit *h, int64_t today) {
    return h->every > 0 && today >= h->due - HABIT_AHEAD
           && today <= h->due + HABIT_GONE * h->every;
}

#include "modules/contracts/period.h"

#include "modules/people/calendar.h"
#include "modules/trade/lines.h"

/* ---- Boundaries ---- */

int64_t period_start(const struct period_plan *plan, int64_t n) {
    return calendar_turn(plan->calendar, plan->anchor, (int)(n * plan->months));
}

int64_t period_of(const struct period_plan *plan, int64_t day) {
    enum { LONGEST_MONTH = 31 };
    if (day < plan->anchor) return -1;
    int64_t n = (day - plan->anchor) / ((int64_t)LONGEST_MONTH * plan->months);
    for (int64_t next = period_start(plan, n + 1); next <= day; n++) {
        int64_t after = period_start(plan, n + 2);
        if (after <= next) break; /* the calendar ends */
        next = after;
    }
    return n;
}

/* ---- Parts ---- */

int period_parts(const struct period_change *changes, int count, int64_t from, int64_t to,
                 struct period_part out[PERIOD_PARTS]) {
    int parts = 0;
    for (int i = 0; i < count && parts < PERIOD_PARTS; i++) {
        int64_t begin = changes[i].day > from ? changes[i].day : from;
        int64_t end = i + 1 < count && changes[i + 1].day < to ? changes[i + 1].day : to;
        if (begin >= end || !changes[i].price) continue;
        out[parts++] = (struct period_part){begin, end, changes[i].price, 0};
    }
    return parts;
}

/* One rial more for each of the largest remainders. */
static void give_left(struct period_part *parts, int64_t *rests, int count, int64_t left) {
    for (; left > 0; left--) {
        int most = 0;
        for (int i = 1; i < count; i++)
            if (rests[i] > rests[most]) most = i;
        parts[most].amount++;
        rests[most] = -1;
    }
}

bool period_prorate(int64_t period_days, struct period_part *parts, int count,
                    int64_t *out_sum) {
    int64_t rests[PERIOD_PARTS], sum = 0, rest = 0;
    if (period_days <= 0 || count > PERIOD_PARTS) return false;
    for (int i = 0; i < count; i++) {
        int64_t days = parts[i].to - parts[i].from;
        if (!times_divided(parts[i].price, days, period_days, &parts[i].amount, &rests[i]))
            return false;
        sum += parts[i].amount;
        rest += rests[i];
        if (sum > LINES_MONEY_MOST) return false;
    }
    int64_t left = (2 * rest + period_days) / (2 * period_days);
    give_left(parts, rests, count, left);
    *out_sum = sum + left;
    return true;
}

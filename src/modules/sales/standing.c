#include "modules/sales/standing.h"

#include "base/clock.h"

int64_t stage_ms(const struct arrival *arrivals, int count, int64_t stage,
                 int64_t until_ms) {
    int64_t sum = 0;
    for (int i = 0; i < count; i++) {
        int64_t left = i + 1 < count ? arrivals[i + 1].at_ms : until_ms;
        if (arrivals[i].stage == stage && left > arrivals[i].at_ms)
            sum += left - arrivals[i].at_ms;
    }
    return sum;
}

int64_t whole_days(int64_t ms) {
    return ms < 0 ? 0 : ms / MS_PER_DAY;
}

bool is_stuck(int64_t quiet_ms, int64_t patience) {
    return patience > 0 && whole_days(quiet_ms) >= patience;
}

#include "modules/sales/span.h"

#include "modules/people/calendar.h"

static const int months_of[SPAN_KINDS] = {
    [SPAN_MONTH] = 1, [SPAN_QUARTER] = 3, [SPAN_YEAR] = 12};

struct span span_at(enum calendar calendar, enum span_kind kind, int64_t day) {
    struct calendar_month month;
    int months = months_of[kind];
    calendar_month(calendar, day, &month);
    int64_t first = calendar_turn(calendar, month.first, -((month.month - 1) % months));
    return (struct span){.kind = kind,
                         .first = first,
                         .before = calendar_turn(calendar, first, months),
                         .earlier = calendar_turn(calendar, first, -months)};
}

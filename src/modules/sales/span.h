/* span.h - a month, a quarter or a year of the reader's calendar, and the one before it. */
#ifndef SALES_SPAN_H
#define SALES_SPAN_H

#include "records/ctx.h"

enum span_kind { SPAN_MONTH, SPAN_QUARTER, SPAN_YEAR, SPAN_KINDS };

struct span {
    enum span_kind kind;
    int64_t first, before; /* its first day, and that of the next one */
    int64_t earlier;       /* the first day of the one before */
};

/* The one that holds `day`. */
struct span span_at(enum calendar calendar, enum span_kind kind, int64_t day);

#endif

/* spans.h - a month, a quarter or a year in addresses and in words; private to pages/sales/. */
#ifndef WEB_PAGES_SALES_SPANS_H
#define WEB_PAGES_SALES_SPANS_H

#include "http/route.h"
#include "modules/sales/span.h"

extern const enum msg span_names[SPAN_KINDS];
extern const char *const span_keys[SPAN_KINDS];

/* As the address says (`span`); else a quarter. */
enum span_kind asked_span(const struct page *p);
/* A day of the span before (below 0), of this one, or of the next. */
int64_t span_turned(const struct span *s, int turns);
/* "Mehr to Azar 1405", or days where the reader's months are others. */
struct str span_words(struct ctx *cx, const struct span *s);

#endif

/* figures.h - shares and lifts as people read them. */
#ifndef WEB_PAGES_OFFERS_FIGURES_H
#define WEB_PAGES_OFFERS_FIGURES_H

#include "modules/offers/answer.h"
#include "modules/offers/rule.h"

/* "3.1", in the reader's digits; of a rule. */
struct str lift_text(struct ctx *cx, const struct rule_counts *c);
/* "12.5 %", of parts of a million. */
struct str percent_text(struct ctx *cx, int64_t ppm);
struct str reason_label(const struct ctx *cx, enum offer_reason reason);

#endif

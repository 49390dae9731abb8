/* stage.h - what a sales stage is worth by what happened, beside what people hold it for; private to
 * pages/scoring/. */
#ifndef WEB_PAGES_SCORING_STAGE_H
#define WEB_PAGES_SCORING_STAGE_H

#include "modules/offers/measure.h"
#include "modules/scoring/passed.h"
#include "web/pages/records/records.h"

struct stage_view {
    const struct page *page;
    struct stage stage;
    struct passed passed;
    bool takes; /* may set the probability */
};

page_fn stage_get, stage_take_post;

/* Its share in whole percent; below 0: no advice, of so few deals. */
int64_t passed_percent(const struct passed *p);

#endif

/* report.h - the page that tells what the model learnt and how well it foretells, and what stages are
 * worth by what happened; private to pages/scoring/. */
#ifndef WEB_PAGES_SCORING_REPORT_H
#define WEB_PAGES_SCORING_REPORT_H

#include "modules/offers/measure.h"
#include "modules/scoring/fit.h"
#include "modules/scoring/passed.h"
#include "web/pages/records/records.h"

/* A pipeline with what its open stages are worth. */
struct pipeline_worth {
    struct pipeline pipeline;
    struct stage stages[PIPELINE_STAGES];
    struct passed passed[PIPELINE_STAGES];
    int count;
};

struct report_view {
    const struct page *page;
    struct model model;
    struct judgement trial;
    struct pipeline_worth *pipelines;
    int pipeline_count;
    bool manages; /* may have it fitted, and set what a stage is held for */
};

page_fn report_get, report_fit_post;

/* ---- For the template ---- */

/* What the area comes to, in plain words. */
struct str trial_text(struct ctx *cx, const struct judgement *trial);
struct share passed_share(const struct passed *p);
/* "10 to 20 %". */
struct str tenth_text(struct ctx *cx, int tenth);
/* Parts of a million, of what was said of a tenth on average. */
int64_t tenth_said(const struct tenth *t);

#endif

#include "web/pages/scoring/report.h"

#include "records/data/titles.h"
#include "records/rules/jobs.h"
#include "web/pages/scoring/report.html.h"

/* ---- Reading ---- */

static enum err read_pipelines(struct ctx *cx, struct report_view *v) {
    struct pipeline all[PIPELINES];
    TRY(pipelines_all(cx, all, &v->pipeline_count));
    v->pipelines = NEWS(cx->mem, (size_t)v->pipeline_count, struct pipeline_worth);
    for (int i = 0; i < v->pipeline_count; i++) {
        struct pipeline_worth *w = &v->pipelines[i];
        w->pipeline = all[i];
        TRY(stages_of(cx, all[i].id, w->stages, &w->count));
        TRY(passed_of_stages(cx, w->stages, w->count, w->passed));
    }
    return OK;
}

static enum err name_categories(struct ctx *cx, const struct model *m) {
    for (int i = 0; i < m->weight_count; i++) {
        int64_t id;
        if (m->weights[i].factor == FACTOR_CATEGORY && id_parse(m->weights[i].level, &id))
            titles_note(cx, entity_at(cx->catalog, "product_category"), id);
    }
    return titles_load(cx);
}

enum err report_get(struct page *p) {
    struct ctx *cx = p->cx;
    struct report_view v = {.page = p, .manages = cx->actor->administrator};
    TRY(model_load(cx, &v.model));
    TRY(model_trial(cx, &v.trial));
    TRY(read_pipelines(cx, &v));
    TRY(name_categories(cx, &v.model));
    struct buf content = page_buf(p);
    report_page(&content, cx, &v);
    return page_send(p, cx_msg(cx, MSG_SCORING), &content);
}

enum err report_fit_post(struct page *p) {
    TRY(job_hurry(p->cx, "scoring.fit"));
    page_flash(p, MSG_FLASH_SCORING);
    return reply_redirect(p, STR("/scoring"));
}

/* ---- For the template ---- */

struct str trial_text(struct ctx *cx, const struct judgement *trial) {
    enum { FAIR = 650000, GOOD = 750000 };
    if (trial->area < FAIR) return cx_msg(cx, MSG_SCORING_TRIAL_POOR);
    return cx_msg(cx, trial->area < GOOD ? MSG_SCORING_TRIAL_FAIR : MSG_SCORING_TRIAL_GOOD);
}

struct share passed_share(const struct passed *p) {
    return (struct share){.have = p->won, .of = p->ended};
}

struct str tenth_text(struct ctx *cx, int tenth) {
    enum { TEN = 10 };
    return msg_format(cx->mem, cx->lang, MSG_SCORING_FROM_TO,
                      MSG_PARTS({"from", cx_number(cx, tenth * TEN)},
                                {"to", cx_number(cx, (tenth + 1) * TEN)}));
}

int64_t tenth_said(const struct tenth *t) {
    return t->count ? t->said / t->count : 0;
}

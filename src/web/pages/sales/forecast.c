#include "web/pages/sales/forecast.h"

#include "entities.h"
#include "persian/jalali.h"
#include "records/data/filter.h"
#include "web/pages/sales/forecast.html.h"
#include "web/when.h"

/* ---- The page ---- */

enum err forecast_get(struct page *p) {
    struct ctx *cx = p->cx;
    struct pipeline *pipelines = NEWS(cx->mem, PIPELINES, struct pipeline);
    struct stage *stages = NEWS(cx->mem, PIPELINE_STAGES, struct stage);
    struct forecast *f = NEW(cx->mem, struct forecast);
    struct forecast_view v = {
        .page = p, .pipelines = pipelines, .stages = stages, .forecast = f};
    TRY(reached_read(p, &v.reached));
    TRY(pipelines_all(cx, pipelines, &v.pipeline_count));
    v.chosen = asked_pipeline(p, pipelines, v.pipeline_count);
    if (v.chosen) TRY(stages_of(cx, v.chosen->id, stages, &v.stage_count));
    forecast_begin(f, cx->calendar, cx_today(cx));
    TRY(forecast_load(cx, &v.reached.of, stages, v.stage_count, f));
    struct buf content = page_buf(p);
    forecast_page(&content, cx, &v);
    return page_send(p, cx_msg(cx, MSG_FORECAST), &content);
}

/* ---- For the template ---- */

struct str forecast_row_name(struct ctx *cx, const struct forecast_view *v, int row) {
    const struct forecast *f = v->forecast;
    if (row == FORECAST_UNDATED) return cx_msg(cx, MSG_FORECAST_UNDATED);
    if (row == FORECAST_LATER) return cx_msg(cx, MSG_FORECAST_LATER);
    if (row == FORECAST_LATE) return cx_msg(cx, MSG_FORECAST_LATE);
    return month_text(cx, f->starts[row - FORECAST_FIRST]);
}

static struct str when_of(struct ctx *cx, const struct forecast_view *v, int row) {
    const int64_t *starts = v->forecast->starts;
    struct arena *mem = cx->mem;
    if (row == FORECAST_UNDATED) return STR("close_on is empty");
    if (row == FORECAST_LATE)
        return str_join(mem, STR("close_on < "), day_typed(cx, starts[0]));
    int month = row - FORECAST_FIRST;
    struct str from = str_join(mem, STR("close_on >= "), day_typed(cx, starts[month]));
    if (row == FORECAST_LATER) return from;
    struct str before =
        str_join(mem, STR(" and close_on < "), day_typed(cx, starts[month + 1]));
    return str_join(mem, from, before);
}

struct str forecast_row_url(struct ctx *cx, const struct forecast_view *v, int row) {
    struct str pipeline = id_str(cx, v->chosen->id), when = when_of(cx, v, row);
    return reached_list(cx, &v->reached,
                        str_format(cx->mem,
                                   "outcome = open and pipeline = \"%.*s\" and %.*s",
                                   STR_ARG(pipeline), STR_ARG(when)));
}

struct str forecast_stage_url(struct ctx *cx, const struct forecast_view *v, int stage) {
    struct str id = id_str(cx, v->stages[stage].id);
    struct str in = str_format(cx->mem, "stage = \"%.*s\"", STR_ARG(id));
    if (stage_open(&v->stages[stage])) return reached_list(cx, &v->reached, in);
    struct str from = day_typed(cx, v->forecast->won_from);
    return reached_list(
        cx, &v->reached,
        str_format(cx->mem, "%.*s and closed_on >= %.*s", STR_ARG(in), STR_ARG(from)));
}

int64_t forecast_bar(const struct forecast_view *v, int stage) {
    int64_t most = 1;
    for (int i = 0; i < v->stage_count; i++)
        if (stage_open(&v->stages[i]) && v->forecast->stages[i].count > most)
            most = v->forecast->stages[i].count;
    int64_t part = v->forecast->stages[stage].count * 100 / most;
    return part < 100 ? part : 100;
}

int64_t forecast_win_rate(const struct forecast_view *v) {
    int64_t won = 0, ended = 0;
    for (int i = 0; i < v->stage_count; i++) {
        if (stage_open(&v->stages[i])) continue;
        ended += v->forecast->stages[i].count;
        if (str_eq(v->stages[i].outcome, DEAL_OUTCOME_WON))
            won += v->forecast->stages[i].count;
    }
    return ended ? (won * 200 + ended) / (ended * 2) : -1;
}

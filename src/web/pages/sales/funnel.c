#include "web/pages/sales/funnel.h"

#include "entities.h"
#include "web/html.h"
#include "web/pages/sales/funnel.html.h"
#include "web/when.h"

/* ---- The page ---- */

enum err funnel_get(struct page *p) {
    struct ctx *cx = p->cx;
    struct funnel_view *v = NEW(cx->mem, struct funnel_view);
    struct pipeline *pipelines = NEWS(cx->mem, PIPELINES, struct pipeline);
    struct stage *stages = NEWS(cx->mem, PIPELINE_STAGES, struct stage);
    struct funnel *funnel = NEW(cx->mem, struct funnel);
    struct buf content = page_buf(p);
    int count = 0;
    *v = (struct funnel_view){.page = p, .pipelines = pipelines, .funnel = funnel};
    v->span = span_at(CALENDAR_JALALI, asked_span(p), asked_day(p, "at", cx_today(cx)));
    TRY(reached_read(p, &v->reached));
    TRY(pipelines_all(cx, pipelines, &v->pipeline_count));
    v->chosen = asked_pipeline(p, pipelines, v->pipeline_count);
    if (v->chosen) {
        const struct funnel_ask ask = {v->reached.of, v->span, v->chosen->id};
        TRY(stages_of(cx, v->chosen->id, stages, &count));
        TRY(funnel_load(cx, &ask, stages, count, funnel));
    }
    funnel_page(&content, cx, v);
    return page_send(p, cx_msg(cx, MSG_FUNNEL), &content);
}

/* ---- Addresses ---- */

struct str funnel_url(struct ctx *cx, const struct funnel_view *v, int64_t pipeline,
                      enum span_kind kind, int turns) {
    bool said = form_has(&v->page->query, "who");
    struct str who = said ? whose_text(cx, &v->reached.whose) : STR("");
    int64_t day = span_turned(&v->span, turns);
    return str_format(cx->mem, "/funnel?pipeline=%s&span=%s&at=%.*s%s%.*s",
                      id_text(pipeline).z, span_keys[kind], STR_ARG(day_typed(cx, day)),
                      said ? "&who=" : "", STR_ARG(who));
}

static struct str list_of(struct ctx *cx, const struct funnel_view *v, struct str more) {
    struct str from = day_typed(cx, v->span.first), before = day_typed(cx, v->span.before);
    return reached_list(
        cx, &v->reached,
        str_format(
            cx->mem, "pipeline = \"%s\" and began_on >= %.*s and began_on < %.*s%.*s",
            id_text(v->chosen->id).z, STR_ARG(from), STR_ARG(before), STR_ARG(more)));
}

struct str funnel_began_list(struct ctx *cx, const struct funnel_view *v) {
    return list_of(cx, v, STR(""));
}

struct str funnel_won_list(struct ctx *cx, const struct funnel_view *v) {
    return list_of(cx, v, STR(" and outcome = won"));
}

struct str funnel_reached_list(struct ctx *cx, const struct funnel_view *v, int stage) {
    struct buf b = buf_in(cx->mem, 0);
    if (!stage) return funnel_began_list(cx, v);
    BUF_LIT(&b, " and (outcome = won or furthest in (");
    for (int i = stage; i < v->funnel->count; i++)
        buf_format(&b, "%s\"%s\"", i > stage ? ", " : "",
                   id_text(v->funnel->stages[i].stage->id).z);
    BUF_LIT(&b, "))");
    return list_of(cx, v, buf_str(&b));
}

static struct str ended_at(struct ctx *cx, const struct funnel_view *v, int stage,
                           const char *outcome) {
    return list_of(cx, v,
                   str_format(cx->mem, " and outcome = %s and furthest = \"%s\"", outcome,
                              id_text(v->funnel->stages[stage].stage->id).z));
}

struct str funnel_here_list(struct ctx *cx, const struct funnel_view *v, int stage) {
    return ended_at(cx, v, stage, "open");
}

struct str funnel_lost_list(struct ctx *cx, const struct funnel_view *v, int stage) {
    return ended_at(cx, v, stage, "lost");
}

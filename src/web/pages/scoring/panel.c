#include "web/pages/scoring/panel.h"

#include "entities.h"
#include "modules/scoring/qualify.h"
#include "records/data/titles.h"
#include "web/pages/scoring/panel.html.h"

/* ---- Reading ---- */

bool score_may(const struct ctx *cx) {
    return rights_some(cx, entity_at(cx->catalog, "deal"), ACT_READ);
}

/* What a deal or a customer is likely to come to, by the model. */
static enum err read_score(struct ctx *cx, struct score_view *v) {
    struct facts facts;
    TRY(model_load(cx, &v->model));
    if (!v->model.there || !v->open) return OK;
    TRY(v->of_deal ? facts_of_deal(cx, v->record, cx->now_ms, &facts)
                   : facts_of_party(cx, v->record, &facts));
    v->score = model_score(&v->model, &facts);
    for (int i = 0; i < v->score.count; i++) {
        int64_t category;
        if (v->score.because[i]->factor == FACTOR_CATEGORY
            && id_parse(v->score.because[i]->level, &category))
            titles_note(cx, entity_at(cx->catalog, "product_category"), category);
    }
    return titles_load(cx);
}

static enum err read_points(struct ctx *cx, struct score_view *v) {
    struct score_rule *rules;
    TRY(score_rules_load(cx, &rules, &v->rule_count));
    v->rules = rules;
    return v->rule_count ? points_of(cx, &v->party, rules, v->rule_count, &v->points) : OK;
}

static enum err read_qualification(struct ctx *cx, struct score_view *v) {
    const struct entity *e = entity_at(cx->catalog, "qualification");
    v->qualifies = !v->of_deal && rights_some(cx, e, ACT_CREATE);
    if (!rights_some(cx, e, ACT_READ)) return OK;
    return qualification_latest(cx, record_id(&v->party), &v->latest, &v->qualified);
}

static enum err read_party(struct ctx *cx, int64_t id, struct score_view *v) {
    enum err e = record_get(cx, entity_at(cx->catalog, "party"), id, &v->party);
    v->sees_party = e == OK;
    if (e == ERR_ABSENT || e == ERR_DENIED) return OK;
    TRY(e);
    TRY(read_points(cx, v));
    return read_qualification(cx, v);
}

static enum err read_view(struct page *p, const char *kind, struct score_view *v) {
    struct ctx *cx = p->cx;
    struct record *r = NEW(cx->mem, struct record);
    *v = (struct score_view){.page = p, .record = r};
    if (!score_may(cx)) return ERR_DENIED;
    TRY(record_get(cx, entity_at(cx->catalog, kind), p->id, r));
    v->of_deal = str_is(r->entity->name, "deal");
    v->open = !v->of_deal || str_eq(record_str(r, DEAL_OUTCOME), DEAL_OUTCOME_OPEN);
    v->name = record_title(cx, r);
    v->path = record_url(cx, r->entity, p->id, "");
    TRY(read_party(cx, v->of_deal ? record_int(r, FIELD_PARTY) : p->id, v));
    return read_score(cx, v);
}

static enum err send(struct page *p, const char *kind) {
    struct score_view v;
    TRY(read_view(p, kind, &v));
    struct buf content = page_buf(p);
    if (p->part)
        score_panel(&content, p->cx, &v);
    else
        score_page(&content, p->cx, &v);
    return page_send(p, cx_msg(p->cx, MSG_SCORE_OF), &content);
}

enum err score_of_deal_get(struct page *p) {
    return send(p, "deal");
}

enum err score_of_party_get(struct page *p) {
    return send(p, "party");
}

/* ---- Qualifying ---- */

static const int asked[] = {
    QUALIFICATION_RESULT,    QUALIFICATION_REASON, QUALIFICATION_BUDGET, QUALIFICATION_NEED,
    QUALIFICATION_AUTHORITY, QUALIFICATION_TIME,   QUALIFICATION_NOTE};

static enum err read_answers(struct page *p, struct record *r) {
    enum err result = OK;
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        const struct field *f = r->entity->fields[asked[i]];
        enum err e = field_parse(p->cx, f, widget_typed(p->cx, f, f->name, &p->form),
                                 &r->values[f->at]);
        if (e != OK && e != ERR_INVALID) return e;
        if (e != OK) result = e;
    }
    return result;
}

enum err qualify_post(struct page *p) {
    struct ctx *cx = p->cx;
    struct record party, r = record_new(cx, entity_at(cx->catalog, "qualification"));
    TRY(record_get(cx, entity_at(cx->catalog, "party"), p->id, &party));
    r.values[FIELD_PARTY] = v_int(p->id);
    enum err e = read_answers(p, &r);
    if (e == OK) e = record_create(cx, &r);
    if (e == ERR_INVALID) {
        reply_status(p, 422);
        p->undo = true;
        return send(p, "party");
    }
    TRY(e);
    struct str url = record_url(cx, party.entity, p->id, "");
    return reply_redirect(p, done_url(p, url, "saved", cx->batch));
}

/* ---- For the templates ---- */

int score_shown(const struct score_view *v) {
    enum { PANEL_REASONS = 6 };
    return v->page->part && v->score.count > PANEL_REASONS ? PANEL_REASONS : v->score.count;
}

bool score_any(const struct score_view *v, bool up) {
    for (int i = 0; i < score_shown(v); i++)
        if ((v->score.because[i]->weight > 0) == up) return true;
    return false;
}

const struct field *qualify_question(const struct ctx *cx, int at) {
    static const int questions[QUALIFY_QUESTIONS] = {
        QUALIFICATION_NEED, QUALIFICATION_BUDGET, QUALIFICATION_AUTHORITY,
        QUALIFICATION_TIME};
    return entity_at(cx->catalog, "qualification")->fields[questions[at]];
}

struct str qualify_deal_url(struct ctx *cx, const struct score_view *v) {
    struct str id = id_str(cx, record_id(&v->party));
    return str_format(cx->mem, "/deal/new?party=%.*s&back=/party/%.*s", STR_ARG(id),
                      STR_ARG(id));
}

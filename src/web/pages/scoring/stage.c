#include "web/pages/scoring/stage.h"

#include "entities.h"
#include "web/pages/scoring/stage.html.h"

int64_t passed_percent(const struct passed *p) {
    enum { HUNDRED = 100 };
    if (p->ended < PASSED_LEAST) return -1;
    return (p->won * HUNDRED * 2 + p->ended) / (p->ended * 2);
}

static enum err read_view(struct page *p, const struct record *r, void *state) {
    struct stage_view *v = state;
    *v = (struct stage_view){.page = p, .takes = rights_ask(p->cx, r, ACT_EDIT) == OK};
    TRY(stage_find(p->cx, record_id(r), &v->stage));
    return passed_of_stages(p->cx, &v->stage, 1, &v->passed);
}

static void put_view(struct buf *out, struct ctx *cx, const void *state) {
    const struct stage_view *v = state;
    if (stage_open(&v->stage)) stage_worth(out, cx, v);
}

enum err stage_get(struct page *p) {
    struct stage_view v;
    const struct record_part part = {read_view, put_view, &v};
    return record_page_send(p, &part);
}

/* What the reader saw is taken, not what it came to meanwhile. */
enum err stage_take_post(struct page *p) {
    struct record r;
    struct ctx *cx = p->cx;
    const struct entity *e = entity_at(cx->catalog, "deal_stage");
    const struct field *f = e->fields[DEAL_STAGE_PROBABILITY];
    TRY(record_get(cx, e, p->id, &r));
    TRY(field_parse(cx, f, form_value(&p->form, "percent"), &r.values[f->at]));
    TRY(record_change(cx, &r, NULL));
    struct str back = back_url(p, record_url(cx, e, p->id, ""));
    return reply_redirect(p, done_url(p, back, "saved", cx->batch));
}

#include "web/pages/requests/embed.h"

#include "entities.h"
#include "records/rules/rights.h"
#include "web/html.h"
#include "web/pages/records/records.h"
#include "web/pages/requests/embed.html.h"

static void put_place(struct buf *b, const struct page *p) {
    buf_put(b, p->request->secure ? STR("https://") : STR("http://"));
    html_put_str(b, p->cx, request_header(p->request, "host"));
}

static struct str script_of(const struct page *p) {
    struct buf b = buf_in(p->cx->mem, 0);
    BUF_LIT(&b, "<script async src=\"");
    put_place(&b, p);
    BUF_LIT(&b, "/visit.js\"></script>");
    return buf_str(&b);
}

/* The name may hold quotes and the host is what a browser said: both are escaped. */
static struct str line_of(const struct page *p, struct str path, struct str name) {
    struct buf b = buf_in(p->cx->mem, 0);
    BUF_LIT(&b, "<iframe src=\"");
    put_place(&b, p);
    buf_put(&b, path);
    BUF_LIT(&b, "\" title=\"");
    html_put_str(&b, p->cx, name);
    BUF_LIT(&b, "\" style=\"border:0;width:100%;height:44rem\"></iframe>");
    return buf_str(&b);
}

static enum err read_view(struct page *p, const struct record *r, void *state) {
    struct embed_view *v = state;
    struct str path = str_format(p->cx->mem, "/form/%s", id_text(record_id(r)).z);
    *v = (struct embed_view){
        .form = record_id(r),
        .adds = rights_some(p->cx, entity_at(p->cx->catalog, "form_question"), ACT_EDIT),
        .path = path,
        .line = line_of(p, path, record_str(r, REQUEST_FORM_NAME)),
        .script = script_of(p),
        .open = record_int(r, REQUEST_FORM_ACTIVE) == 1};
    return questions_of(p->cx, v->form, &v->questions, &v->question_count);
}

struct str embed_answer(struct ctx *cx, const struct question *q) {
    const struct entity *e = entity_at(cx->catalog, "form_question");
    const struct choice *kind = choice_of(e->fields[FORM_QUESTION_KIND]->choices, q->kind);
    return kind ? label_in(&kind->label, cx->lang) : STR("");
}

static void put_view(struct buf *out, struct ctx *cx, const void *state) {
    embed_panel(out, cx, state);
}

enum err embed_get(struct page *p) {
    struct embed_view v;
    const struct record_part part = {read_view, put_view, &v};
    return record_page_send(p, &part);
}

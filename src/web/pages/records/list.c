/* list.c - the page of a list: finds the rows, their links' titles, the count, the sums. */
#include "records/data/titles.h"
#include "web/pages/records/list.html.h"
#include "web/pages/records/list_view.h"

/* Sums of these mean something; whole numbers are places, points and days more often than amounts. */
static bool summed(const struct field *f) {
    static const char *const types[] = {"money", "decimal", "duration"};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (str_is(str_of(f->type->name), types[i])) return f->at >= FIELD_STANDARD_COUNT;
    return false;
}

/* Exact sums where the count is known; a list of millions is summed when asked. */
static enum err sum_columns(struct ctx *cx, struct list_view *v) {
    struct list_query q = list_state_query(v->state);
    q.cursor = STR("");
    for (int i = 0; i < v->state->column_count; i++) {
        const struct field *f = v->state->columns[i];
        struct list_total total;
        if (!summed(f) || v->capped || !v->total) continue;
        TRY(list_total(cx, &q, f, NULL, &total));
        v->sums[i] = total.sum;
        v->summed = true;
    }
    return OK;
}

static int64_t count_cap(const struct list_view *v) {
    return v->exact ? 0 : LIST_COUNT_CAP;
}

static enum err ask_count(struct ctx *cx, const struct list_view *v, struct rows *out) {
    struct list_query q = list_state_query(v->state);
    q.cursor = STR("");
    return list_count_ask(cx, &q, count_cap(v), out);
}

static enum err read_count(struct rows *rows, struct list_view *v) {
    v->total = rows_next(rows) ? rows_int(rows, 0) : 0;
    v->capped = !v->exact && v->total > LIST_COUNT_CAP;
    return rows_done(rows);
}

/* The board's field, else the first choice with colours among the columns. */
static const struct field *state_field(const struct list_state *s) {
    for (int i = 0; i < s->column_count; i++)
        if (s->columns[i] == s->entity->board) return s->columns[i];
    for (int i = 0; i < s->column_count; i++) {
        const struct field *f = s->columns[i];
        if (f->choices && f->choices->count && f->choices->choices[0].colour.n) return f;
    }
    return NULL;
}

/* What names a row, and its cells. */
static struct selection shown(struct ctx *cx, const struct list_state *s) {
    struct selection shown = selection_brief(cx->mem, s->entity);
    for (int i = 0; i < s->column_count; i++)
        selection_add(cx->mem, &shown, s->columns[i]);
    return shown;
}

static enum err read_views(struct ctx *cx, struct rows *rows, struct list_view *v) {
    struct saved_view *views;
    TRY(views_read(cx, rows, &views, &v->view_count));
    v->views = views;
    for (int i = 0; i < v->view_count; i++)
        titles_note(cx, entity_at(cx->catalog, "user"), v->views[i].owner);
    return OK;
}

static enum err find_rows(struct ctx *cx, struct list_view *v) {
    struct list_query q = list_state_query(v->state);
    struct selection selection = shown(cx, v->state);
    struct list_asked *asked;
    struct rows views, count;
    q.selection = &selection;
    TRY(list_ask(cx, &q, &asked));
    TRY(views_ask(cx, v->entity, &views));
    TRY(ask_count(cx, v, &count));
    TRY(list_read(cx, asked, &v->list));
    TRY(read_views(cx, &views, v));
    TRY(read_count(&count, v));
    TRY(titles_of_records(cx, v->state->columns, v->state->column_count, v->list.records,
                          v->list.count));
    return sum_columns(cx, v);
}

static struct list_view view_of(struct page *p, const struct list_state *s) {
    return (struct list_view){
        .page = p,
        .entity = p->entity,
        .state = s,
        .state_field = state_field(s),
        .creates = rights_some(p->cx, p->entity, ACT_CREATE),
        .edits = rights_some(p->cx, p->entity, ACT_EDIT),
        .deletes = rights_some(p->cx, p->entity, ACT_DELETE),
        .back = list_url(p->cx, s),
    };
}

static enum err send_list(struct page *p, bool exact) {
    struct ctx *cx = p->cx;
    struct list_state s;
    bool done = false;
    enum err e = list_state_read(p, &p->query, &s);
    if (e == OK) e = filter_added(p, &s, &done);
    if (e == ERR_INVALID)
        reply_status(p, 422);
    else if (e != OK || done)
        return e;
    struct list_view v = view_of(p, &s);
    v.exact = exact;
    page_expect_frame(p);
    e = find_rows(cx, &v);
    if (e == ERR_INVALID) { /* a broken cursor: begin anew */
        reply_status(p, 422);
        s.cursor = STR("");
        e = find_rows(cx, &v);
    }
    TRY(e);
    struct buf content = page_buf(p);
    records_list(&content, cx, &v);
    return page_send(p, label_in(&p->entity->many, cx->lang), &content);
}

enum err list_get(struct page *p) {
    return send_list(p, false);
}

enum err list_exact_get(struct page *p) {
    return send_list(p, true);
}

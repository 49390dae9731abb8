/* form.c - making and changing a record by a form. */
#include "web/pages/records/form.h"
#include "web/noun.h"

#include "http/form_once.h"
#include "web/pages/records/form.html.h"
#include "web/sensitive.h"

/* Whether the form asks for a field where little is asked. */
static bool field_quick(const struct entity *e, const struct field *f) {
    if (f->required || f == e->title || (f->at == FIELD_PARTY && e->owned)) return true;
    for (int i = 0; i < e->list_count; i++)
        if (e->list[i] == f) return true;
    return false;
}

bool form_asks(const struct form_view *v, const struct field *f) {
    return field_asked(f) && (!v->quick || field_quick(v->entity, f));
}

/* What stands in a field of the form, as the type's parse reads it. */
static struct str said(struct ctx *cx, const struct form_view *v, const struct field *f) {
    if (v->form) return widget_typed(cx, f, f->name, v->form);
    return field_text(cx, f, v->record->values[f->at]);
}

bool form_away(struct ctx *cx, const struct form_view *v, const struct field *f) {
    if (!f->when || said(cx, v, f).n || problem_of(cx, f->name).n) return false;
    struct str chosen = v->form ? said(cx, v, f->when) : record_str(v->record, f->when->at);
    return !str_eq(chosen, f->when_key);
}

const struct field *form_first(struct ctx *cx, const struct form_view *v) {
    const struct entity *e = v->entity;
    for (int i = 0; v->form && i < e->field_count; i++)
        if (form_asks(v, e->fields[i]) && problem_of(cx, e->fields[i]->name).n)
            return e->fields[i];
    if (!v->new) return NULL;
    bool whose = e->owned && v->record->values[FIELD_PARTY].kind == V_NULL;
    return whose ? e->fields[FIELD_PARTY] : e->title;
}

bool field_uploads(const struct field *f) {
    return f->to && str_is(f->to->name, "file");
}

bool form_uploads(const struct entity *e) {
    for (int i = 0; i < e->field_count; i++)
        if (field_uploads(e->fields[i])) return true;
    return false;
}

/* ---- Reading ---- */

/* An empty time of an owned record means now; record_create fills it in. */
enum err form_read_field(struct page *p, const struct field *f, const struct form *form,
                         struct value *out) {
    struct str typed = widget_typed(p->cx, f, f->name, form);
    bool found = false;
    if (field_uploads(f)) TRY(form_upload(p, f, form, out, &found));
    if (found) return OK;
    if (f != f->entity->time || str_trim(typed).n) return field_parse(p->cx, f, typed, out);
    *out = v_null();
    return OK;
}

enum err form_read(struct page *p, const struct form *form, struct record *r) {
    enum err result = OK;
    for (int i = 0; i < r->entity->field_count; i++) {
        const struct field *f = r->entity->fields[i];
        if (!field_asked(f) || !widget_came(f, f->name, form)) continue;
        enum err e = form_read_field(p, f, form, &r->values[i]);
        if (e == ERR_INVALID)
            result = e;
        else
            TRY(e);
    }
    return result;
}

/* ---- Sending ---- */

static struct str form_title(struct page *p, const struct record *r, bool new) {
    struct str one = label_in(&p->entity->one, p->cx->lang);
    if (new) return noun_new(p->cx, one);
    return msg_format(p->cx->mem, p->cx->lang, MSG_FORM_EDIT,
                      MSG_PARTS({"what", record_title(p->cx, r)}));
}

static enum err send(struct page *p, const struct record *r, bool new,
                     const struct form *form, bool doubted) {
    struct ctx *cx = p->cx;
    struct str list = str_join(cx->mem, STR("/"), p->entity->name);
    struct str own = new ? list : record_url(cx, p->entity, record_id(r), "");
    struct form_view v = {.page = p,
                          .entity = p->entity,
                          .record = r,
                          .form = form,
                          .title = form_title(p, r, new),
                          .action = own,
                          .back = back_url(p, own),
                          .once = form_once_mark(p),
                          .version = new ? 0 : record_int(r, FIELD_VERSION),
                          .new = new,
                          .doubted = doubted,
                          .quick = p->part &&new};
    if (form) {
        str_int(form_value(form, "version"), &v.version);
        reply_status(p, 422);
        p->undo = true;
    }
    struct buf content = page_buf(p);
    record_form(&content, cx, &v);
    return page_send(p, v.title, &content);
}

/* Send the form; with problems as 422, and nothing written stays. */
static enum err form_send(struct page *p, const struct record *r, bool new,
                          const struct form *form) {
    return send(p, r, new, form, false);
}

static enum err leave(struct page *p, struct str url) {
    return p->part ? reply_redirect_part(p, url) : reply_redirect(p, url);
}

/* ---- Making ---- */

enum { MINUTE_MS = 60 * 1000 }; /* nobody types seconds */

/* /interaction/new?party=…: what the address says is filled in. */
enum err new_get(struct page *p) {
    struct record r = record_new(p->cx, p->entity);
    const struct field *time = p->entity->time;
    if (time) r.values[time->at] = v_int(p->cx->now_ms / MINUTE_MS * MINUTE_MS);
    enum err e = form_read(p, &p->query, &r);
    if (e != OK && e != ERR_INVALID) return e;
    p->cx->problems = p->cx->last_problem = NULL;
    return form_send(p, &r, true, NULL);
}

/* Whether the form was opened from a page that waits for it, not from the kind's list. */
static bool came_from(const struct page *p) {
    struct str back = form_value(&p->form, "back");
    struct str list = str_join(p->cx->mem, STR("/"), p->entity->name);
    return back.n && !str_eq(back, list);
}

static struct str after_creating(struct page *p, const struct record *r) {
    struct str url = record_url(p->cx, p->entity, record_id(r), "");
    if (str_is(form_value(&p->form, "then"), "new"))
        url = str_format(p->cx->mem, "/%.*s/new", STR_ARG(p->entity->name));
    else if (came_from(p))
        url = back_url(p, url);
    return done_url(p, url, "created", p->cx->batch);
}

/* What may be a mistake is said once; who saves anyway is not asked again. */
static enum err doubt(struct page *p, const struct record *r) {
    const struct entity_rules *rules = p->entity->rules;
    if (!rules || !rules->doubt || form_has(&p->form, FORM_ANYWAY)) return OK;
    return rules->doubt(p->cx, r);
}

enum err create_post(struct page *p) {
    struct record r = record_new(p->cx, p->entity);
    int64_t before;
    enum err e = form_once_find(p, &before);
    if (e == OK)
        return leave(p, done_url(p, record_url(p->cx, p->entity, before, ""), "twice", 0));
    if (e != ERR_ABSENT) return e;
    e = form_read(p, &p->form, &r);
    if (e == OK && doubt(p, &r) == ERR_INVALID) return send(p, &r, true, &p->form, true);
    if (e == OK) e = record_create(p->cx, &r);
    if (e == ERR_INVALID) return form_send(p, &r, true, &p->form);
    TRY(e);
    TRY(form_attach(p, &r));
    TRY(form_once_keep(p, record_id(&r)));
    return leave(p, after_creating(p, &r));
}

/* ---- Changing ---- */

enum err edit_get(struct page *p) {
    struct record r;
    TRY(record_get(p->cx, p->entity, p->id, &r));
    TRY(rights_ask(p->cx, &r, ACT_EDIT));
    TRY(sensitive_all_shown(p, &r, LOOK_FORM));
    return form_send(p, &r, false, NULL);
}

enum err change_post(struct page *p) {
    struct record r, theirs = {0};
    TRY(record_get(p->cx, p->entity, p->id, &r));
    struct record stored = record_copy(p->cx, &r);
    enum err e = form_read(p, &p->form, &r);
    if (e == OK) e = form_change(p, &r, &theirs);
    if (e == ERR_CONFLICT && theirs.entity) return conflict_send(p, &theirs);
    if (e == ERR_INVALID) return form_send(p, &stored, false, &p->form);
    TRY(e);
    TRY(form_attach(p, &r));
    struct str url = back_url(p, record_url(p->cx, p->entity, p->id, ""));
    return leave(p, done_url(p, url, "saved", p->cx->batch));
}

enum err delete_post(struct page *p) {
    TRY(record_delete(p->cx, p->entity, p->id));
    struct str list = str_join(p->cx->mem, STR("/"), p->entity->name);
    struct str own = record_url(p->cx, p->entity, p->id, ""), back = back_url(p, list);
    if (str_starts(back, own)) back = list;
    return leave(p, done_url(p, back, "deleted", p->cx->batch));
}

/* cell.c - one value edited where it stands: in a row of a list, among the facts of a
 * record. Answers are parts for htmx; the form of the whole record does the same without
 * scripts. */
#include "records/data/titles.h"
#include "web/pages/records/cell.html.h"
#include "web/pages/records/form.h"
#include "web/sensitive.h"

static enum err field_of_path(const struct page *p, const struct field **out) {
    *out = field_named(p->entity, p->rest);
    return *out && field_asked(*out) ? OK : ERR_ABSENT;
}

static enum err send_control(struct page *p, const struct field *f, const struct record *r,
                             const struct form *form) {
    struct buf content = page_buf(p);
    cell_form(&content, p->cx, p, f, r, form);
    if (form) p->undo = true;
    return reply_html(p, &content);
}

enum err cell_get(struct page *p) {
    const struct field *f;
    struct record r;
    TRY(field_of_path(p, &f));
    TRY(record_get(p->cx, p->entity, p->id, &r));
    TRY(rights_ask(p->cx, &r, ACT_EDIT));
    TRY(sensitive_shown(p, &r, f, LOOK_FORM));
    return send_control(p, f, &r, NULL);
}

static enum err save(struct page *p, const struct field *f, struct record *r,
                     struct record *out_theirs) {
    int64_t version = 0;
    TRY(form_read_field(p, f, &p->form, &r->values[f->at]));
    if (str_int(form_value(&p->form, "version"), &version))
        r->values[FIELD_VERSION] = v_int(version);
    TRY(record_change(p->cx, r, out_theirs));
    return form_attach(p, r);
}

/* On a conflict the control comes back with their value named beside it and the version
 * now seen: saving again means mine. */
enum err cell_post(struct page *p) {
    const struct field *f;
    struct record r, theirs = {0};
    TRY(field_of_path(p, &f));
    TRY(record_get(p->cx, p->entity, p->id, &r));
    struct record stored = record_copy(p->cx, &r);
    enum err e = save(p, f, &r, &theirs);
    bool mend = e == ERR_INVALID || (e == ERR_CONFLICT && theirs.entity);
    if (mend) {
        reply_status(p, e == ERR_INVALID ? 422 : 409);
        return send_control(p, f, theirs.entity ? &theirs : &stored, &p->form);
    }
    TRY(e);
    struct buf content = page_buf(p);
    widget_show(&content, p->cx, f, r.values[f->at]);
    return reply_html(p, &content);
}

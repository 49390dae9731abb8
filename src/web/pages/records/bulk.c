/* bulk.c - one act on the chosen rows of a list; one batch, undone as one. */
#include "web/pages/records/bulk.html.h"
#include "web/pages/records/form.h"

/* The control that fits the field one wants to set. */
enum err bulk_get(struct page *p) {
    const struct field *f = field_named(p->entity, form_value(&p->query, "field"));
    struct buf content = page_buf(p);
    bulk_value(&content, p->cx, f && field_asked(f) ? f : NULL);
    return reply_html(p, &content);
}

static enum err set_one(struct page *p, const struct field *f, int64_t id) {
    struct record r;
    TRY(record_get(p->cx, p->entity, id, &r));
    struct value v;
    TRY(field_parse(p->cx, f, widget_typed(p->cx, f, STR("value"), &p->form), &v));
    bool list = f->type->ops & OP_HAS; /* tags are added, not replaced */
    if (list && r.values[f->at].kind == V_TEXT && v.kind == V_TEXT)
        TRY(field_parse(
            p->cx, f,
            str_format(p->cx->mem, "%.*s%.*s", STR_ARG(r.values[f->at].s), STR_ARG(v.s)),
            &v));
    r.values[f->at] = v;
    return record_change(p->cx, &r, NULL);
}

static enum err act_on(struct page *p, const struct field *f, int64_t id) {
    enum err e = f ? set_one(p, f, id) : record_delete(p->cx, p->entity, id);
    return e == ERR_ABSENT ? OK : e; /* gone meanwhile */
}

enum err bulk_post(struct page *p) {
    bool deletes = str_is(form_value(&p->form, "act"), "delete");
    const struct field *f =
        deletes ? NULL : field_named(p->entity, form_value(&p->form, "field"));
    struct str list = str_join(p->cx->mem, STR("/"), p->entity->name);
    if (!deletes && (!f || !field_asked(f))) return problem(p->cx, NULL, MSG_BULK_NO_FIELD);
    for (int i = 0; i < p->form.count; i++) {
        int64_t id;
        if (!str_is(p->form.fields[i].name, "id")
            || !id_parse(p->form.fields[i].value, &id))
            continue;
        TRY(act_on(p, f, id));
    }
    return reply_redirect(p, done_url(p, back_url(p, list), "bulk", p->cx->batch));
}

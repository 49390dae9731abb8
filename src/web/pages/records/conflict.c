/* conflict.c - two people changed one record. Fields only one of them changed are merged by
 * record_change; for the others the second person chooses here. */
#include "web/pages/records/conflict.html.h"
#include "web/pages/records/form.h"

enum err conflict_send(struct page *p, const struct record *theirs) {
    reply_status(p, 409);
    p->undo = true;
    struct buf content = page_buf(p);
    record_conflict(&content, p->cx, p, theirs);
    return page_send(p, cx_msg(p->cx, MSG_CONFLICT_TITLE), &content);
}

bool conflict_carries(struct str name) {
    return !str_starts(name, STR("keep.")) && !str_is(name, "seen");
}

/* What was chosen for a field: empty, "mine" or "theirs". */
static struct str choice_for(const struct page *p, const struct field *f) {
    return form_named(&p->form, str_join(p->cx->mem, STR("keep."), f->name));
}

/* With the fields in dispute set to what is stored, the rest merges; mine come after. */
enum err form_change(struct page *p, struct record *r, struct record *out_theirs) {
    struct ctx *cx = p->cx;
    int64_t seen = 0, version = 0;
    struct record stored, mine = record_copy(cx, r);
    TRY(record_get(cx, r->entity, record_id(r), &stored));
    if (str_int(form_value(&p->form, "version"), &version))
        r->values[FIELD_VERSION] = v_int(version);
    bool chosen = str_int(form_value(&p->form, "seen"), &seen)
                  && seen == record_int(&stored, FIELD_VERSION);
    for (int i = 0; chosen && i < r->entity->field_count; i++)
        if (choice_for(p, r->entity->fields[i]).n) r->values[i] = stored.values[i];
    TRY(record_change(cx, r, out_theirs));
    if (!chosen) return OK;
    for (int i = 0; i < r->entity->field_count; i++)
        if (str_is(choice_for(p, r->entity->fields[i]), "mine"))
            r->values[i] = mine.values[i];
    return record_change(cx, r, out_theirs);
}

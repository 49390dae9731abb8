#include "web/pages/requests/preview.h"

#include "web/pages/records/records.h"
#include "web/pages/requests/open_form.h"

/* One that is stored asks its own questions too. What is wrong with it stands in the form beside it, once that is saved. */
enum err preview_post(struct page *p) {
    struct record form = record_new(p->cx, entity_at(p->cx->catalog, "request_form"));
    int64_t of;
    if (id_parse(form_value(&p->query, "of"), &of)) form.values[FIELD_ID] = v_int(of);
    enum err e = form_read(p, &p->form, &form);
    if (e != OK && e != ERR_INVALID) return e;
    p->cx->problems = p->cx->last_problem = NULL;
    return open_form_preview(p, &form);
}

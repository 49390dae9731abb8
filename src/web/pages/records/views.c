/* views.c - a list kept under a name. */
#include "web/pages/records/list_state.h"
#include "web/pages/records/records.h"

enum err views_post(struct page *p) {
    struct list_state s;
    TRY(list_state_read(p, &p->form, &s));
    struct saved_view view = {.name = form_value(&p->form, "name"),
                              .filter = s.filter_text,
                              .sort = s.sort_text,
                              .columns = s.columns_text,
                              .sharing = form_value(&p->form, "shared")};
    TRY(view_save(p->cx, p->entity, &view));
    return reply_redirect(p, done_url(p, list_url_view(p->cx, &s, &view), "view", 0));
}

enum err view_delete_post(struct page *p) {
    TRY(view_delete(p->cx, p->id));
    return reply_redirect(p, back_url(p, STR("/")));
}

/* look.c - a sensitive value is shown to one who asks for it. */
#include "web/pages/records/common.html.h"
#include "web/pages/records/records.h"
#include "web/sensitive.h"

enum err look_post(struct page *p) {
    const struct field *f = field_named(p->entity, p->rest);
    struct record r;
    if (!f || !f->audited || !field_shown(f)) return ERR_ABSENT;
    TRY(record_get(p->cx, p->entity, p->id, &r));
    TRY(sensitive_shown(p, &r, f, LOOK_PAGE));
    struct buf content = page_buf(p);
    struct str title = record_title(p->cx, &r);
    if (p->part)
        records_revealed(&content, p->cx, &r, f);
    else
        records_revealed_page(&content, p->cx, &r, f, title);
    return page_send(p, title, &content);
}

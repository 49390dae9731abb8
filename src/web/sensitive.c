#include "web/sensitive.h"

/* A look has no writer of its own: it asks for one, and this answer is thrown away. */
static bool may_write(struct page *p) {
    if (!p->cx->writer) p->reply->wants_writer = true;
    return p->cx->writer;
}

enum err sensitive_shown(struct page *p, const struct record *r, const struct field *f,
                         enum look_way way) {
    bool known = false;
    if (!sensitive_in(r, f)) return OK;
    if (way != LOOK_PAGE) TRY(look_known(p->cx, r, f, way, &known));
    return !known && may_write(p) ? look_add(p->cx, r, f, way) : OK;
}

enum err sensitive_all_shown(struct page *p, const struct record *r, enum look_way way) {
    for (int i = 0; i < r->entity->field_count; i++)
        TRY(sensitive_shown(p, r, r->entity->fields[i], way));
    return OK;
}

enum err sensitive_many_shown(struct page *p, const struct field *f, int64_t count,
                              enum look_way way) {
    return count && may_write(p) ? look_add_many(p->cx, f, count, way) : OK;
}

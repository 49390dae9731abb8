/* sensitive.h - what is sensitive is shown only after the look was written down. */
#ifndef WEB_SENSITIVE_H
#define WEB_SENSITIVE_H

#include "http/route.h"
#include "records/data/looks.h"

/* Whether there is something to hide in a field of a record. */
static inline bool sensitive_in(const struct record *r, const struct field *f) {
    return f->audited && r->values[f->at].kind != V_NULL;
}

/* The page is about to show a sensitive field of one record. A page that has no writer is
 * answered anew with one. */
enum err sensitive_shown(struct page *p, const struct record *r, const struct field *f,
                         enum look_way way);
/* The same of all sensitive fields it has. */
enum err sensitive_all_shown(struct page *p, const struct record *r, enum look_way way);
/* The same of one field of `count` records. */
enum err sensitive_many_shown(struct page *p, const struct field *f, int64_t count,
                              enum look_way way);

#endif

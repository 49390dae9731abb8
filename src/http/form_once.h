/* form_once.h - a form is applied once, however often it is sent: a press too many, a
 * request that came through but whose answer was lost. Each form carries a mark of its own;
 * the mark is kept with what it made, in the same transaction. */
#ifndef HTTP_FORM_ONCE_H
#define HTTP_FORM_ONCE_H

#include "http/route.h"
#include "store/schema.h"

#define FORM_ONCE_FIELD "_once"
enum { FORM_ONCE_DAYS = 7, FORM_ONCE_BYTES = 64 };

extern const struct table form_once_table;

/* A mark for a form of this page. */
struct str form_once_mark(const struct page *p);
/* What the posted form made before; ERR_ABSENT: it comes for the first time, or without a
 * mark. */
enum err form_once_find(const struct page *p, int64_t *out_record);
enum err form_once_keep(const struct page *p, int64_t record);

#endif

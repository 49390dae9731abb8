/* outside.h - what the pages share that visitors of other sites see without logging in. */
#ifndef WEB_PAGES_REQUESTS_OUTSIDE_H
#define WEB_PAGES_REQUESTS_OUTSIDE_H

#include "http/route.h"
#include "records/data/record.h"

/* The key that seals what they carry (modules/requests/gate.h). The first look of all makes it. */
enum err outside_key(struct page *p, struct str *out);
/* The request form of the path. ERR_ABSENT: none is open. */
enum err outside_form(struct page *p, struct record *out);
/* The form's own language. */
void outside_speak(struct page *p, const struct record *form);
/* What the device chose, else the form's own language. */
void outside_language(struct page *p, const struct record *form);
/* What comes from here looks as the form and may stand in a frame of another site. */
enum err outside_send(struct page *p, struct str title, const struct record *form,
                      const struct buf *content);

#endif

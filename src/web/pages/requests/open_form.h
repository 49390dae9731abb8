/* open_form.h - the form that stands on an organisation's site. It is there for everybody, in a
 * frame of another site or by itself, and needs neither script nor cookie. */
#ifndef WEB_PAGES_REQUESTS_OPEN_FORM_H
#define WEB_PAGES_REQUESTS_OPEN_FORM_H

#include "http/route.h"
#include "modules/requests/questions.h"
#include "web/pages/requests/presented.h"

enum { OPEN_FORM_FIELDS = 8 };

/* The fields of the form itself; those of people are named as the request's. */
#define OPEN_FORM_CHALLENGE "_shown"
#define OPEN_FORM_ANSWER "_answer"
#define OPEN_FORM_VISIT "_visit"  /* the name of the visit, given by visit.js */
#define OPEN_FORM_TRAP "homepage" /* nobody sees it */

struct open_form_view {
    const struct page *page;
    const struct record *form;
    const struct field
        *asked[OPEN_FORM_FIELDS]; /* of the request, as this form asks them */
    int asked_count;
    struct question *questions; /* the organisation's own */
    int question_count;
    const struct form *again; /* what came back and is to be mended, or NULL */
    struct presented product;
    struct str challenge, visit, notice;
    struct str origins[3]; /* campaign, referrer, page */
    bool sent, preview;
};

page_fn open_form_get, open_form_post;
/* The form as it would be, which may not be stored; nothing can be sent by it. */
enum err open_form_preview(struct page *p, const struct record *form);

#endif

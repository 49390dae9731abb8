/* embed.h - the page of a request form, for who designs it: where it stands open, and the one line
 * that shows it on another site. */
#ifndef WEB_PAGES_REQUESTS_EMBED_H
#define WEB_PAGES_REQUESTS_EMBED_H

#include "http/route.h"
#include "modules/requests/questions.h"

struct embed_view {
    int64_t form;
    struct question *questions; /* the organisation's own */
    int question_count;
    bool adds;         /* the actor may */
    struct str path;   /* of the open form */
    struct str line;   /* of HTML, to be pasted */
    struct str script; /* the line that tells of visits */
    bool open;
};

/* In which way a question is answered, in words. */
struct str embed_answer(struct ctx *cx, const struct question *q);

page_fn embed_get;

#endif

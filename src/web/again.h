/* again.h - what was typed is not lost when the session has ended: the log-in page carries
 * the posted form along, and after logging in its person sends it again with one press. */
#ifndef WEB_AGAIN_H
#define WEB_AGAIN_H

#include "http/route.h"

enum { AGAIN_BYTES = 256 * 1024 }; /* of all values; a longer form is not carried */

/* Fields of the log-in form that carry the other one begin with this. */
#define AGAIN_PATH "again"
#define AGAIN_FIELD "again."

/* A form that is carried. */
struct again {
    struct str path; /* empty: none */
    const struct form_field *fields;
    int count;
};

/* Answer a post of nobody with the log-in page that carries its form. ERR_ABSENT when there
 * is nothing to carry, or another site may have sent it. */
enum err again_offer(struct page *p);
/* The form that the log-in form carries. */
struct again again_read(struct page *p);
/* Answer a log-in with the page that sends the form again. */
enum err again_send(struct page *p, const struct again *again, struct str form_token);

#endif

/* email.h - what an e-mail says around its text: its headers (RFC 5322, with Persian by RFC 2047) and
 * its text as HTML that reads from the right. Pure. Nothing that stands in a header can begin another
 * one: such a letter is refused. */
#ifndef CHANNELS_EMAIL_H
#define CHANNELS_EMAIL_H

#include "http/letter.h"

struct arena;
struct buf;

enum { EMAIL_HEADERS = 8, EMAIL_SUBJECT_LETTERS = 200 };

struct email_headers {
    struct str lines[EMAIL_HEADERS]; /* "Name: value", folded */
    int count;
};

/* False: an address is none, or a name or the subject holds a line's end. */
bool email_headers(struct arena *mem, const struct letter *l, struct email_headers *out);
struct str email_html(struct arena *mem, const struct letter *l);

/* One address, as a server is told it; see field type e-mail for what people type. */
bool email_address_ok(struct str address);
/* Whether it is text of one line, with nothing in it that is no letter. */
bool email_line_ok(struct str s);
/* A phrase in a header: as it is where that is allowed, else in encoded words. */
void email_put_words(struct buf *out, struct str words);

#endif

/* confirm_mail.h - the mail by which somebody confirms an address they left in a form. It says nothing that
 * was typed there: who types a stranger's address sends them no words of their own. */
#ifndef WEB_PAGES_REQUESTS_CONFIRM_MAIL_H
#define WEB_PAGES_REQUESTS_CONFIRM_MAIL_H

#include "channels/outbox.h"
#include "http/route.h"

enum { CONFIRM_MAILS_AN_HOUR = 3 }; /* to one address */

/* Put it into the outbox, where the form wants it, the visitor agreed, and mail can be sent; once for
 * one request. */
enum err confirm_mail_put(struct page *p, const struct record *form,
                          const struct record *request, struct str key);
/* Whether the program sends it by itself, and what became of that; ERR_ABSENT: none was put. */
enum err confirm_mail_sends(struct ctx *cx, bool *out);
enum err confirm_mail_find(struct ctx *cx, int64_t request, struct outgoing *out);

#endif

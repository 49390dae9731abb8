/* letter_send.h - a letter leaves, by libcurl: SMTP for an e-mail, HTTP for an SMS. Each waits at most
 * LETTER_SECONDS, follows no redirection, and speaks no other protocol. */
#ifndef HOST_LETTER_SEND_H
#define HOST_LETTER_SEND_H

#include "http/letter.h"

#include <curl/curl.h>

struct arena;

struct letter_outcome letter_send(struct arena *mem, const struct letter *letter);

struct sockaddr;
/* Not an address of the link alone: there, where servers are rented, a machine is told its secrets, and an
 * administrator of one organisation could have them answered to a test. */
bool letter_may_reach(const struct sockaddr *address);

/* ---- For the two ways ---- */

enum { REPLY_BYTES = 2000 }; /* of what a server says, more is not looked at */

/* What the other side says, the beginning of it. */
struct heard {
    char text[REPLY_BYTES];
    size_t n;
};
size_t heard_take(char *bytes, size_t size, size_t count, void *heard);

/* NULL: libcurl cannot begin. */
CURL *letter_curl(const char *protocols, char *why);
/* Nobody was reached, or in the middle nobody answered any more. */
struct letter_outcome letter_unreached(struct arena *mem, CURLcode code, const char *why);
struct letter_outcome letter_refused(struct str why);

struct letter_outcome mail_send(struct arena *mem, const struct letter *letter);
struct letter_outcome sms_send(struct arena *mem, const struct letter *letter);

#endif

/* notice.h - what the server says itself when no organisation answers: a page in Persian and
 * English, or JSON for programs. */
#ifndef SERVER_NOTICE_H
#define SERVER_NOTICE_H

struct exchange;

enum notice {
    NOTICE_UNKNOWN,   /* nobody has that host name */
    NOTICE_SUSPENDED, /* its organisation may not answer */
    NOTICE_AWAY,    /* its database cannot be opened now; the page tries again by itself */
    NOTICE_FULL,    /* its disk has no room for what was sent */
    NOTICE_UNSAVED, /* the same to one who sent something; notice_put sees to it */
};

/* Make it the exchange's reply. */
void notice_put(struct exchange *x, enum notice which);

#endif

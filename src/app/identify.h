/* identify.h - who is asking. What a handle learned of settings and users it keeps, until
 * the organisation's access generation says that something about them changed. */
#ifndef APP_IDENTIFY_H
#define APP_IDENTIFY_H

#include "http/route.h"
#include "http/session.h"

enum { ACCESS_USERS = 64 }; /* kept at most; then it begins anew */

struct known_user {
    const struct actor *actor;
    struct record record;
};

struct access {
    int64_t generation;
    struct settings *settings;
    struct str moved; /* where the organisation went; empty: it is here */
    struct known_user users[ACCESS_USERS];
    int count;
};

/* Read the settings anew if something changed. */
enum err access_refresh(struct ctx *cx, struct arena *kept, struct access *access);

/* Set the page's session and actor, and what the user chose. Nobody logged in is OK: the
 * actor is then anonymous. */
enum err identify(struct page *p, struct arena *kept, struct access *access);

#endif

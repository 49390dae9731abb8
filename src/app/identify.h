/* identify.h - who is asking. What a handle learned of settings and users it keeps, until
 * the organisation's access generation says that something about them changed. */
#ifndef APP_IDENTIFY_H
#define APP_IDENTIFY_H

#include "http/api_token.h"
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

/* Ask whether something changed; then read the settings anew if it did. */
enum err access_ask(struct ctx *cx, struct rows *out);
enum err access_refresh(struct ctx *cx, struct rows *asked, struct arena *kept,
                        struct access *access);

/* What the request shows of who is asking. */
struct identity {
    int64_t user; /* 0: nobody */
    struct session *session;
    struct api_token *token; /* at most one of the two */
};
enum err identity_find(struct page *p, struct identity *out);

/* Set the page's session and actor, and what the user chose. Nobody logged in is OK: the
 * actor is then anonymous. */
enum err identify(struct page *p, const struct identity *who, struct arena *kept,
                  struct access *access);

#endif

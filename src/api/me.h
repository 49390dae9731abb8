/* me.h - who the token's user is, what they may do, and where everything stands. */
#ifndef API_ME_H
#define API_ME_H

#include "http/route.h"

/* GET /api/v1/me: the user, and how far each action reaches for each kind. */
enum err api_me(struct page *p);
/* GET /api/v1: the addresses. */
enum err api_index(struct page *p);

#endif

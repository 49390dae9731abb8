/* confirm.h - the double opt-in: who owns an address says so by a sealed link that was sent to it. */
#ifndef WEB_PAGES_REQUESTS_CONFIRM_H
#define WEB_PAGES_REQUESTS_CONFIRM_H

#include "http/route.h"

page_fn confirm_get, confirm_post;

#endif

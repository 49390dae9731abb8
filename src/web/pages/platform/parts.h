/* parts.h - the page functions of this folder, for the table in routes.c. */
#ifndef WEB_PAGES_PLATFORM_PARTS_H
#define WEB_PAGES_PLATFORM_PARTS_H

#include "http/route.h"

page_fn login_get, login_post, logout_post, language_post;
const void *login_prepare(struct page *p);

page_fn home_get;

page_fn me_get, me_post, me_look_post, me_password_get, me_password_post;
const void *me_password_prepare(struct page *p);

#endif

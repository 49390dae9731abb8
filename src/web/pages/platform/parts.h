/* parts.h - the page functions of this folder, for the table in routes.c. */
#ifndef WEB_PAGES_PLATFORM_PARTS_H
#define WEB_PAGES_PLATFORM_PARTS_H

#include "http/route.h"

page_fn login_get, login_post, logout_post, language_post;
const void *login_prepare(struct page *p);

page_fn home_get;

page_fn me_get, me_post, me_look_post, me_password_get, me_password_post;
const void *me_password_prepare(struct page *p);
page_fn sessions_get, session_end_post, sessions_end_post;
page_fn tokens_get, tokens_post, token_end_post;

page_fn search_get;

page_fn notifications_get, notification_post, notifications_seen_post;
page_fn events_get;
struct str events_since(struct page *p, int64_t *cursor);
page_fn jobs_get, job_page_get, job_stop_post;

page_fn settings_get, settings_post, logo_get, logo_post, logo_remove_post;
page_fn access_get, access_password_post, access_active_post, access_end_post;
const void *access_password_prepare(struct page *p);
page_fn rights_get, rights_post, why_get, looks_get;

page_fn stages_get;

#endif

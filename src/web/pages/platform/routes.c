/* routes.c - the pages of the platform, one row each. */
#include "http/reply.h"
#include "web/pages/platform/parts.h"
#include "web/shell.h"
#include "web/web.h"

/* For load balancers: alive, and the store answers. */
static enum err health_get(struct page *p) {
    int64_t one = 0;
    TRY(store_int(p->cx->db, SQL("SELECT 1"), BIND_NONE, &one));
    struct buf json = page_buf(p);
    BUF_LIT(&json, "{\"status\":\"ok\"}\n");
    return reply_json(p, &json);
}

static const struct route rows[] = {
    {GET, "/health", health_get, .flags = ROUTE_OPEN | ROUTE_API},
    {GET, "/", home_get, .title = MSG_HOME},

    {GET, "/login", login_get, .flags = ROUTE_OPEN, .title = MSG_LOGIN},
    {POST, "/login", login_post, .flags = ROUTE_OPEN | ROUTE_SLOW, .title = MSG_LOGIN,
     .prepare = login_prepare},
    {POST, "/logout", logout_post, .title = MSG_LOGOUT},
    {POST, "/language", language_post, .flags = ROUTE_OPEN | ROUTE_LOOKS},

    {GET, "/me", me_get, .title = MSG_ME},
    {POST, "/me", me_post, .title = MSG_ME},
    {POST, "/me/look", me_look_post, .title = MSG_ME},
    {GET, "/me/password", me_password_get, .title = MSG_ME_PASSWORD},
    {POST, "/me/password", me_password_post, .title = MSG_ME_PASSWORD, .flags = ROUTE_SLOW,
     .prepare = me_password_prepare},
    {GET, "/me/sessions", sessions_get, .title = MSG_ME_SESSIONS},
    {POST, "/me/sessions/{id}/end", session_end_post, .title = MSG_ME_SESSIONS},
    {POST, "/me/sessions/end", sessions_end_post, .title = MSG_ME_SESSIONS},
    {GET, "/me/tokens", tokens_get, .title = MSG_ME_TOKENS},
    {POST, "/me/tokens", tokens_post, .title = MSG_ME_TOKENS},
    {POST, "/me/tokens/{id}/end", token_end_post, .title = MSG_ME_TOKENS},

    {GET, "/search", search_get, .title = MSG_WORD_SEARCH},
    {GET, "/home/stages", stages_get, .need_entity = "party", .need = ACT_READ,
     .flags = ROUTE_SLOW | ROUTE_REPORT},

    {GET, "/notifications", notifications_get, .title = MSG_BELL_NONE},
    {POST, "/notifications/seen", notifications_seen_post, .title = MSG_BELL_NONE},
    {POST, "/notifications/{id}", notification_post, .title = MSG_BELL_NONE},
    {GET, "/events", events_get, .events = events_since},
    {GET, "/jobs", jobs_get, .title = MSG_JOBS},
    {GET, "/jobs/{id}", job_page_get, .title = MSG_JOBS},
    {POST, "/jobs/{id}/stop", job_stop_post, .title = MSG_JOBS},

    {GET, "/settings", settings_get, .flags = ROUTE_ADMIN, .title = MSG_SETTINGS},
    {POST, "/settings", settings_post, .flags = ROUTE_ADMIN, .title = MSG_SETTINGS},
    {GET, "/logo/{id}", logo_get, .flags = ROUTE_OPEN, .title = MSG_SETTINGS_LOGO},
    {POST, "/settings/logo", logo_post, .flags = ROUTE_ADMIN, .title = MSG_SETTINGS_LOGO},
    {POST, "/settings/logo/remove", logo_remove_post, .flags = ROUTE_ADMIN,
     .title = MSG_SETTINGS_LOGO},
    {GET, "/user/{id}/access", access_get, .flags = ROUTE_ADMIN, .title = MSG_ACCESS},
    {POST, "/user/{id}/password", access_password_post, .flags = ROUTE_ADMIN | ROUTE_SLOW,
     .title = MSG_ACCESS, .prepare = access_password_prepare},
    {POST, "/user/{id}/active", access_active_post, .flags = ROUTE_ADMIN,
     .title = MSG_ACCESS},
    {POST, "/user/{id}/end", access_end_post, .flags = ROUTE_ADMIN, .title = MSG_ACCESS},
    {GET, "/role/{id}/rights", rights_get, .flags = ROUTE_ADMIN, .title = MSG_RIGHTS},
    {POST, "/role/{id}/rights", rights_post, .flags = ROUTE_ADMIN, .title = MSG_RIGHTS},
    {GET, "/why", why_get, .title = MSG_WHY},
    {GET, "/looks", looks_get, .flags = ROUTE_ADMIN, .title = MSG_LOOKS},
};

const struct route_list routes_platform = ROUTE_LIST(rows);

/* routes.c - the pages of the platform, one row each. */
#include "http/reply.h"
#include "web/pages/pages.h"
#include "web/pages/platform/parts.h"
#include "web/shell.h"

/* For load balancers: alive, and the store answers. */
static enum err health_get(struct page *p) {
    int64_t one = 0;
    TRY(store_int(p->cx->db, SQL("SELECT 1"), BIND_NONE, &one));
    struct buf json = page_buf(p);
    BUF_LIT(&json, "{\"status\":\"ok\"}\n");
    return reply_json(p, &json);
}

const struct route routes_platform[ROUTES_PLATFORM] = {
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
};

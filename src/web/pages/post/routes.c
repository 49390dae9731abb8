/* routes.c - the pages of what leaves for people outside. */
#include "web/pages/post/post.h"
#include "web/web.h"

static const struct route rows[] = {
    {GET, "/outgoing", outgoing_get, .flags = ROUTE_ADMIN, .title = MSG_OUTGOING},
    {POST, "/outgoing/{id}/again", outgoing_again_post, .flags = ROUTE_ADMIN,
     .title = MSG_OUTGOING},
    {GET, "/outgoing/settings", means_get, .flags = ROUTE_ADMIN, .title = MSG_MEANS},
    {POST, "/outgoing/settings", means_post, .flags = ROUTE_ADMIN, .title = MSG_MEANS},
    {POST, "/outgoing/test", means_test_post, .flags = ROUTE_ADMIN | ROUTE_SLOW,
     .title = MSG_MEANS, .prepare = means_test_prepare},
};

const struct route_list routes_post = ROUTE_LIST(rows);

/* routes.c - the pages of requests that are more than a list or a form. */
#include "web/pages/requests/embed.h"
#include "web/pages/requests/open_form.h"
#include "web/pages/requests/request.h"
#include "web/web.h"

static const struct route rows[] = {
    {GET, "/form/{id}", open_form_get, .flags = ROUTE_OPEN, .title = MSG_OPEN_FORM},
    {POST, "/form/{id}", open_form_post, .flags = ROUTE_OPEN, .title = MSG_OPEN_FORM},
    {GET, "/request_form/{id}", embed_get, .need_entity = "request_form", .need = ACT_READ,
     .title = MSG_EMBED},
    {GET, "/request/{id}", request_get, .need_entity = "request", .need = ACT_READ,
     .title = MSG_REQUEST_PAGE},
    {POST, "/request/{id}/take", request_take_post, .need_entity = "request",
     .need = ACT_EDIT, .title = MSG_REQUEST_TAKE},
    {POST, "/request/{id}/answer", request_answer_post, .need_entity = "request",
     .need = ACT_EDIT, .title = MSG_REQUEST_ANSWER},
};

const struct route_list routes_requests = ROUTE_LIST(rows);

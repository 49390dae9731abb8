/* routes.c - the pages of requests that are more than a list or a form. */
#include "web/pages/requests/calls.h"
#include "web/pages/requests/confirm.h"
#include "web/pages/requests/embed.h"
#include "web/pages/requests/open_form.h"
#include "web/pages/requests/presented.h"
#include "web/pages/requests/preview.h"
#include "web/pages/requests/request.h"
#include "web/pages/requests/response.h"
#include "web/pages/requests/talk.h"
#include "web/pages/requests/visit.h"
#include "web/web.h"

static const struct route rows[] = {
    {GET, "/form/{id}", open_form_get, .flags = ROUTE_OPEN, .title = MSG_OPEN_FORM},
    {POST, "/form/{id}", open_form_post, .flags = ROUTE_OPEN, .title = MSG_OPEN_FORM},
    {GET, "/form/{id}/picture", presented_picture_get, .flags = ROUTE_OPEN,
     .title = MSG_OPEN_FORM},
    {POST, "/request_form/preview", preview_post, .flags = ROUTE_LOOKS,
     .need_entity = "request_form", .need = ACT_READ, .title = MSG_FORM_PREVIEW},
    {GET, "/request_form/{id}", embed_get, .need_entity = "request_form", .need = ACT_READ,
     .title = MSG_EMBED},
    {GET, "/request/{id}", request_get, .need_entity = "request", .need = ACT_READ,
     .title = MSG_REQUEST_PAGE},
    {POST, "/request/{id}/take", request_take_post, .need_entity = "request",
     .need = ACT_EDIT, .title = MSG_REQUEST_TAKE},
    {POST, "/request/{id}/answer", request_answer_post, .need_entity = "request",
     .need = ACT_EDIT, .title = MSG_REQUEST_ANSWER},
    {GET, "/request/{id}/live", request_live_get, .need_entity = "request",
     .need = ACT_READ, .title = MSG_REQUEST_PAGE},
    {POST, "/request/{id}/say", request_say_post, .need_entity = "request",
     .need = ACT_READ, .title = MSG_TALK_WRITE},
    {POST, "/request/{id}/end", request_end_post, .need_entity = "request",
     .need = ACT_READ, .title = MSG_TALK_END},
    {POST, "/request/{id}/accept", request_accept_post, .need_entity = "request",
     .need = ACT_READ, .title = MSG_REQUEST_ACCEPT},
    {POST, "/request/{id}/pass", request_pass_post, .need_entity = "request",
     .need = ACT_READ, .title = MSG_REQUEST_PASS},
    {GET, "/response", response_get, .flags = ROUTE_SLOW | ROUTE_REPORT,
     .need_entity = "request", .need = ACT_READ, .title = MSG_RESPONSE},
    {GET, "/response/wall", wall_get, .flags = ROUTE_SLOW, .need_entity = "request",
     .need = ACT_READ, .title = MSG_RESPONSE_WALL},
    {GET, "/response/wall/live", wall_live_get, .flags = ROUTE_SLOW,
     .need_entity = "request", .need = ACT_READ, .title = MSG_RESPONSE_WALL},
    {GET, "/response/wall/events", wall_stream_get, .need_entity = "request",
     .need = ACT_READ, .title = MSG_RESPONSE_WALL, .events = wall_since},
    {GET, "/calls", calls_get, .title = MSG_REQUEST_PAGE},
    {POST, "/here", here_post, .title = MSG_REQUEST_PAGE},
    {GET, "/talk/{name}", talk_get, .flags = ROUTE_OPEN, .title = MSG_TALK},
    {POST, "/talk/{name}", talk_post, .flags = ROUTE_OPEN, .title = MSG_TALK},
    {GET, "/talk/{name}/live", talk_live_get, .flags = ROUTE_OPEN, .title = MSG_TALK},
    {GET, "/talk/{name}/events", talk_stream_get, .flags = ROUTE_OPEN, .title = MSG_TALK,
     .events = talk_since},
    {GET, "/confirm/{name}", confirm_get, .flags = ROUTE_OPEN,
     .title = MSG_CONFIRM_ADDRESS},
    {POST, "/confirm/{name}", confirm_post, .flags = ROUTE_OPEN,
     .title = MSG_CONFIRM_ADDRESS},
    {GET, "/visit.js", visit_script_get, .flags = ROUTE_OPEN | ROUTE_ALONE,
     .title = MSG_VISIT},
    {POST, "/visit", visit_post, .flags = ROUTE_OPEN | ROUTE_ANYWHERE, .title = MSG_VISIT},
};

const struct route_list routes_requests = ROUTE_LIST(rows);

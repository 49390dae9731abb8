/* routes.c - the pages of sales that are more than a list or a form. */
#include "web/pages/sales/deal.h"
#include "web/pages/sales/embed.h"
#include "web/pages/sales/forecast.h"
#include "web/pages/sales/open_form.h"
#include "web/pages/sales/request.h"
#include "web/web.h"

static const struct route rows[] = {
    {GET, "/deal/{id}", deal_get, .need_entity = "deal", .need = ACT_READ,
     .title = MSG_DEAL_PAGE},
    {GET, "/forecast", forecast_get, .flags = ROUTE_SLOW | ROUTE_REPORT,
     .need_entity = "deal", .need = ACT_READ, .title = MSG_FORECAST},
    {POST, "/deal/{id}/stage", deal_stage_post, .need_entity = "deal", .need = ACT_EDIT,
     .title = MSG_DEAL_MOVE},
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

const struct route_list routes_sales = ROUTE_LIST(rows);

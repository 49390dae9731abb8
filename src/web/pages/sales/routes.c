/* routes.c - the pages of sales that are more than a list or a form. */
#include "web/pages/sales/deal.h"
#include "web/web.h"

static const struct route rows[] = {
    {GET, "/deal/{id}", deal_get, .need_entity = "deal", .need = ACT_READ,
     .title = MSG_DEAL_PAGE},
    {POST, "/deal/{id}/stage", deal_stage_post, .need_entity = "deal", .need = ACT_EDIT,
     .title = MSG_DEAL_MOVE},
};

const struct route_list routes_sales = ROUTE_LIST(rows);

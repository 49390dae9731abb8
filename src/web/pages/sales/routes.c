/* routes.c - the pages of sales that are more than a list or a form. */
#include "web/pages/sales/closing.h"
#include "web/pages/sales/deal.h"
#include "web/pages/sales/forecast.h"
#include "web/pages/sales/funnel.h"
#include "web/pages/sales/history.h"
#include "web/pages/sales/reasons.h"
#include "web/pages/sales/targets.h"
#include "web/web.h"

static const struct route rows[] = {
    {GET, "/deal/{id}", deal_get, .need_entity = "deal", .need = ACT_READ,
     .title = MSG_DEAL_PAGE},
    {GET, "/closing", closing_get, .flags = ROUTE_SLOW, .need_entity = "deal",
     .need = ACT_READ, .title = MSG_CLOSING},
    {POST, "/deal/{id}/day", closing_post, .need_entity = "deal", .need = ACT_EDIT,
     .title = MSG_CLOSING},
    {GET, "/forecast", forecast_get, .flags = ROUTE_SLOW | ROUTE_REPORT,
     .need_entity = "deal", .need = ACT_READ, .title = MSG_FORECAST},
    {GET, "/forecast/history", forecast_history_get, .flags = ROUTE_SLOW | ROUTE_REPORT,
     .need_entity = "deal", .need = ACT_READ, .title = MSG_HISTORY},
    {GET, "/funnel", funnel_get, .flags = ROUTE_SLOW | ROUTE_REPORT, .need_entity = "deal",
     .need = ACT_READ, .title = MSG_FUNNEL},
    {GET, "/reasons", reasons_get, .flags = ROUTE_SLOW | ROUTE_REPORT,
     .need_entity = "deal", .need = ACT_READ, .title = MSG_REASONS},
    {GET, "/reasons/marketing", lessons_get, .flags = ROUTE_SLOW | ROUTE_REPORT,
     .need_entity = "deal", .need = ACT_READ, .title = MSG_LESSONS},
    {GET, "/targets", targets_get, .flags = ROUTE_SLOW | ROUTE_REPORT,
     .need_entity = "deal", .need = ACT_READ, .title = MSG_TARGETS},
    {POST, "/deal/{id}/stage", deal_stage_post, .need_entity = "deal", .need = ACT_EDIT,
     .title = MSG_DEAL_MOVE},
    {POST, "/deal/{id}/answer", deal_answer_post, .need_entity = "deal", .need = ACT_EDIT,
     .title = MSG_DEAL_PLAYBOOK},
    {POST, "/deal/{id}/leave", deal_leave_post, .need_entity = "deal", .need = ACT_EDIT,
     .title = MSG_DEAL_MOVE},
};

const struct route_list routes_sales = ROUTE_LIST(rows);

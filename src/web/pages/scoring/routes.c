/* routes.c - the pages of scoring. */
#include "web/pages/scoring/panel.h"
#include "web/pages/scoring/report.h"
#include "web/pages/scoring/stage.h"
#include "web/web.h"

static const struct route rows[] = {
    {GET, "/scoring", report_get, .flags = ROUTE_SLOW | ROUTE_REPORT, .need_entity = "deal",
     .need = ACT_READ, .title = MSG_SCORING},
    {POST, "/scoring/fit", report_fit_post, .flags = ROUTE_ADMIN, .title = MSG_SCORING_FIT},
    {GET, "/deal/{id}/score", score_of_deal_get, .need_entity = "deal", .need = ACT_READ,
     .title = MSG_SCORE_OF},
    {GET, "/party/{id}/score", score_of_party_get, .need_entity = "party", .need = ACT_READ,
     .title = MSG_SCORE_OF},
    {POST, "/party/{id}/qualify", qualify_post, .need_entity = "qualification",
     .need = ACT_CREATE, .title = MSG_QUALIFY},
    {GET, "/deal_stage/{id}", stage_get, .need_entity = "deal_stage", .need = ACT_READ,
     .title = MSG_STAGE_WORTH},
    {POST, "/deal_stage/{id}/take", stage_take_post, .need_entity = "deal_stage",
     .need = ACT_EDIT, .title = MSG_STAGE_TAKE_TITLE},
};

const struct route_list routes_scoring = ROUTE_LIST(rows);

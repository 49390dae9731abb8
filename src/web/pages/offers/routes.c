/* routes.c - the pages of offers. */
#include "web/pages/offers/found.h"
#include "web/pages/offers/panel.h"
#include "web/web.h"

static const struct route rows[] = {
    {GET, "/party/{id}/offers", offers_of_get, .need_entity = "party", .need = ACT_READ,
     .title = MSG_OFFERS_OF},
    {POST, "/party/{id}/offers", offers_of_post, .need_entity = "offer_answer",
     .need = ACT_CREATE, .title = MSG_OFFERS_ANSWER},
    {GET, "/offers", found_get, .flags = ROUTE_SLOW | ROUTE_REPORT,
     .need_entity = "sales_order", .need = ACT_READ, .title = MSG_OFFERS},
};

const struct route_list routes_offers = ROUTE_LIST(rows);

/* routes.c - the pages of visits that are more than a list or a form. */
#include "web/pages/field/dealers.h"
#include "web/pages/field/order.h"
#include "web/pages/field/parts.h"
#include "web/web.h"

#define VISIT(verb, fn)                                                                   \
    {                                                                                     \
        POST, "/field_visit/{id}/" verb, fn, .need_entity = "field_visit",                \
                                             .need = ACT_EDIT, .title = MSG_VISITING_PAGE \
    }

static const struct route rows[] = {
    {GET, "/visits", visits_get, .need_entity = "field_visit", .need = ACT_READ,
     .title = MSG_VISITS},
    {POST, "/visits/order", visits_order_post, .need_entity = "field_visit",
     .need = ACT_EDIT, .title = MSG_VISITS},
    {GET, "/field_visit/{id}", visiting_get, .need_entity = "field_visit", .need = ACT_READ,
     .title = MSG_VISITING_PAGE},
    {GET, "/party/{id}/order", ordering_get, .need_entity = "sales_order",
     .need = ACT_CREATE, .title = MSG_ORDERING},
    {POST, "/party/{id}/order", ordering_post, .need_entity = "sales_order",
     .need = ACT_CREATE, .title = MSG_ORDERING},
    {GET, "/dealers", dealers_get, .flags = ROUTE_SLOW | ROUTE_REPORT,
     .need_entity = "party", .need = ACT_READ, .title = MSG_DEALERS},
    {GET, "/dealers/{id}", dealer_get, .flags = ROUTE_SLOW | ROUTE_REPORT,
     .need_entity = "party", .need = ACT_READ, .title = MSG_DEALER},
    VISIT("arrive", visiting_arrive_post),
    VISIT("leave", visiting_leave_post),
    VISIT("place", visiting_place_post),
    VISIT("move", visit_move_post),
};

const struct route_list routes_field = ROUTE_LIST(rows);

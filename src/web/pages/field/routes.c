/* routes.c - the pages of visits that are more than a list or a form. */
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
    VISIT("arrive", visiting_arrive_post),
    VISIT("leave", visiting_leave_post),
    VISIT("place", visiting_place_post),
    VISIT("move", visit_move_post),
};

const struct route_list routes_field = ROUTE_LIST(rows);

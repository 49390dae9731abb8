/* routes.c - the pages of contracts and subscriptions that are more than a list or a form. */
#include "web/pages/contracts/panel.h"
#include "web/pages/contracts/parts.h"
#include "web/web.h"

static const struct route rows[] = {
    {GET, "/recurring", recurring_get, .flags = ROUTE_SLOW | ROUTE_REPORT,
     .need_entity = "subscription", .need = ACT_READ, .title = MSG_RECURRING},
    {GET, "/subscription/{id}", subscription_get, .need_entity = "subscription",
     .need = ACT_READ, .title = MSG_SUBSCRIPTION_PAGE},
    {GET, "/subscription/{id}/print", subscription_print_get, .need_entity = "subscription",
     .need = ACT_READ, .title = MSG_QUOTE_PRINT},
    {GET, "/subscription/{id}/pdf", subscription_pdf_get, .flags = ROUTE_SLOW,
     .need_entity = "subscription", .need = ACT_READ, .title = MSG_QUOTE_PDF},
    {GET, "/party/{id}/agreed", agreed_get, .need_entity = "party", .need = ACT_READ,
     .title = MSG_AGREED},
    {GET, "/contract/{id}", contract_get, .need_entity = "contract", .need = ACT_READ,
     .title = MSG_CONTRACT_TITLE},
    {GET, "/contract/{id}/print", contract_print_get, .need_entity = "contract",
     .need = ACT_READ, .title = MSG_QUOTE_PRINT},
    {GET, "/contract/{id}/pdf", contract_pdf_get, .flags = ROUTE_SLOW,
     .need_entity = "contract", .need = ACT_READ, .title = MSG_QUOTE_PDF},
    {POST, "/quote/{id}/contract", quote_contract_post, .need_entity = "contract",
     .need = ACT_CREATE, .title = MSG_ORDER_CONTRACT},
    {POST, "/sales_order/{id}/contract", order_contract_post, .need_entity = "contract",
     .need = ACT_CREATE, .title = MSG_ORDER_CONTRACT},
};

const struct route_list routes_contracts = ROUTE_LIST(rows);

/* routes.c - the pages of quotes and orders that are more than a list or a form. */
#include "web/pages/trade/offer.h"
#include "web/pages/trade/parts.h"
#include "web/web.h"

#define QUOTE(verb, fn)                                                          \
    {                                                                            \
        POST, "/quote/{id}/" verb, fn, .need_entity = "quote", .need = ACT_EDIT, \
                                       .title = MSG_QUOTE_TITLE                  \
    }

static const struct route rows[] = {
    {GET, "/quote/{id}", quote_get, .need_entity = "quote", .need = ACT_READ,
     .title = MSG_QUOTE_TITLE},
    {GET, "/quote/{id}/print", quote_print_get, .need_entity = "quote", .need = ACT_READ,
     .title = MSG_QUOTE_PRINT},
    {GET, "/quote/{id}/pdf", quote_pdf_get, .flags = ROUTE_SLOW, .need_entity = "quote",
     .need = ACT_READ, .title = MSG_QUOTE_PDF},
    QUOTE("lines", lines_post),
    QUOTE("send", quote_send_post),
    QUOTE("decide", quote_decide_post),
    QUOTE("answer", quote_answer_post),
    QUOTE("revise", quote_revise_post),
    QUOTE("order", quote_order_post),
    QUOTE("deal", quote_to_deal_post),
    QUOTE("code", quote_code_post),
    QUOTE("passed", quote_passed_post),
    {POST, "/quote/{id}/dispatch", dispatch_post, .flags = ROUTE_SLOW,
     .need_entity = "quote", .need = ACT_EDIT, .title = MSG_QUOTE_TITLE,
     .prepare = dispatch_prepare},
    {POST, "/offer/{name}/code", offer_code_post, .flags = ROUTE_OPEN,
     .title = MSG_QUOTE_TITLE},
    {GET, "/offer/{name}", offer_get, .flags = ROUTE_OPEN, .title = MSG_QUOTE_TITLE},
    {GET, "/offer/{name}/pdf", offer_pdf_get, .flags = ROUTE_OPEN | ROUTE_SLOW,
     .title = MSG_QUOTE_PDF},
    {POST, "/offer/{name}", offer_post, .flags = ROUTE_OPEN, .title = MSG_QUOTE_TITLE},
    {POST, "/deal/{id}/quote", deal_quote_post, .need_entity = "deal", .need = ACT_READ,
     .title = MSG_QUOTE_TITLE},
    {GET, "/sales_order/{id}", order_get, .need_entity = "sales_order", .need = ACT_READ,
     .title = MSG_ORDER_TITLE},
    {GET, "/sales_order/{id}/print", order_print_get, .need_entity = "sales_order",
     .need = ACT_READ, .title = MSG_QUOTE_PRINT},
    {GET, "/sales_order/{id}/pdf", order_pdf_get, .flags = ROUTE_SLOW,
     .need_entity = "sales_order", .need = ACT_READ, .title = MSG_QUOTE_PDF},
    {POST, "/sales_order/{id}/lines", lines_post, .need_entity = "sales_order",
     .need = ACT_EDIT, .title = MSG_ORDER_TITLE},
    {POST, "/sales_order/{id}/state", order_state_post, .need_entity = "sales_order",
     .need = ACT_EDIT, .title = MSG_ORDER_TITLE},
};

const struct route_list routes_trade = ROUTE_LIST(rows);

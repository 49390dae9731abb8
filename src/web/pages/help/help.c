#include "web/pages/help/help.h"

#include "web/pages/help/api.html.h"
#include "web/pages/help/backup.html.h"
#include "web/pages/help/contracts.html.h"
#include "web/pages/help/customers.html.h"
#include "web/pages/help/deals.html.h"
#include "web/pages/help/field.html.h"
#include "web/pages/help/filters.html.h"
#include "web/pages/help/first.html.h"
#include "web/pages/help/frame.html.h"
#include "web/pages/help/goods.html.h"
#include "web/pages/help/import.html.h"
#include "web/pages/help/keyboard.html.h"
#include "web/pages/help/offers.html.h"
#include "web/pages/help/quotes.html.h"
#include "web/pages/help/requests.html.h"
#include "web/pages/help/roles.html.h"
#include "web/pages/help/search.html.h"
#include "web/shell.h"
#include "web/web.h"

const struct help_topic help_topics[HELP_TOPICS] = {
    {"first",
     MSG_HELP_FIRST,
     MSG_HELP_FIRST_ABOUT,
     .icon = "flag",
     {help_first_fa, help_first_en}},
    {"import",
     MSG_HELP_IMPORT,
     MSG_HELP_IMPORT_ABOUT,
     .icon = "table-import",
     {help_import_fa, help_import_en}},
    {"search",
     MSG_HELP_SEARCH,
     MSG_HELP_SEARCH_ABOUT,
     .icon = "search",
     {help_search_fa, help_search_en}},
    {"filters",
     MSG_HELP_FILTERS,
     MSG_HELP_FILTERS_ABOUT,
     .icon = "filter",
     {help_filters_fa, help_filters_en}},
    {"keyboard",
     MSG_HELP_KEYBOARD,
     MSG_HELP_KEYBOARD_ABOUT,
     .icon = "keyboard",
     {help_keyboard_fa, help_keyboard_en}},
    {"customers",
     MSG_HELP_CUSTOMERS,
     MSG_HELP_CUSTOMERS_ABOUT,
     .icon = "users",
     {help_customers_fa, help_customers_en}},
    {"deals",
     MSG_HELP_DEALS,
     MSG_HELP_DEALS_ABOUT,
     .icon = "businessplan",
     {help_deals_fa, help_deals_en}},
    {"quotes",
     MSG_HELP_QUOTES,
     MSG_HELP_QUOTES_ABOUT,
     .icon = "file-invoice",
     {help_quotes_fa, help_quotes_en}},
    {"goods",
     MSG_HELP_GOODS,
     MSG_HELP_GOODS_ABOUT,
     .icon = "package",
     {help_goods_fa, help_goods_en}},
    {"contracts",
     MSG_HELP_CONTRACTS,
     MSG_HELP_CONTRACTS_ABOUT,
     .icon = "file-certificate",
     {help_contracts_fa, help_contracts_en}},
    {"offers",
     MSG_HELP_OFFERS,
     MSG_HELP_OFFERS_ABOUT,
     .icon = "bulb",
     {help_offers_fa, help_offers_en}},
    {"field",
     MSG_HELP_FIELD,
     MSG_HELP_FIELD_ABOUT,
     .icon = "route",
     {help_field_fa, help_field_en}},
    {"requests",
     MSG_HELP_REQUESTS,
     MSG_HELP_REQUESTS_ABOUT,
     .icon = "inbox",
     {help_requests_fa, help_requests_en}},
    {"roles",
     MSG_HELP_ROLES,
     MSG_HELP_ROLES_ABOUT,
     .icon = "shield",
     {help_roles_fa, help_roles_en}},
    {"backup",
     MSG_HELP_BACKUP,
     MSG_HELP_BACKUP_ABOUT,
     .icon = "database",
     {help_backup_fa, help_backup_en}},
    {"api", MSG_HELP_API, MSG_HELP_API_ABOUT, .icon = "api", {help_api_fa, help_api_en}},
};

static enum err help_get(struct page *p) {
    struct buf content = page_buf(p);
    help_index(&content, p->cx);
    return page_send(p, cx_msg(p->cx, MSG_HELP), &content);
}

static enum err help_page_get(struct page *p) {
    for (int i = 0; i < HELP_TOPICS; i++)
        if (str_is(p->rest, help_topics[i].name)) {
            struct buf content = page_buf(p);
            help_page(&content, p->cx, &help_topics[i]);
            return page_send(p, cx_msg(p->cx, help_topics[i].title), &content);
        }
    return ERR_ABSENT;
}

static const struct route rows[] = {
    {GET, "/help", help_get, .title = MSG_HELP},
    {GET, "/help/{name}", help_page_get, .title = MSG_HELP},
};

const struct route_list routes_help = ROUTE_LIST(rows);

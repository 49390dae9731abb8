#include "app/tables.h"

#include "api/api.h"
#include "channels/channels.h"
#include "modules/catalogue/catalogue.h"
#include "modules/contracts/contracts.h"
#include "modules/field/field.h"
#include "modules/offers/offers.h"
#include "modules/people/people.h"
#include "modules/platform/platform.h"
#include "modules/requests/requests.h"
#include "modules/sales/sales.h"
#include "modules/scoring/scoring.h"
#include "modules/trade/trade.h"
#include "web/web.h"

const struct module *const app_modules[] = {
    &module_platform, &module_people,  &module_catalogue, &module_sales,
    &module_requests, &module_trade,   &module_offers,    &module_contracts,
    &module_field,    &module_scoring, &module_channels,  NULL};

const struct route_list *const app_routes[] = {
    &routes_assets,
    &routes_platform,
    &routes_post,
    &routes_help,
    &routes_people,
    &routes_sales,
    &routes_trade,
    &routes_requests,
    &routes_contracts,
    &routes_field,
    &routes_offers,
    &routes_scoring,
    &routes_catalogue,
    &routes_import,
    &routes_records,
    &routes_api,
    NULL,
};

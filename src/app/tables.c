#include "app/tables.h"

#include "api/api.h"
#include "modules/people/people.h"
#include "modules/platform/platform.h"
#include "web/web.h"

const struct module *const app_modules[] = {&module_platform, &module_people, NULL};

const struct route_list app_routes[] = {
    {routes_assets, ROUTES_ASSETS},
    {routes_platform, ROUTES_PLATFORM},
    {routes_people, ROUTES_PEOPLE},
    {routes_import, ROUTES_IMPORT},
    {routes_records, ROUTES_RECORDS},
    {routes_api, ROUTES_API},
};
const int app_route_count = sizeof app_routes / sizeof *app_routes;

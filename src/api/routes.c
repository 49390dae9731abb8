#include "api/api.h"

#include "api/records.h"

#define ONE "/api/v1/{entity}/{id}"
#define EXTERNAL "/api/v1/{entity}/by-external-id/{name}"

const struct route routes_api[ROUTES_API] = {
    {GET, "/api/v1/{entity}", record_list_get, ROUTE_API, .need = ACT_READ},
    {POST, "/api/v1/{entity}", record_post, ROUTE_API, .need = ACT_CREATE},
    {GET, ONE, record_one_get, ROUTE_API, .need = ACT_READ},
    {PATCH, ONE, record_patch, ROUTE_API, .need = ACT_EDIT},
    {DELETE, ONE, record_delete_one, ROUTE_API, .need = ACT_DELETE},
    {GET, EXTERNAL, record_external_get, ROUTE_API, .need = ACT_READ},
    {PUT, EXTERNAL, record_external_put, ROUTE_API, .need = ACT_READ},
};

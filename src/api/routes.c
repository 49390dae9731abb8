#include "api/api.h"

#include "api/bulk.h"
#include "api/docs.h"
#include "api/feed.h"
#include "api/me.h"
#include "api/openapi.h"
#include "api/records.h"

#define ONE "/api/v1/{entity}/{id}"
#define EXTERNAL "/api/v1/{entity}/by-external-id/{name}"

static const struct route rows[] = {
    {GET, "/api/docs", api_docs, .title = MSG_API_DOCS},
    {GET, "/api/docs/{entity}", api_docs_kind, .need = ACT_READ, .title = MSG_API_DOCS},
    {GET, "/api/v1", api_index, ROUTE_API | ROUTE_OPEN},
    {GET, "/api/v1/openapi.json", api_openapi, ROUTE_API | ROUTE_OPEN},
    {GET, "/api/v1/me", api_me, ROUTE_API},
    {GET, "/api/v1/journal", api_journal, ROUTE_API},
    {GET, "/api/v1/{entity}", api_list, ROUTE_API | ROUTE_REPORT, .need = ACT_READ,
     .slow = api_list_counts_all},
    {POST, "/api/v1/{entity}", api_create, ROUTE_API, .need = ACT_CREATE},
    {POST, "/api/v1/{entity}/bulk", api_bulk, ROUTE_API, .need = ACT_READ},
    {GET, ONE, api_read, ROUTE_API, .need = ACT_READ},
    {PATCH, ONE, api_update, ROUTE_API, .need = ACT_EDIT},
    {DELETE, ONE, api_delete, ROUTE_API, .need = ACT_DELETE},
    {GET, EXTERNAL, api_read_external, ROUTE_API, .need = ACT_READ},
    {PUT, EXTERNAL, api_upsert, ROUTE_API, .need = ACT_READ},
};

const struct route_list routes_api = ROUTE_LIST(rows);

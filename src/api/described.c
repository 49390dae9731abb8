#include "api/described.h"

#include "api/body.h"
#include "api/feed.h"
#include "http/router.h"
#include "records/data/list.h"

bool kind_described(const struct ctx *cx, const struct entity *e) {
    if (!cx->actor->anonymous) return rights_some(cx, e, ACT_READ);
    return !e->system && !str_is(e->module, "custom");
}

bool field_described(const struct ctx *cx, const struct field *f) {
    return api_shows(f) && !(f->custom && cx->actor->anonymous);
}

const char *method_name(enum method m) {
    switch (m) {
    case GET: return "get";
    case OPTIONS: break;
    case POST: return "post";
    case PATCH: return "patch";
    case DELETE: return "delete";
    case PUT: return "put";
    }
    return "get";
}

struct str operation_text(const struct ctx *cx, const struct operation_row *op,
                          const struct entity *e) {
    struct str method = methods_text(cx->mem, op->method);
    if (op->method == GET) method = STR("GET");
    if (!e) return str_format(cx->mem, "%.*s %s", STR_ARG(method), op->path);
    return str_format(cx->mem, "%.*s /api/v1/%.*s%s", STR_ARG(method), STR_ARG(e->name),
                      op->path);
}

const struct parameter_row parameter_rows[PARAMETERS] = {
    [PARAMETER_ID] = {"id", "id", "path", "string", MSG_API_ABOUT_ID},
    [PARAMETER_EXTERNAL_ID] = {"external_id", "external_id", "path", "string",
                               MSG_API_ABOUT_EXTERNAL_ID},
    [PARAMETER_FILTER] = {"filter", "filter", "query", "string", MSG_API_ABOUT_FILTER},
    [PARAMETER_SEARCH] = {"search", "search", "query", "string", MSG_API_ABOUT_SEARCH},
    [PARAMETER_SORT] = {"sort", "sort", "query", "string", MSG_API_ABOUT_SORT},
    [PARAMETER_FIELDS] = {"fields", "fields", "query", "string", MSG_API_ABOUT_FIELDS},
    [PARAMETER_EXPAND] = {"expand", "expand", "query", "string", MSG_API_ABOUT_EXPAND},
    [PARAMETER_LIMIT] = {"limit", "limit", "query", "integer", MSG_API_ABOUT_LIMIT, 1,
                         LIST_PAGE_MOST},
    [PARAMETER_CURSOR] = {"cursor", "cursor", "query", "string", MSG_API_ABOUT_CURSOR},
    [PARAMETER_COUNT] = {"count",
                         "count",
                         "query",
                         "string",
                         MSG_API_ABOUT_COUNT,
                         0,
                         0,
                         {"capped", "exact"}},
    [PARAMETER_IF_MATCH] = {"if_match", "If-Match", "header", "string",
                            MSG_API_ABOUT_IF_MATCH},
    [PARAMETER_IF_NONE_MATCH] = {"if_none_match", "If-None-Match", "header", "string",
                                 MSG_API_ABOUT_IF_NONE_MATCH},
    [PARAMETER_AFTER] = {"after", "after", "query", "integer", MSG_API_ABOUT_AFTER},
    [PARAMETER_KIND] = {"kind", "kind", "query", "string", MSG_API_ABOUT_KIND},
    [PARAMETER_FEED_LIMIT] = {"feed_limit", "limit", "query", "integer",
                              MSG_API_ABOUT_FEED_LIMIT, 1, FEED_PAGE_MOST},
};

#define HAS(name) (1u << PARAMETER_##name)
enum {
    SHAPE = HAS(FIELDS) | HAS(EXPAND),
    LIST = SHAPE | HAS(FILTER) | HAS(SEARCH) | HAS(SORT) | HAS(LIMIT) | HAS(CURSOR)
           | HAS(COUNT),
    ONE = HAS(ID) | SHAPE,
    EXTERNAL = HAS(EXTERNAL_ID) | SHAPE,
};

const struct operation_row kind_operations[KIND_OPERATIONS] = {
    {GET, "", "list", MSG_API_DO_LIST, LIST, NULL, 200, "*.page"},
    {POST, "", "create", MSG_API_DO_CREATE, SHAPE, "*.new", 201, "*"},
    {POST, "/bulk", "bulk", MSG_API_DO_BULK, 0, "*.bulk", 200, "bulk_results"},
    {GET, "/{id}", "read", MSG_API_DO_READ, ONE | HAS(IF_NONE_MATCH), NULL, 200, "*"},
    {PATCH, "/{id}", "update", MSG_API_DO_UPDATE, ONE | HAS(IF_MATCH), "*.change", 200,
     "*"},
    {DELETE, "/{id}", "delete", MSG_API_DO_DELETE, HAS(ID) | HAS(IF_MATCH), NULL, 204,
     NULL},
    {GET, "/by-external-id/{external_id}", "read_external", MSG_API_DO_READ_EXTERNAL,
     EXTERNAL, NULL, 200, "*"},
    {PUT, "/by-external-id/{external_id}", "upsert", MSG_API_DO_UPSERT, EXTERNAL,
     "*.change", 200, "*"},
};

const struct operation_row other_operations[OTHER_OPERATIONS] = {
    {GET, "/api/v1", "index", MSG_API_DO_INDEX, 0, NULL, 200, "index"},
    {GET, "/api/v1/openapi.json", "openapi", MSG_API_DO_OPENAPI, 0, NULL, 200, "openapi"},
    {GET, "/api/v1/me", "me", MSG_API_DO_ME, 0, NULL, 200, "me"},
    {GET, "/api/v1/journal", "journal", MSG_API_DO_JOURNAL,
     HAS(AFTER) | HAS(KIND) | HAS(FEED_LIMIT), NULL, 200, "journal_page"},
};

/* assets.c - the route of the files that pages link to. Whoever sends the reply has the
 * bytes; here only the name, the type and how long a browser keeps it. */
#include "http/reply.h"
#include "web/asset.h"
#include "web/web.h"

static enum err asset_get(struct page *p) {
    enum asset_id id;
    if (!asset_find(p->request->path, &id)) return ERR_ABSENT;
    reply_cache(p, CACHE_FOR_EVER);
    if (reply_etag(p, asset_list[id].path)) return OK;
    reply_header(p, "Vary", STR("Accept-Encoding"));
    p->reply->status = 200;
    p->reply->type = asset_list[id].type;
    p->reply->asset = &asset_list[id];
    return OK;
}

static const struct route rows[] = {
    {GET, ASSET_FOLDER "{path}", asset_get, .flags = ROUTE_OPEN | ROUTE_ALONE,
     .title = MSG_HOME},
};

const struct route_list routes_assets = ROUTE_LIST(rows);

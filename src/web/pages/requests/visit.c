#include "web/pages/requests/visit.h"

#include "http/login_try.h"
#include "http/reply.h"
#include "modules/requests/visit.h"
#include "web/asset.h"
#include "web/pages/requests/outside.h"

/* Its address stands in pages of others and never changes; what it holds may. */
enum err visit_script_get(struct page *p) {
    const struct asset *script = &asset_list[ASSET_VISIT_JS];
    reply_cache(p, CACHE_DAY);
    if (reply_etag(p, script->path)) return OK;
    reply_header(p, "Vary", STR("Accept-Encoding"));
    reply_header(p, "Cross-Origin-Resource-Policy", STR("cross-origin"));
    p->reply->status = 200;
    p->reply->type = script->type;
    p->reply->asset = script;
    return OK;
}

/* The browser asks not to be followed. */
static bool refuses(const struct request *r) {
    return str_is(request_header(r, "dnt"), "1")
           || str_is(request_header(r, "sec-gpc"), "1");
}

/* Whatever it tells, it hears nothing. */
enum err visit_post(struct page *p) {
    const struct form *f = &p->form;
    struct visit said = {.id = form_value(f, "visit"),
                         .page = form_value(f, "page"),
                         .referrer = form_value(f, "referrer"),
                         .source = form_value(f, "source"),
                         .medium = form_value(f, "medium"),
                         .campaign = form_value(f, "campaign")};
    struct str key, network = address_network(p->cx->mem, p->request->remote);
    if (refuses(p->request)) return reply_empty(p, 204);
    TRY(outside_key(p, &key));
    TRY(visit_note(p->cx, key, network, &said, form_value(f, "title")));
    return reply_empty(p, 204);
}

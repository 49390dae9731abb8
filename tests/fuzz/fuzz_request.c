/* The first line is a request's target, each further one a header: what passes is a path
 * without tricks, and looking at it never reads beyond it. */
#include "fuzz.h"

#include "http/reply.h"
#include "http/router.h"
#include "http/session.h"

static const struct route routes[] = {
    {GET, "/"},
    {GET, "/people/new"},
    {GET, "/people/{id}"},
    {POST, "/people/{id}"},
    {GET, "/{entity}/{id}/edit"},
    {GET, "/files/{path}"},
    {GET, "/settings/{name}"},
};

static struct request read_request(struct arena *mem, struct str rest,
                                   struct str *out_target) {
    struct header *headers = NEWS(mem, REQUEST_HEADERS, struct header);
    struct request r = {.method = GET, .headers = headers, .host = STR("crm.example")};
    struct str line, name;
    *out_target = STR("");
    str_cut(&rest, '\n', out_target);
    while (r.header_count < REQUEST_HEADERS && str_cut(&rest, '\n', &line))
        if (str_cut(&line, ':', &name))
            headers[r.header_count++] =
                (struct header){str_lower_ascii(mem, name), str_trim(line)};
    return r;
}

static void find(struct arena *mem, const struct request *r) {
    const struct route_list list = ROUTE_LIST(routes);
    struct router *router =
        router_create(mem, (const struct route_list *const[]){&list, NULL});
    struct route_match m = router_find(router, r->method, r->path);
    must(!m.route || (m.methods & m.route->method));
    must(m.rest.n <= r->path.n && m.entity.n <= r->path.n);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena *mem = arena_create();
    struct str target;
    struct form form;
    struct request r = read_request(mem, str_n((const char *)data, size), &target);
    struct session session = {.form_token = STR("right")};
    request_cookie(&r, SESSION_COOKIE);
    etag_matches(&r, STR("\"v1\""));
    if (session_form_ok(&session, &r, &(struct form){0})) must(request_from_here(&r));
    if (request_target(mem, target, &r)) {
        must(!str_has(r.path, STR("..")) || !str_has(r.path, STR("/../")));
        must(!str_has(r.path, STR("//")) && utf8_valid(r.path));
        must(memchr(r.path.p, 0, r.path.n) == NULL);
        form_parse_query(mem, r.query, &form);
        find(mem, &r);
    }
    arena_free(mem);
    return 0;
}

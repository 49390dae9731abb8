/* The first line is a request's method and target, the rest its body: an administrator of
 * an organisation in memory sends it. Whatever it is, there is an answer that is no
 * failure, a JSON answer is JSON, and a refusal leaves nothing behind. */
#include "world.h"

#include "base/json.h"

static enum method method_of(struct str name) {
    static const struct {
        const char *name;
        enum method method;
    } names[] = {
        {"GET", GET}, {"POST", POST}, {"PATCH", PATCH}, {"PUT", PUT}, {"DELETE", DELETE}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_is(name, names[i].name)) return names[i].method;
    return POST;
}

static void look(struct arena *mem, const struct reply *r) {
    struct json *root;
    must(r->status >= 200 && r->status < 500);
    must(!r->keep || r->status < 400);
    if (str_has(r->type, STR("json")))
        must(json_parse(mem, r->body, NULL, &root, NULL) == OK);
}

/* What was written is always taken back, so that every input meets the same world. */
static void send(const struct world *w, struct arena *mem, const struct request *r) {
    bool writes = app_need(w->organisation, r) & APP_WRITES;
    must((writes ? store_begin(w->store) : store_begin_read(w->store)) == OK);
    struct reply reply = app_handle(w->app, r);
    look(mem, &reply);
    if (writes)
        store_rollback(w->store);
    else
        store_end_read(w->store);
    app_done(w->app);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const struct world *world = world_here();
    struct arena *mem = arena_create();
    struct str rest = str_n((const char *)data, size), line = STR(""), method = STR("");
    const struct header headers[] = {{STR("authorization"), world->bearer},
                                     {STR("content-type"), STR("application/json")}};
    struct request r = {.headers = headers,
                        .header_count = 2,
                        .host = STR("localhost"),
                        .remote = STR("127.0.0.1"),
                        .now_ms = world->now_ms,
                        .reference = STR("fuzz")};
    str_cut(&rest, '\n', &line);
    str_cut(&line, ' ', &method);
    r.method = method_of(method);
    r.body = rest;
    if (request_target(mem, line, &r) && str_starts(r.path, STR("/api/")))
        send(world, mem, &r);
    arena_free(mem);
    return 0;
}

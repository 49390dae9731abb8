/* The first line is a request's method and target, the rest its body: an administrator of
 * an organisation in memory sends it. Whatever it is, there is an answer that is no
 * failure, a JSON answer is JSON, and a refusal leaves nothing behind. */
#include "fuzz.h"

#include "app/app.h"
#include "base/json.h"
#include "http/api_token.h"
#include "modules/platform/platform.h"
#include "store/store.h"

static struct {
    struct store *store;
    struct organisation *organisation;
    struct app *app;
    struct arena *mem;
    struct str bearer;
} world;

enum { NOW_MS = 1700000000 };

static void make_world(void) {
    static const struct store_options options = {.create = true};
    static const unsigned char random[REQUEST_RANDOM_BYTES] = {1};
    static const struct first_user first = {STR_INIT("admin"), STR_INIT("admin"),
                                            STR_INIT("")};
    const int64_t now_ms = NOW_MS * (int64_t)1000;
    struct str reason, text;
    int64_t user = 0;
    world.mem = arena_create();
    must(store_open(&options, &world.store, NULL) == OK);
    must(organisation_open(world.store, NULL, now_ms, &world.organisation, &reason) == OK);
    world.app = app_create(world.organisation, world.store);
    must(store_begin(world.store) == OK);
    struct ctx *cx = app_context(world.app, now_ms);
    must(platform_begin(cx, &first) == OK);
    must(store_int(cx->db, SQL("SELECT id FROM \"user\""), BIND_NONE, &user) == OK);
    must(api_token_create(cx, random, user, STR("fuzz"), 0, &text) == OK);
    world.bearer = str_format(world.mem, "Bearer %.*s", STR_ARG(text));
    must(store_commit(world.store) == OK);
    app_done(world.app);
}

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
static void send(struct arena *mem, const struct request *r) {
    bool writes = app_need(world.organisation, r) & APP_WRITES;
    must((writes ? store_begin(world.store) : store_begin_read(world.store)) == OK);
    struct reply reply = app_handle(world.app, r);
    look(mem, &reply);
    if (writes)
        store_rollback(world.store);
    else
        store_end_read(world.store);
    app_done(world.app);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (!world.app) make_world();
    struct arena *mem = arena_create();
    struct str rest = str_n((const char *)data, size), line = STR(""), method = STR("");
    const struct header headers[] = {{STR("authorization"), world.bearer},
                                     {STR("content-type"), STR("application/json")}};
    struct request r = {.headers = headers,
                        .header_count = 2,
                        .host = STR("localhost"),
                        .remote = STR("127.0.0.1"),
                        .now_ms = NOW_MS * (int64_t)1000,
                        .reference = STR("fuzz")};
    str_cut(&rest, '\n', &line);
    str_cut(&line, ' ', &method);
    r.method = method_of(method);
    r.body = rest;
    if (request_target(mem, line, &r) && str_starts(r.path, STR("/api/"))) send(mem, &r);
    arena_free(mem);
    return 0;
}

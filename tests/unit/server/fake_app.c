#include "fake_app.h"

#include "app/app.h"
#include "base/arena.h"
#include "http/reply.h"
#include "store/schema.h"
#include "web/asset.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

struct organisation {
    int unused;
};

struct app {
    struct store *store;
    struct arena *mem;
};

static struct organisation the_organisation;
static atomic_int commits, opened, held, released;
static atomic_llong rest_ms = FAKE_REST_MS;

enum err __wrap_store_commit(struct store *s);
enum err __real_store_commit(struct store *s);

enum err __wrap_store_commit(struct store *s) {
    enum err err = __real_store_commit(s);
    if (err == OK) atomic_fetch_add(&commits, 1);
    return err;
}

int fake_commits(void) {
    return atomic_load(&commits);
}

enum err organisation_open(struct store *store, const struct host *host, int64_t now_ms,
                           struct organisation **out, struct arena *mem,
                           struct str *out_reason) {
    static const struct column columns[] = {{STR_INIT("id"), COLUMN_INT, true},
                                            {STR_INIT("body"), COLUMN_TEXT, true}};
    static const struct str key[] = {STR_INIT("id")};
    static const struct table row = {
        STR_INIT("row_of_test"), columns, 2, key, 1, false, NULL, 0};
    static const struct table step = {
        STR_INIT("step_of_test"), columns, 1, key, 1, false, NULL, 0};
    (void)host, (void)now_ms, (void)mem, (void)out_reason;
    TRY(store_begin(store));
    TRY(schema_apply(store_writer(store), &row));
    TRY(schema_apply(store_writer(store), &step));
    TRY(store_commit(store));
    atomic_fetch_add(&opened, 1);
    *out = &the_organisation;
    return OK;
}

void organisation_close(struct organisation *o) {
    (void)o;
    atomic_fetch_sub(&opened, 1);
}

struct app *app_create(struct organisation *o, struct store *store) {
    struct app *a = calloc(1, sizeof *a);
    (void)o;
    a->store = store;
    a->mem = arena_create();
    return a;
}

void app_free(struct app *a) {
    if (!a) return;
    arena_free(a->mem);
    free(a);
}

enum err app_letters_due(struct app *a, int64_t *out_due_ms) {
    (void)a;
    *out_due_ms = 0;
    return OK;
}

enum err app_letters_claim(struct app *a, int64_t now_ms, bool fresh, int most,
                           struct claimed **out, int *out_count, int64_t *out_due_ms) {
    (void)a, (void)now_ms, (void)fresh, (void)most, (void)out;
    *out_count = 0, *out_due_ms = 0;
    return OK;
}

enum err app_letter_settle(struct app *a, int64_t now_ms, int64_t id,
                           const struct letter_outcome *outcome) {
    (void)a, (void)now_ms, (void)id, (void)outcome;
    return OK;
}

void app_done(struct app *a) {
    arena_reset(a->mem);
}

enum app_need app_need(const struct organisation *o, const struct request *r) {
    (void)o;
    if (str_is(r->path, "/slow") || str_is(r->path, "/wait")) return APP_SLOW;
    if (str_is(r->path, "/parcel")) return APP_SLOW;
    if (str_is(r->path, "/prepared")) return APP_SLOW_THEN_WRITES;
    return r->method == POST && !str_is(r->path, "/look") ? APP_WRITES : APP_LOOKS;
}

const void *app_prepare(struct app *a, const struct request *r) {
    return str_z(a->mem, str_format(a->mem, "prepared %.*s", STR_ARG(r->body)));
}

static int64_t count_rows(struct app *a) {
    int64_t n = -1;
    store_int(store_reader(a->store), SQL("SELECT count(*) FROM row_of_test"), BIND_NONE,
              &n);
    return n;
}

static int64_t count_steps(struct app *a) {
    int64_t n = 0;
    store_int(store_reader(a->store), SQL("SELECT count(*) FROM step_of_test"), BIND_NONE,
              &n);
    return n;
}

static bool add_row(struct app *a, struct str body) {
    return store_exec(store_writer(a->store),
                      SQL("INSERT INTO row_of_test (id, body)"
                          " SELECT coalesce(max(id), 0) + 1, ?1 FROM row_of_test"),
                      BIND(v_text(body)))
           == OK;
}

/* The identifier of a row that is there. Where nobody waits that is heard of late. */
static bool add_clash(struct app *a) {
    return store_send(store_writer(a->store),
                      SQL("INSERT INTO row_of_test (id, body)"
                          " SELECT min(id), 'clash' FROM row_of_test"),
                      BIND_NONE)
           == OK;
}

static struct str bytes(struct app *a, size_t n) {
    return str_n(memset(arena_alloc(a->mem, n), 'x', n), n);
}

static struct str answer(struct app *a, const struct request *r) {
    int64_t n = 0;
    if (str_is(r->path, "/hello")) return STR("hello");
    if (str_is(r->path, "/look")) return str_format(a->mem, "%zu", r->body.n);
    if (str_is(r->path, "/rows")) return str_format(a->mem, "%d", (int)count_rows(a));
    if (str_is(r->path, "/commits")) return str_format(a->mem, "%d", fake_commits());
    if (str_is(r->path, "/worked")) return str_format(a->mem, "%d", (int)count_steps(a));
    if (str_is(r->path, "/opened")) return str_format(a->mem, "%d", atomic_load(&opened));
    if (str_is(r->path, "/held")) return str_format(a->mem, "%d", atomic_load(&held));
    if (str_is(r->path, "/pid")) return str_format(a->mem, "%d", (int)getpid());
    if (str_is(r->path, "/bytes") && str_int(r->query, &n)) return bytes(a, (size_t)n);
    if (str_is(r->path, "/who"))
        return str_format(a->mem, "%.*s %.*s %d", STR_ARG(r->remote), STR_ARG(r->host),
                          r->secure);
    return STR("");
}

static void await_release(void) {
    atomic_fetch_add(&held, 1);
    while (!atomic_load(&released))
        usleep(1000);
}

struct reply app_handle(struct app *a, const struct request *r) {
    struct reply reply = {.status = 200, .type = STR("text/plain"), .user = 7};
    if (str_is(r->path, "/add")) {
        reply.keep = add_row(a, r->body) && !str_is(r->query, "undo");
        reply.status = reply.keep ? 201 : 422;
    } else if (str_is(r->path, "/clash")) {
        reply.keep = add_clash(a);
        reply.status = reply.keep ? 201 : 503;
    } else if (str_is(r->path, "/again")) {
        static bool asked; /* by the one writer */
        asked = !asked;
        reply.keep = add_row(a, r->body) && !asked;
        reply.again = asked;
        reply.status = reply.keep ? 201 : 503;
    } else if (str_is(r->path, "/prepared")) {
        reply.body = str_of(r->prepared);
        reply.keep = add_row(a, reply.body);
    } else if (str_is(r->path, "/hold") || str_is(r->path, "/wait")) {
        await_release();
        reply.body = STR("released");
    } else if (str_is(r->path, "/release")) {
        atomic_store(&released, 1);
        reply.body = STR("released");
    } else if (str_is(r->path, "/rest")) {
        int64_t ms = 0;
        if (str_int(r->query, &ms)) atomic_store(&rest_ms, ms);
        reply.body = r->query;
    } else if (str_is(r->path, "/slow")) {
        usleep(200 * 1000);
        reply.body = STR("slow");
    } else if (str_is(r->path, "/parcel")) {
        usleep(800 * 1000);
        reply.pile = 1;
        reply.pile_bytes = 1000;
    } else if (str_is(r->path, "/asset")) {
        reply.asset = &asset_list[0];
    } else if (str_is(r->path, "/events")) {
        reply.type = STR("text/event-stream");
        reply.stream = true;
    } else if (str_is(r->path, "/tagged")) {
        static const struct header tag[] = {{STR_INIT("ETag"), STR_INIT("\"7\"")}};
        reply.headers = tag;
        reply.header_count = 1;
        reply.body = bytes(a, 4000);
    } else {
        reply.body = answer(a, r);
        if (!reply.body.n) reply.status = 404;
    }
    return reply;
}

/* Always. */
enum err app_due(struct app *a, int64_t *out_due_ms) {
    (void)a;
    *out_due_ms = 1;
    return OK;
}

enum err app_rest(struct app *a, int64_t now_ms, int64_t *out_due_ms) {
    (void)a;
    *out_due_ms = now_ms + atomic_load(&rest_ms);
    return OK;
}

enum err app_work(struct app *a, int64_t now_ms, bool *out_more, int64_t *out_due_ms) {
    *out_more = count_steps(a) % 3 != 2;
    *out_due_ms = now_ms + 50;
    return store_exec(store_writer(a->store),
                      SQL("INSERT INTO step_of_test (id)"
                          " SELECT coalesce(max(id), 0) + 1 FROM step_of_test"),
                      BIND_NONE);
}

struct str app_events(struct app *a, const struct request *r, int64_t *cursor) {
    int64_t n = count_rows(a);
    (void)r;
    if (n <= *cursor) return STR("");
    *cursor = n;
    return str_format(a->mem, "id: %d\ndata: rows\n\n", (int)n);
}

bool app_admits(struct app *a, const struct request *r) {
    (void)a, (void)r;
    return true;
}

bool app_agrees(const struct app *a, const struct app *b) {
    return a && b;
}

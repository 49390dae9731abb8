/* module.c - the program as a module for the browser's service worker: the same app_handle,
 * with SQLite in memory. The host writes a request in the form of http/wire.h into memory
 * it asked for, calls moshtari_handle, and reads the reply. The module imports nothing. */
#include "app/app.h"
#include "http/wire.h"
#include "modules/platform/platform.h"
#include "records/ctx.h"
#include "store/sqlite/memory_vfs.h"
#include "store/store.h"

#include <stdlib.h>

#define EXPORT(name) __attribute__((export_name(name), used))

static struct store *store;
static struct organisation *organisation;
static struct app *app;
static struct arena *wire; /* of the latest reply */
static struct str reply_bytes;

/* Memory the host may fill; given back with moshtari_free. */
EXPORT("moshtari_alloc") void *module_alloc(size_t size);
void *module_alloc(size_t size) {
    return malloc(size);
}

EXPORT("moshtari_free") void module_free(void *memory);
void module_free(void *memory) {
    free(memory);
}

static enum err begin_empty(int64_t now_ms) {
    bool begun;
    TRY(store_begin(store));
    struct ctx *cx = app_context(app, now_ms);
    enum err e = platform_begun(cx, &begun);
    const struct first_user first = {STR("راهبر"), STR("admin"), STR("")};
    if (e == OK && !begun) e = app_begin(cx, &first);
    app_done(app);
    if (e == OK) return store_commit(store);
    store_rollback(store);
    return e;
}

/* Open an organisation in memory. 0, or the number of the failure. */
EXPORT("moshtari_open") int module_open(double now_ms);
int module_open(double now_ms) {
    struct str reason;
    const struct store_options options = {.create = true};
    memory_vfs_set_time((int64_t)now_ms);
    memory_vfs_set_seed(1);
    wire = arena_create();
    enum err e = store_open(&options, &store, NULL);
    if (e == OK)
        e = organisation_open(store, NULL, (int64_t)now_ms, &organisation, wire, &reason);
    if (e != OK) return (int)e;
    app = app_create(organisation, store);
    return (int)begin_empty((int64_t)now_ms);
}

/* Answer the request of `size` bytes. The length of the reply, or -1 for bytes that are no
 * request; the reply itself is at moshtari_reply until the next call. */
EXPORT("moshtari_handle") int module_handle(const char *bytes, size_t size);
int module_handle(const char *bytes, size_t size) {
    struct request r;
    arena_reset(wire);
    if (request_read(wire, str_n(bytes, size), &r) != OK) return -1;
    memory_vfs_set_time(r.now_ms);
    struct reply reply = app_answer(app, &r);
    struct buf out = buf_in(wire, 0);
    reply_write(&out, &reply);
    reply_bytes = buf_str(&out);
    app_done(app);
    return out.failed ? -1 : (int)reply_bytes.n;
}

EXPORT("moshtari_reply") const char *module_reply(void);
const char *module_reply(void) {
    return reply_bytes.p;
}

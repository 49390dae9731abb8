#include "server/tenant.h"

#include "app/app.h"
#include "server/inside.h"
#include "server/log.h"
#include "server/machine.h"
#include "server/news.h"
#include "store/store.h"

#include <stdlib.h>

struct tenant *tenant_create(struct server *s, const char *database, int number) {
    struct tenant *t = calloc(1, sizeof *t);
    if (!t) abort();
    t->server = s;
    t->database = database;
    t->number = number;
    t->shared = store_is_shared(database);
    line_init(&t->writes, t);
    line_init(&t->slow, t);
    return t;
}

void tenant_free(struct tenant *t) {
    if (!t) return;
    tenant_close(t);
    free(t);
}

struct store *tenant_store(struct tenant *t, bool read_only) {
    struct store *store;
    const char *reason = NULL;
    struct store_options options = {
        .path = t->database, .read_only = read_only, .create = !read_only};
    if (store_open(&options, &store, &reason) != OK)
        log_error(t->server->log, "open", str_of(reason));
    return store;
}

/* While another server brings the tables up to date, each try waits as long as the store
 * waits for a writer. */
static enum err open_organisation(struct tenant *t, struct str *out_reason) {
    enum err e = ERR_BUSY;
    for (int tries = 0; e == ERR_BUSY && tries < SERVER_OPENING_TRIES; tries++)
        e = organisation_open(t->store, t->server->options->host, machine_now_ms(),
                              &t->organisation, out_reason);
    return e;
}

enum err tenant_open(struct tenant *t) {
    struct str reason = STR("");
    t->store = tenant_store(t, false);
    if (!t->store) return ERR_STORE;
    enum err e = open_organisation(t, &reason);
    if (e == OK) {
        t->app = app_create(t->organisation, t->store);
        return OK;
    }
    log_error(t->server->log, "organisation", reason);
    tenant_close(t);
    return e;
}

void tenant_close(struct tenant *t) {
    app_free(t->app);
    if (t->organisation) organisation_close(t->organisation);
    store_close(t->store);
    t->app = NULL;
    t->organisation = NULL;
    t->store = NULL;
}

static void tell_here(struct tenant *t) {
    atomic_fetch_add(&t->news, 1);
    server_tell(t->server);
}

void tenant_tell(struct tenant *t) {
    tell_here(t);
    if (!t->shared) return;
    atomic_store(&t->untold, true);
    news_wake(t->server->news);
}

void tenant_heard(struct tenant *t) {
    tell_here(t);
    atomic_store(&t->heard, true);
    turns_wake(&t->server->writes, &t->writes);
}

#include "server/report.h"

#include "app/app.h"
#include "base/arena.h"
#include "server/desk.h"
#include "server/exchange.h"
#include "server/inside.h"
#include "server/machine.h"
#include "server/tenant.h"
#include "store/store.h"

void report_done(struct report *r) {
    app_free(r->app);
    store_close(r->store);
    *r = (struct report){0};
}

/* One replica serves all organisations: whoever finds it away tells the others. */
static bool fail(struct report *r, struct tenant *t, const char *why) {
    struct server *s = t->server;
    int64_t pause_ms = atomic_load(&s->replica_pause_ms) * 2;
    if (pause_ms < SERVER_BROKEN_MS) pause_ms = SERVER_BROKEN_MS;
    if (pause_ms > SERVER_BROKEN_LONGEST_MS) pause_ms = SERVER_BROKEN_LONGEST_MS;
    tenant_complain(t, "replica", str_of(why));
    atomic_store(&s->replica_pause_ms, pause_ms);
    atomic_store(&s->replica_until_ms, machine_tick_us() / 1000 + pause_ms);
    report_done(r);
    return false;
}

static bool reach(struct report *r, struct tenant *t) {
    const char *reason = "";
    struct store_options options = {.path = t->replica, .read_only = true, .replica = true};
    if (r->store) return true;
    if (atomic_load(&t->server->replica_until_ms) > machine_tick_us() / 1000) return false;
    if (store_open(&options, &r->store, &reason) != OK) return fail(r, t, reason);
    r->app = app_create(t->organisation, r->store);
    return true;
}

/* Begin to read from the replica, if what it shows is not too old. */
static bool begin(struct desk *desk, int64_t *out_ms) {
    struct report *r = &desk->report;
    const struct server_options *o = desk->tenant->server->options;
    int64_t most_ms = o->replica_lag_ms ? o->replica_lag_ms : SERVER_REPLICA_LAG_MS;
    enum err e = store_behind(r->store, desk->store, out_ms);
    if (e == OK && *out_ms > most_ms) return false;
    if (e == OK) e = store_begin_read(r->store);
    if (e != OK) return fail(r, desk->tenant, store_message(r->store));
    atomic_store(&desk->tenant->server->replica_pause_ms, 0);
    return true;
}

static void put_age(struct exchange *x) {
    struct reply *r = &x->reply;
    struct header *all = NEWS(x->mem, (size_t)r->header_count + 1, struct header);
    memcpy(all, r->headers, (size_t)r->header_count * sizeof *all);
    all[r->header_count++] = (struct header){
        STR(REPORT_AGE_HEADER),
        str_format(x->mem, "%lld", (long long)((x->request.behind_ms + 999) / 1000))};
    r->headers = all;
}

/* A session, or a right, that ended at the database since holds no more here either. */
static bool take(struct desk *desk, struct exchange *x) {
    if (!app_admits(desk->app, &x->request)) return false;
    struct reply reply = app_handle(desk->report.app, &x->request);
    bool good = reply.status == 200 && !reply.wants_writer
                && app_agrees(desk->app, desk->report.app);
    if (!good) return false;
    exchange_keep(x, &reply);
    put_age(x);
    return true;
}

bool report_answer(struct desk *desk, struct exchange *x) {
    struct report *r = &desk->report;
    int64_t behind_ms;
    if (!desk->tenant->replica || !reach(r, desk->tenant) || !begin(desk, &behind_ms))
        return false;
    x->request.behind_ms = behind_ms;
    bool answered = take(desk, x);
    x->request.behind_ms = 0;
    app_done(r->app);
    store_end_read(r->store);
    if (store_away(r->store)) fail(r, desk->tenant, store_message(r->store));
    return answered;
}

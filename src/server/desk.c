#include "server/desk.h"

#include "app/app.h"
#include "server/machine.h"
#include "server/server.h"
#include "server/tenant.h"
#include "store/store.h"

#include <stdlib.h>
#include <string.h>

static void make_room(struct desks *d, int number) {
    if (number < d->room) return;
    int room = number + number / 2 + 8;
    d->by_number = realloc(d->by_number, (size_t)room * sizeof *d->by_number);
    if (!d->by_number) abort();
    memset(d->by_number + d->room, 0, (size_t)(room - d->room) * sizeof *d->by_number);
    d->room = room;
}

static struct desk *place_desk(struct desks *d, struct tenant *t) {
    struct desk *desk = calloc(1, sizeof *desk);
    if (!desk) abort();
    desk->tenant = t;
    desk->next = d->first;
    d->first = desk;
    make_room(d, t->number);
    d->by_number[t->number] = desk;
    return desk;
}

/* The organisation is open and stays so while the desk is. */
static bool open_desk(struct desks *d, struct desk *desk) {
    struct tenant *t = desk->tenant;
    bool blind = d->of_loop && t->waits;
    desk->store = blind ? NULL : tenant_store(t, true);
    desk->open = blind || desk->store;
    if (!desk->open) {
        tenant_break(t);
        tenant_leave(t);
        return false;
    }
    desk->app = app_create(t->organisation, desk->store);
    desk->pours = (struct pours){.store = desk->store, .scratch = d->scratch};
    return true;
}

static void close_desk(struct desk *desk) {
    if (!desk->open) return;
    report_done(&desk->report);
    app_free(desk->app);
    store_close(desk->store);
    desk->app = NULL;
    desk->store = NULL;
    desk->open = false;
    tenant_leave(desk->tenant);
}

struct desk *desk_kept(const struct desks *d, const struct tenant *t) {
    return t->number < d->room ? d->by_number[t->number] : NULL;
}

struct desk *desk_at(struct desks *d, struct tenant *t) {
    struct desk *desk = desk_kept(d, t);
    bool open = desk && desk->open;
    if (!open && !tenant_enter(t)) return NULL;
    if (!desk) desk = place_desk(d, t);
    if (t->waits) desk->used_ms = machine_tick_us() / 1000;
    return open || open_desk(d, desk) ? desk : NULL;
}

/* A database elsewhere has only so many connections for all organisations. */
static bool must_close(const struct desk *desk, int64_t tick_ms) {
    const struct tenant *t = desk->tenant;
    if (desk->pours.first) return false;
    bool of_many = t->waits && *t->name;
    return atomic_load(&t->leaving)
           || (of_many && tick_ms - desk->used_ms > SERVER_DESK_IDLE_MS);
}

/* Streams stay when the desk closes: they cost little, and news open it again. */
static void tidy(struct desk *desk, int64_t tick_ms) {
    struct tenant *t = desk->tenant;
    if (!tenant_allowed(t)) streams_end(&desk->streams);
    if (desk->pours.first) tenant_use(t, tick_ms);
    if (desk->streams.first) atomic_store(&t->watched_ms, tick_ms);
    if (must_close(desk, tick_ms)) close_desk(desk);
}

void desks_tidy(struct desks *d, int64_t tick_ms) {
    for (struct desk **at = &d->first; *at;) {
        struct desk *desk = *at;
        tidy(desk, tick_ms);
        if (desk->open || desk->streams.first) {
            at = &desk->next;
            continue;
        }
        *at = desk->next;
        d->by_number[desk->tenant->number] = NULL;
        free(desk);
    }
}

void desks_done(struct desks *d) {
    for (struct desk *desk; (desk = d->first); free(desk)) {
        d->first = desk->next;
        close_desk(desk);
    }
    free(d->by_number);
}

#include "server/desk.h"

#include "app/app.h"
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

static bool open_desk(struct desks *d, struct desk *desk) {
    desk->store = tenant_store(desk->tenant, true);
    if (!desk->store) return false;
    desk->app = app_create(desk->tenant->organisation, desk->store);
    desk->pours = (struct pours){.store = desk->store, .scratch = d->scratch};
    return true;
}

struct desk *desk_at(struct desks *d, struct tenant *t) {
    struct desk *desk = t->number < d->room ? d->by_number[t->number] : NULL;
    if (!desk) desk = place_desk(d, t);
    return desk->store || open_desk(d, desk) ? desk : NULL;
}

void desks_done(struct desks *d) {
    for (struct desk *desk; (desk = d->first); free(desk)) {
        d->first = desk->next;
        pours_end(&desk->pours);
        app_free(desk->app);
        store_close(desk->store);
    }
    free(d->by_number);
}

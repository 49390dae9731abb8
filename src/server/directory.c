#include "server/directory.h"

#include "app/registry.h"
#include "base/arena.h"

static struct directory *create(struct tenant *only, size_t room) {
    struct arena *mem = arena_create();
    struct directory *d = NEW(mem, struct directory);
    d->mem = mem;
    d->only = only;
    d->room = room;
    d->slots = NEWS(mem, room, struct directory_slot);
    atomic_init(&d->holders, 1);
    return d;
}

struct directory *directory_of_one(struct tenant *only) {
    return create(only, 1);
}

struct directory *directory_create(size_t hosts) {
    size_t room = 8;
    while (room < 2 * hosts)
        room *= 2;
    return create(NULL, room);
}

/* Where the host is, or the empty slot where it would be. */
static struct directory_slot *slot_of(const struct directory *d, struct str host) {
    size_t at = str_hash(host) & (d->room - 1);
    while (d->slots[at].tenant && !str_eq(d->slots[at].host, host))
        at = (at + 1) & (d->room - 1);
    return &d->slots[at];
}

void directory_put(struct directory *d, struct str host, struct tenant *t) {
    *slot_of(d, host) = (struct directory_slot){str_dup(d->mem, host), t};
}

struct tenant *directory_find(const struct directory *d, struct str host) {
    char plain[REGISTRY_HOST_CHARS + 1];
    if (d->only) return d->only;
    return registry_host(host, plain) ? slot_of(d, str_of(plain))->tenant : NULL;
}

struct directory *directory_hold(struct directory *d) {
    atomic_fetch_add(&d->holders, 1);
    return d;
}

void directory_let_go(struct directory *d) {
    if (d && atomic_fetch_sub(&d->holders, 1) == 1) arena_free(d->mem);
}

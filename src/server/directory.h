/* directory.h - which organisation a host name means. A directory never changes: when the
 * list does, a new one is made, and each loop takes it in its own time, so that finding
 * costs no lock. */
#ifndef SERVER_DIRECTORY_H
#define SERVER_DIRECTORY_H

#include "base/str.h"

#include <stdatomic.h>

struct tenant;

struct directory {
    atomic_int holders;
    struct tenant *only; /* whoever asks, it is this one; NULL: hosts decide */
    struct directory_slot {
        struct str host;
        struct tenant *tenant;
    } * slots;
    size_t room; /* a power of two */
    struct arena *mem;
};

/* One organisation for every host. */
struct directory *directory_of_one(struct tenant *only);
/* Of `hosts` names, to be put in; they are copied. Held once. */
struct directory *directory_create(size_t hosts);
void directory_put(struct directory *d, struct str host, struct tenant *t);

/* `host` as the client sent it, without the port; NULL: nobody's. */
struct tenant *directory_find(const struct directory *d, struct str host);

struct directory *directory_hold(struct directory *d);
void directory_let_go(struct directory *d); /* the last holder frees it; NULL is fine */

#endif

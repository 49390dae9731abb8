/* host.h - what the machine outside lends to the pure core. Members may be NULL: what needs
 * them then says politely that it is not to be had here (in the browser, say). */
#ifndef HTTP_HOST_H
#define HTTP_HOST_H

#include "base/err.h"
#include "base/str.h"

struct arena;
struct table_source;

struct host {
    /* Argon2id; slow on purpose: only from route.prepare, commands and jobs. */
    struct str (*password_hash)(struct arena *mem, struct str password);
    bool (*password_verify)(struct str hash, struct str password);
};

#endif

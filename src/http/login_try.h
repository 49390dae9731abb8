/* login_try.h - how long one must wait after wrong passwords.
 * Counted for the name and for the address by themselves: the first stops guessing one
 * person's password from many places, the second guessing many people's from one. Every
 * further failure doubles the wait; a quiet day forgets. */
#ifndef HTTP_LOGIN_TRY_H
#define HTTP_LOGIN_TRY_H

#include "records/ctx.h"
#include "store/schema.h"

enum {
    LOGIN_FREE_TRIES = 5,          /* of one name, before waiting begins */
    LOGIN_FREE_TRIES_ADDRESS = 30, /* of one address: an office may share one */
    LOGIN_FIRST_WAIT_MS = 2 * 1000,
    LOGIN_LONGEST_WAIT_MS = 15 * MS_PER_MINUTE,
    LOGIN_FORGET_MS = MS_PER_DAY,
};

extern const struct table login_try_table;

/* What is remembered about a name or an address. */
struct login_try {
    int64_t failures, last_ms;
};

/* How long to wait from now, in milliseconds; 0: go on. */
int64_t login_wait_ms(const struct login_try *t, int free_tries, int64_t now_ms);
/* One more failure. */
struct login_try login_try_next(const struct login_try *t, int64_t now_ms);

/* Whom an address belongs to: one line has 2^64 addresses of the newer kind, so the first four
 * groups stand for all of them. An older address stands for itself. */
struct str address_network(struct arena *mem, struct str remote);

/* The longer wait of this name and this address. */
enum err login_ask(struct ctx *cx, struct str name, struct str remote,
                   int64_t *out_wait_ms);
enum err login_failed(struct ctx *cx, struct str name, struct str remote);
/* Forgets the name's failures; the address keeps its own. */
enum err login_succeeded(struct ctx *cx, struct str name);
enum err login_try_sweep(struct ctx *cx);

#endif

/* challenge.h - what an open form carries so that its coming back can be judged: when it was
 * shown, sealed, and a riddle that costs a browser some work and a robot much.
 * A challenge reads "<milliseconds>.<nonce>.<seal>". Its answer is any short text that, put
 * behind it, gives a SHA-256 digest that begins with CHALLENGE_BITS zero bits. Pure: the key and
 * the clock come from outside. */
#ifndef REQUESTS_CHALLENGE_H
#define REQUESTS_CHALLENGE_H

#include "base/clock.h"
#include "base/sha256.h"

enum {
    CHALLENGE_BITS = 16, /* some 65,000 digests: seconds of a browser, while one writes */
    CHALLENGE_AGE_MS = 12 * MS_PER_HOUR,
    CHALLENGE_BYTES = 200,       /* longer ones are none */
    CHALLENGE_ANSWER_BYTES = 32, /* the same */
    CHALLENGE_NONCE_CHARS = 22,  /* of what it is given */
};

enum challenge_state { CHALLENGE_GOOD, CHALLENGE_OLD, CHALLENGE_FORGED };

/* A challenge for one form; `nonce` is random text without a dot. */
struct str challenge_make(struct arena *mem, struct str key, int64_t form, int64_t now_ms,
                          struct str nonce);
/* *out_shown_ms: when it was made; only of one that is not forged. One from another form, of
 * another key or from the future is forged. */
enum challenge_state challenge_read(struct arena *mem, struct str key, int64_t form,
                                    struct str challenge, int64_t now_ms,
                                    int64_t *out_shown_ms);

/* How many zero bits a digest begins with. */
int zero_bits(const struct sha256_digest *digest);
bool challenge_solved(struct str challenge, struct str answer);

#endif

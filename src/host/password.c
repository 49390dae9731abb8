#include "host/password.h"

#include "base/arena.h"

#include <sodium.h>

struct str password_hash(struct arena *mem, struct str password) {
    char text[crypto_pwhash_STRBYTES];
    if (sodium_init() < 0 || password.n > PASSWORD_BYTES) return STR("");
    if (crypto_pwhash_str_alg(text, password.p, password.n, PASSWORD_PASSES,
                              PASSWORD_MEMORY_BYTES, crypto_pwhash_ALG_ARGON2ID13))
        return STR("");
    return str_dup(mem, str_of(text));
}

bool password_verify(struct str hash, struct str password) {
    char text[crypto_pwhash_STRBYTES] = {0};
    if (sodium_init() < 0 || hash.n >= sizeof text || password.n > PASSWORD_BYTES)
        return false;
    memcpy(text, hash.p, hash.n);
    return crypto_pwhash_str_verify(text, password.p, password.n) == 0;
}

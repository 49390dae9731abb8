#include "http/secret.h"

#include "base/arena.h"
#include "base/encode.h"

struct str secret_make(struct arena *mem, const unsigned char random[REQUEST_RANDOM_BYTES],
                       const char *purpose) {
    struct sha256 hash;
    sha256_init(&hash);
    sha256_add(&hash, str_of(purpose));
    sha256_add(&hash, str_n((const char *)random, REQUEST_RANDOM_BYTES));
    struct sha256_digest digest = sha256_done(&hash);
    struct buf text = buf_in(mem, 0);
    buf_base64url(&text, sha256_str(&digest));
    return buf_str(&text);
}

struct sha256_digest secret_digest(struct str secret) {
    return sha256(secret);
}

bool secret_eq(struct str a, struct str b) {
    if (a.n != b.n || a.n == 0) return false;
    volatile unsigned char difference = 0;
    for (size_t i = 0; i < a.n; i++)
        difference |= (unsigned char)(a.p[i] ^ b.p[i]);
    return difference == 0;
}

/* sha256.h - the SHA-256 digest of FIPS 180-4, for content addresses and session tokens.
 * Not for passwords: those need a slow hash, which the host has. */
#ifndef BASE_SHA256_H
#define BASE_SHA256_H

#include "base/str.h"

enum { SHA256_BYTES = 32, SHA256_BLOCK_BYTES = 64 };

struct sha256 {
    uint32_t state[8];
    uint64_t length;                         /* bytes so far */
    unsigned char block[SHA256_BLOCK_BYTES]; /* what does not fill a block yet */
};

struct sha256_digest {
    unsigned char bytes[SHA256_BYTES];
};

void sha256_init(struct sha256 *h);
void sha256_add(struct sha256 *h, struct str bytes);
struct sha256_digest sha256_done(struct sha256 *h); /* `h` is used up */

/* All at once. */
struct sha256_digest sha256(struct str bytes);

static inline struct str sha256_str(const struct sha256_digest *digest) {
    return str_n((const char *)digest->bytes, SHA256_BYTES);
}

#endif

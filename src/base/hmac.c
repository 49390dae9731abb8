#include "base/hmac.h"

enum { INNER = 0x36, OUTER = 0x5c };

/* A key longer than a block stands for its digest, a shorter one is filled up with zeros. */
static void key_block(struct str key, unsigned char out[SHA256_BLOCK_BYTES]) {
    struct sha256_digest digest;
    memset(out, 0, SHA256_BLOCK_BYTES);
    if (key.n > SHA256_BLOCK_BYTES) {
        digest = sha256(key);
        key = sha256_str(&digest);
    }
    if (key.n) memcpy(out, key.p, key.n);
}

static struct sha256_digest pass(const unsigned char block[SHA256_BLOCK_BYTES],
                                 unsigned char with, struct str text) {
    unsigned char mixed[SHA256_BLOCK_BYTES];
    struct sha256 hash;
    for (int i = 0; i < SHA256_BLOCK_BYTES; i++)
        mixed[i] = block[i] ^ with;
    sha256_init(&hash);
    sha256_add(&hash, str_n((const char *)mixed, sizeof mixed));
    sha256_add(&hash, text);
    return sha256_done(&hash);
}

struct sha256_digest hmac_sha256(struct str key, struct str text) {
    unsigned char block[SHA256_BLOCK_BYTES];
    key_block(key, block);
    struct sha256_digest inner = pass(block, INNER, text);
    return pass(block, OUTER, sha256_str(&inner));
}

bool seal_eq(struct str a, struct str b) {
    unsigned char difference = 0;
    if (a.n != b.n || !a.n) return false;
    for (size_t i = 0; i < a.n; i++)
        difference |= (unsigned char)(a.p[i] ^ b.p[i]);
    return difference == 0;
}

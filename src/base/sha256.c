#include "base/sha256.h"

/* The first 32 bits of the fractions of the square roots of the first 8 primes. */
static const uint32_t first_state[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                        0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

/* The same of the cube roots of the first 64 primes. */
static const uint32_t round_word[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4,
    0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe,
    0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f,
    0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7,
    0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc,
    0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
    0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116,
    0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
    0xc67178f2};

static uint32_t rotated(uint32_t x, int right) {
    return x >> right | x << (32 - right);
}

static uint32_t load_big_endian(const unsigned char *p) {
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static void expand(uint32_t w[64], const unsigned char *block) {
    for (int i = 0; i < 16; i++)
        w[i] = load_big_endian(block + 4 * i);
    for (int i = 16; i < 64; i++) {
        uint32_t x = w[i - 15], y = w[i - 2];
        w[i] = w[i - 16] + (rotated(x, 7) ^ rotated(x, 18) ^ x >> 3) + w[i - 7]
               + (rotated(y, 17) ^ rotated(y, 19) ^ y >> 10);
    }
}

/* One round turns the eight words by one place: what was h is made new and becomes a.
 * Naming them in turn saves moving them. */
#define ROUND(a, b, c, d, e, f, g, h, i)                                                   \
    do {                                                                                   \
        h += (rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)) + (g ^ (e & (f ^ g)))       \
             + round_word[i] + w[i];                                                       \
        d += h;                                                                            \
        h +=                                                                               \
            (rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)) + ((a & b) ^ (c & (a ^ b))); \
    } while (0)

static void mix(uint32_t state[8], const unsigned char *block) {
    uint32_t w[64], s[8];
    expand(w, block);
    memcpy(s, state, sizeof s);
    for (int i = 0; i < 64; i += 8) {
        ROUND(s[0], s[1], s[2], s[3], s[4], s[5], s[6], s[7], i);
        ROUND(s[7], s[0], s[1], s[2], s[3], s[4], s[5], s[6], i + 1);
        ROUND(s[6], s[7], s[0], s[1], s[2], s[3], s[4], s[5], i + 2);
        ROUND(s[5], s[6], s[7], s[0], s[1], s[2], s[3], s[4], i + 3);
        ROUND(s[4], s[5], s[6], s[7], s[0], s[1], s[2], s[3], i + 4);
        ROUND(s[3], s[4], s[5], s[6], s[7], s[0], s[1], s[2], i + 5);
        ROUND(s[2], s[3], s[4], s[5], s[6], s[7], s[0], s[1], i + 6);
        ROUND(s[1], s[2], s[3], s[4], s[5], s[6], s[7], s[0], i + 7);
    }
    for (int i = 0; i < 8; i++)
        state[i] += s[i];
}

void sha256_init(struct sha256 *h) {
    *h = (struct sha256){0};
    memcpy(h->state, first_state, sizeof first_state);
}

void sha256_add(struct sha256 *h, struct str bytes) {
    size_t held = h->length % SHA256_BLOCK_BYTES;
    h->length += bytes.n;
    if (held) {
        struct str head = str_first(bytes, SHA256_BLOCK_BYTES - held);
        if (head.n) memcpy(h->block + held, head.p, head.n);
        if (held + head.n < SHA256_BLOCK_BYTES) return;
        mix(h->state, h->block);
        bytes = str_from(bytes, head.n);
    }
    for (; bytes.n >= SHA256_BLOCK_BYTES; bytes = str_from(bytes, SHA256_BLOCK_BYTES))
        mix(h->state, (const unsigned char *)bytes.p);
    if (bytes.n) memcpy(h->block, bytes.p, bytes.n);
}

/* A one bit, zeros, and the length in bits as the last eight bytes of a block. */
static void add_padding(struct sha256 *h) {
    unsigned char padding[SHA256_BLOCK_BYTES + 8] = {0x80};
    uint64_t bits = h->length * 8;
    size_t zeros =
        (2 * SHA256_BLOCK_BYTES - 9 - h->length % SHA256_BLOCK_BYTES) % SHA256_BLOCK_BYTES;
    for (int i = 0; i < 8; i++)
        padding[1 + zeros + (size_t)i] = (unsigned char)(bits >> (56 - 8 * i));
    sha256_add(h, str_n((const char *)padding, 1 + zeros + 8));
}

struct sha256_digest sha256_done(struct sha256 *h) {
    struct sha256_digest digest;
    add_padding(h);
    for (int i = 0; i < SHA256_BYTES; i++)
        digest.bytes[i] = (unsigned char)(h->state[i / 4] >> (24 - 8 * (i % 4)));
    return digest;
}

struct sha256_digest sha256(struct str bytes) {
    struct sha256 h;
    sha256_init(&h);
    sha256_add(&h, bytes);
    return sha256_done(&h);
}

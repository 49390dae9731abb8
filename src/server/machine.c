#include "server/machine.h"

#include <assert.h>
#include <malloc.h>
#include <sodium.h>
#include <time.h>

enum { MEMORY_KEPT_BYTES = 32 << 20, MEMORY_MAPPED_FROM_BYTES = 8 << 20 };

void machine_keep_memory(void) {
    mallopt(M_TRIM_THRESHOLD, MEMORY_KEPT_BYTES);
    mallopt(M_MMAP_THRESHOLD, MEMORY_MAPPED_FROM_BYTES);
}

void machine_trim_memory(void) {
    malloc_trim(0);
}

int64_t machine_now_ms(void) {
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    return t.tv_sec * 1000LL + t.tv_nsec / 1000000;
}

int64_t machine_tick_us(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000LL + t.tv_nsec / 1000;
}

void random_init(struct random_pool *r) {
    randombytes_buf(r->seed, sizeof r->seed);
    r->left = 0;
}

/* The first bytes of the stream are the next key; the others are given out once. */
static void refill(struct random_pool *r) {
    randombytes_buf_deterministic(r->bytes, sizeof r->bytes, r->seed);
    memcpy(r->seed, r->bytes, sizeof r->seed);
    memset(r->bytes, 0, sizeof r->seed);
    r->left = sizeof r->bytes - sizeof r->seed;
}

void random_take(struct random_pool *r, void *out, size_t n) {
    assert(n <= sizeof r->bytes / 2);
    if (r->left < n) refill(r);
    unsigned char *from = r->bytes + sizeof r->bytes - r->left;
    memcpy(out, from, n);
    memset(from, 0, n);
    r->left -= n;
}

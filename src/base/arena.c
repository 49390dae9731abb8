#include "base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ARENA_BLOCK_BYTES = 32 * 1024, ARENA_ALIGN = 16 };

/* The address sanitizer is told what of a block is in use, so that it sees a step over the
 * end of a piece, and a look at memory that was given back. */
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define __SANITIZE_ADDRESS__ 1 /* as gcc says it */
#endif
#endif
#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
enum { ARENA_GAP = ARENA_ALIGN }; /* behind each piece */
#define HIDE(p, n) ASAN_POISON_MEMORY_REGION(p, n)
#define SHOW(p, n) ASAN_UNPOISON_MEMORY_REGION(p, n)
#else
enum { ARENA_GAP = 0 };
#define HIDE(p, n) ((void)(p))
#define SHOW(p, n) ((void)(p))
#endif

struct block {
    struct block *next;
    size_t used, size;
    _Alignas(ARENA_ALIGN) unsigned char bytes[];
};

struct arena {
    struct block *block; /* newest first; the last one is kept over resets */
    size_t used;
};

static struct block *block_create(size_t size, struct block *next) {
    struct block *b = malloc(sizeof *b + size);
    if (!b) abort();
    *b = (struct block){.next = next, .size = size};
    HIDE(b->bytes, size);
    return b;
}

static void block_free(struct block *b) {
    SHOW(b->bytes, b->size);
    free(b);
}

struct arena *arena_create(void) {
    struct arena *a = calloc(1, sizeof *a);
    if (!a) abort();
    a->block = block_create(ARENA_BLOCK_BYTES, NULL);
    return a;
}

void arena_reset(struct arena *a) {
    while (a->block->next) {
        struct block *next = a->block->next;
        block_free(a->block);
        a->block = next;
    }
    HIDE(a->block->bytes, a->block->size);
    a->block->used = 0;
    a->used = 0;
}

void arena_free(struct arena *a) {
    if (!a) return;
    arena_reset(a);
    block_free(a->block);
    free(a);
}

/* What a piece of `size` bytes takes of its block. */
static size_t rounded(size_t size) {
    if (size == 0) size = 1;
    if (size > SIZE_MAX - ARENA_ALIGN - ARENA_GAP) abort();
    return ((size + ARENA_ALIGN - 1) & ~(size_t)(ARENA_ALIGN - 1)) + ARENA_GAP;
}

static void *arena_take(struct arena *a, size_t wants) {
    size_t size = rounded(wants);
    struct block *b = a->block;
    if (b->size - b->used < size) {
        size_t block_size = size > ARENA_BLOCK_BYTES / 4 ? size : ARENA_BLOCK_BYTES;
        b = block_create(block_size, a->block);
        a->block = b;
    }
    void *p = b->bytes + b->used;
    b->used += size;
    a->used += size;
    SHOW(p, wants);
    return p;
}

void *arena_alloc(struct arena *a, size_t size) {
    return memset(arena_take(a, size), 0, size);
}

void *arena_array(struct arena *a, size_t count, size_t size) {
    if (size && count > SIZE_MAX / size) abort();
    return arena_alloc(a, count * size);
}

void *arena_grow(struct arena *a, void *old, size_t old_size, size_t new_size) {
    struct block *b = a->block;
    size_t had = rounded(old_size), wants = rounded(new_size);
    if (old && (unsigned char *)old + had == b->bytes + b->used && wants >= had
        && wants - had <= b->size - b->used) {
        b->used += wants - had;
        a->used += wants - had;
        SHOW(old, new_size);
        return old;
    }
    void *p = arena_take(a, new_size);
    if (old && old_size) memcpy(p, old, old_size < new_size ? old_size : new_size);
    return p;
}

size_t arena_used(const struct arena *a) {
    return a->used;
}

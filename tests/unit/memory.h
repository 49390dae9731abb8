/* memory.h - for programs whose tests share one arena, `mem`, between open_memory and
 * close_memory of the group. */
#ifndef TESTS_MEMORY_H
#define TESTS_MEMORY_H

#include "test.h"

static struct arena *mem;

static int open_memory(void **state) {
    (void)state;
    mem = arena_create();
    return 0;
}

static int close_memory(void **state) {
    (void)state;
    arena_free(mem);
    return 0;
}

#endif

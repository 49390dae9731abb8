/* fuzz.h - what the fuzzers share. */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What must hold for every input. */
#define must(holds) ((holds) ? (void)0 : fuzz_failed(#holds, __FILE__, __LINE__))

static inline void fuzz_failed(const char *what, const char *file, int line) {
    fprintf(stderr, "%s:%d: this does not hold: %s\n", file, line, what);
    abort();
}

#endif

/* test.h - cmocka with the includes it needs. Tests are named thing__behaviour. */
#ifndef TESTS_TEST_H
#define TESTS_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/str.h"

/* The `str` given must hold exactly the text `z`. */
#define assert_str(s, z) assert_str_at((s), (z), __FILE__, __LINE__)

static inline void assert_str_at(struct str s, const char *z, const char *file, int line) {
    if (str_is(s, z)) return;
    print_error("\"%.*s\" is not \"%s\"\n", STR_ARG(s), z ? z : "(null)");
    _fail(file, line);
}

#endif

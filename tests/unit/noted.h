/* noted.h - the statements a test runs, noted for tests/spread/run.c: one on a line, behind who
 * asked for it. Where the variable MOSHTARI_TEST_STATEMENTS names no file nothing is noted. */
#ifndef TESTS_NOTED_H
#define TESTS_NOTED_H

#include "store/store.h"

#include <stdio.h>
#include <stdlib.h>

struct noted {
    FILE *file;
    struct str who;
};

/* One write a line, so that tests that run at once do not mix theirs. */
static inline void noted_take(void *self, struct str sql) {
    enum { LINE_BYTES = 32768 };
    const struct noted *n = self;
    char line[LINE_BYTES];
    int length = snprintf(line, sizeof line, "%.*s\t%.*s", STR_ARG(n->who), STR_ARG(sql));
    if (length < 0 || length >= LINE_BYTES - 1) return;
    for (int i = 0; i < length; i++)
        if (line[i] == '\n') line[i] = ' ';
    line[length] = '\n';
    fwrite(line, 1, (size_t)length + 1, n->file);
    fflush(n->file);
}

static inline void noted_begin(struct noted *n, struct str who) {
    const char *path = getenv("MOSHTARI_TEST_STATEMENTS");
    *n = (struct noted){.file = path && *path ? fopen(path, "a") : NULL, .who = who};
    if (n->file) setvbuf(n->file, NULL, _IOFBF, 65536);
}

static inline void noted_end(struct noted *n) {
    if (n->file) fclose(n->file);
    n->file = NULL;
}

/* Note what `s` runs from now on, or no longer. */
static inline void noted_of(struct noted *n, struct store *s, bool on) {
    store_watch(s, on && n->file ? noted_take : NULL, n);
}

#endif

/* scratch.h - where a test's organisation lives: in memory, or, where the variable
 * MOSHTARI_TEST_DATABASE names a PostgreSQL server, in a schema of its own there. */
#ifndef TESTS_SCRATCH_H
#define TESTS_SCRATCH_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* The server's address; NULL: SQLite. */
static inline const char *scratch_server(void) {
    const char *server = getenv("MOSHTARI_TEST_DATABASE");
    return server && *server ? server : NULL;
}

/* A new place each time; lives until the next but seven. */
static inline const char *scratch_path(void) {
    static char paths[8][512];
    static int made;
    const char *server = scratch_server();
    if (!server) return NULL;
    char *path = paths[made % 8];
    snprintf(path, sizeof paths[0], "%s&schema=test_%d_%d", server, (int)getpid(), made++);
    return path;
}

#endif

/* sources.h - the C files below src, for the tools that judge them. */
#ifndef TOOLS_SOURCES_H
#define TOOLS_SOURCES_H

#include "base/str.h"

enum { SOURCES_MOST = 4096 };

struct source {
    const char *path; /* for messages */
    struct str name;  /* below src: "records/ctx.h" */
    struct str text;
};

struct sources {
    struct source *all;
    int n;
};

/* Every .c and .h file below `root`, sorted by name. */
struct sources sources_read(struct arena *mem, const char *root);

#endif

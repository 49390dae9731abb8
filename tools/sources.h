/* sources.h - the files below src, for the tools that judge them. */
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

/* Every file below `root` whose name has one of the endings (".c", …; the last is NULL),
 * sorted by name. */
struct sources sources_read(struct arena *mem, const char *root,
                            const char *const *endings);

#endif

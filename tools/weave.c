/* weave.c - compiles one page template to C.
 * usage: weave PAGE.html INCLUDE OUT.c OUT.h
 * INCLUDE is how C code includes OUT.h. */
#include "tool.h"
#include "weave_core.h"

#include <stdio.h>

int main(int argc, char **argv) {
    if (argc != 5) {
        fprintf(stderr, "usage: weave PAGE.html INCLUDE OUT.c OUT.h\n");
        return 2;
    }
    struct arena *mem = arena_create();
    struct woven w = weave(mem, tool_read(mem, argv[1]), argv[1], argv[2]);
    if (w.why) {
        tool_wrong(argv[1], w.line, "%s", w.why);
    } else {
        tool_write(argv[3], w.code);
        tool_write(argv[4], w.header);
    }
    arena_free(mem);
    return tool_failed();
}

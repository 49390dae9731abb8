/* A template is compiled or refused with a line that it has; nothing else happens. */
#include "fuzz.h"

#include "weave_core.h"

static int lines_of(struct str s) {
    int lines = 1;
    for (size_t i = 0; i < s.n; i++)
        lines += s.p[i] == '\n';
    return lines;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena *mem = arena_create();
    struct str source = str_n((const char *)data, size);
    struct woven w = weave(mem, source, "a.html", "a.html.h");
    if (w.why)
        must(w.line >= 1 && w.line <= lines_of(source));
    else
        must(str_has(w.code, STR("(struct buf *out, ")) && str_ends(w.code, STR("}\n")));
    arena_free(mem);
    return 0;
}

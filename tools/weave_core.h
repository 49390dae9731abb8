/* weave_core.h - the compiler of page templates: HTML with holes becomes C.
 * The language is described in src/web/README.md. A template that could let a value break
 * out of its place does not compile. */
#ifndef TOOLS_WEAVE_CORE_H
#define TOOLS_WEAVE_CORE_H

#include "base/buf.h"
#include "base/str.h"

/* What a template file becomes; or, where `why` is set, what is wrong with it and where. */
struct woven {
    struct str code, header;
    const char *why;
    int line;
};

/* `path` is the template's name in #line and in errors; `include` is how C code includes
 * the header that is made. */
struct woven weave(struct arena *mem, struct str source, const char *path,
                   const char *include);

#endif

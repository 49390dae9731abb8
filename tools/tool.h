/* tool.h - what the tools of the build share: read a file, point at a wrong line, write
 * what was made. A tool reports every wrong line it finds and writes nothing if there was
 * one. */
#ifndef TOOLS_TOOL_H
#define TOOLS_TOOL_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

/* The whole file. Ends the tool when it cannot be read. */
struct str tool_read(struct arena *mem, const char *path);

/* Write the file, but leave it untouched (and its date old) when it holds just that. */
void tool_write(const char *path, struct str content);

/* Say "file:line: error: ..." and remember that something was wrong. */
void tool_wrong(const char *file, int line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
bool tool_failed(void);

/* The inside of a C string literal that means `s`. */
void tool_put_c_text(struct buf *out, struct str s);

#endif

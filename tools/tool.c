#include "tool.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static bool failed;

bool tool_failed(void) {
    return failed;
}

void tool_wrong(const char *file, int line, const char *format, ...) {
    va_list args;
    va_start(args, format);
    fprintf(stderr, "%s:%d: error: ", file, line);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
    failed = true;
}

static _Noreturn void tool_stop(const char *path) {
    perror(path);
    exit(1);
}

/* NULL when there is no such file. */
static FILE *file_open(const char *path, const char *mode) {
    FILE *f = fopen(path, mode);
    if (!f && mode[0] == 'w') tool_stop(path);
    return f;
}

static struct str file_rest(struct arena *mem, FILE *f) {
    struct buf b = buf_in(mem, 0);
    for (size_t n;; b.n += n) {
        char *room = buf_room(&b, 65536);
        n = room ? fread(room, 1, 65536, f) : 0;
        if (n == 0) return buf_str(&b);
    }
}

struct str tool_read(struct arena *mem, const char *path) {
    FILE *f = file_open(path, "rb");
    if (!f) tool_stop(path);
    struct str content = file_rest(mem, f);
    fclose(f);
    return content;
}

static bool file_holds(const char *path, struct str content) {
    FILE *f = file_open(path, "rb");
    if (!f) return false;
    struct arena *mem = arena_create();
    bool same = str_eq(file_rest(mem, f), content);
    arena_free(mem);
    fclose(f);
    return same;
}

void tool_write(const char *path, struct str content) {
    if (file_holds(path, content)) return;
    FILE *f = file_open(path, "wb");
    if (fwrite(content.p, 1, content.n, f) != content.n || fclose(f) != 0) tool_stop(path);
}

void tool_put_c_text(struct buf *out, struct str s) {
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c == '\n')
            BUF_LIT(out, "\\n");
        else if (c < ' ' || c == 127)
            buf_format(out, "\\%03o", c);
        else if (c == '"' || c == '\\')
            buf_format(out, "\\%c", c);
        else
            buf_byte(out, (char)c);
    }
}

#include "base/buf.h"

#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>

enum { BUF_FIRST_BYTES = 256 };

struct buf buf_in(struct arena *mem, size_t limit) {
    return (struct buf){.mem = mem, .limit = limit ? limit : BUF_STANDARD_LIMIT};
}

char *buf_room(struct buf *b, size_t n) {
    if (b->failed || n > b->limit - b->n) {
        b->failed = true;
        b->size = b->n; /* nothing fits any more */
        return NULL;
    }
    if (!b->p || b->size - b->n < n) {
        size_t size = b->size ? b->size * 2 : BUF_FIRST_BYTES;
        while (size < b->n + n)
            size *= 2;
        if (size > b->limit) size = b->limit; /* so that room in `size` is room indeed */
        b->p = arena_grow(b->mem, b->p, b->size, size);
        b->size = size;
    }
    return b->p + b->n;
}

void buf_putz(struct buf *b, const char *z) {
    buf_put(b, str_of(z));
}

void buf_code(struct buf *b, uint32_t code) {
    char utf8[4];
    buf_put(b, str_n(utf8, utf8_put(utf8, code)));
}

void buf_int(struct buf *b, int64_t n) {
    char digits[24], *p = digits + sizeof digits;
    uint64_t rest = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
    do
        *--p = (char)('0' + rest % 10);
    while (rest /= 10);
    if (n < 0) *--p = '-';
    buf_put(b, str_n(p, (size_t)(digits + sizeof digits - p)));
}

void buf_format(struct buf *b, const char *format, ...) {
    char small[256];
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(small, sizeof small, format, args);
    va_end(args);
    if ((size_t)n < sizeof small) {
        buf_put(b, str_n(small, (size_t)n));
    } else {
        char *room = buf_room(b, (size_t)n + 1);
        if (room) {
            vsnprintf(room, (size_t)n + 1, format, again);
            b->n += (size_t)n;
        }
    }
    va_end(again);
}

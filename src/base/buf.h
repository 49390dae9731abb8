/* buf.h - bytes that grow up to a ceiling and remember if they met it.
 * Append freely and look at `failed` once at the end; after a failure appends
 * do nothing. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/str.h"

struct arena;

enum { BUF_STANDARD_LIMIT = 64 * 1024 * 1024 }; /* bytes, where no other limit is named */

struct buf {
    char *p;
    size_t n, size, limit;
    bool failed;
    struct arena *mem;
};

/* An empty buffer in `mem` that may grow to `limit` bytes (0: the standard limit). */
struct buf buf_in(struct arena *mem, size_t limit);

/* Room for `n` more bytes, or NULL after a failure. Add what was used to b->n. */
char *buf_room(struct buf *b, size_t n);

static inline void buf_put(struct buf *b, struct str s) {
    if (s.n == 0) return;
    char *room = s.n <= b->size - b->n ? b->p + b->n : buf_room(b, s.n);
    if (!room) return;
    memcpy(room, s.p, s.n);
    b->n += s.n;
}
static inline void buf_byte(struct buf *b, char c) {
    buf_put(b, str_n(&c, 1));
}
void buf_putz(struct buf *b, const char *z);

void buf_code(struct buf *b, uint32_t code); /* as UTF-8 */
void buf_int(struct buf *b, int64_t n);
void buf_format(struct buf *b, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
#define BUF_LIT(b, literal) buf_put((b), STR(literal))

static inline struct str buf_str(const struct buf *b) {
    return b->p ? str_n(b->p, b->n) : STR("");
}

#endif

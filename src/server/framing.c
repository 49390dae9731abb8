#include "server/framing.h"

enum { SIZE_DIGITS = 15 }; /* more than any body may have, less than overflows */

void framing_begin(struct framing *f) {
    *f = (struct framing){.part = FRAMING_HEAD};
}

static void refuse(struct framing *f) {
    f->odd = true;
    f->part = FRAMING_REST;
}

static void enter(struct framing *f, enum framing_part part) {
    f->part = part;
    f->line = 0;
    f->left = 0;
    f->ending = false;
}

/* ---- Lines of headers ---- */

static void end_header(struct framing *f) {
    static const struct str name = STR_INIT("transfer-encoding:");
    bool head = f->part == FRAMING_HEAD;
    if (f->line == 0) {
        enter(f, head && f->chunked ? FRAMING_SIZE : FRAMING_REST);
        return;
    }
    if (f->line >= FRAMING_NAME && str_eq(str_n(f->name, FRAMING_NAME), name))
        f->chunked = true;
    f->line = 0;
}

static void read_header(struct framing *f, char c) {
    if (c == '\0') {
        refuse(f);
    } else if (c == '\n') {
        end_header(f);
    } else if (c != '\r') {
        if (f->line < FRAMING_NAME)
            f->name[f->line] = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
        f->line++;
    }
}

/* ---- Chunks ---- */

static int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static void read_size(struct framing *f, char c) {
    int digit = hex_digit(c);
    if (digit >= 0 && !f->ending && f->line++ < SIZE_DIGITS) {
        f->left = f->left << 4 | (uint64_t)digit;
    } else if (c == '\r' && f->line && !f->ending) {
        f->ending = true;
    } else if (c == '\n' && f->line) {
        uint64_t left = f->left;
        enter(f, left ? FRAMING_CHUNK : FRAMING_TRAILERS);
        f->left = left;
    } else {
        refuse(f);
    }
}

static size_t skip_chunk(struct framing *f, size_t n) {
    size_t taken = n < f->left ? n : (size_t)f->left;
    f->left -= taken;
    if (!f->left) enter(f, FRAMING_CHUNK_END);
    return taken;
}

static void read_chunk_end(struct framing *f, char c) {
    if (c == '\r' && !f->ending)
        f->ending = true;
    else if (c == '\n')
        enter(f, FRAMING_SIZE);
    else
        refuse(f);
}

void framing_read(struct framing *f, struct str bytes) {
    for (size_t i = 0; i < bytes.n;) {
        switch (f->part) {
        case FRAMING_HEAD:
        case FRAMING_TRAILERS: read_header(f, bytes.p[i++]); break;
        case FRAMING_SIZE: read_size(f, bytes.p[i++]); break;
        case FRAMING_CHUNK: i += skip_chunk(f, bytes.n - i); break;
        case FRAMING_CHUNK_END: read_chunk_end(f, bytes.p[i++]); break;
        case FRAMING_REST: return;
        }
    }
}

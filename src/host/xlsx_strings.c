/* xlsx_strings.c - the strings a workbook shares between its cells. */
#include "base/arena.h"
#include "host/xlsx_parts.h"

struct strings_part {
    struct xlsx *book;
    struct buf text; /* of the string being read */
    bool in_text, in_phonetic, too_much;
};

static void strings_start(void *self, const char *name, const char **attributes) {
    struct strings_part *part = self;
    (void)attributes;
    if (strcmp(name, "si") == 0) part->text.n = 0;
    if (strcmp(name, "rPh") == 0) part->in_phonetic = true;
    if (strcmp(name, "t") == 0) part->in_text = !part->in_phonetic;
}

static void strings_text(void *self, struct str text) {
    struct strings_part *part = self;
    if (part->in_text) buf_put(&part->text, text);
}

/* A string beyond the limit of a cell is kept as the empty string. */
static void add_string(struct strings_part *part) {
    struct arena *mem = part->book->mem;
    struct xlsx_strings *s = &part->book->strings;
    if (s->count == s->size) {
        size_t size = s->size ? s->size * 2 : 256;
        s->items =
            arena_grow(mem, s->items, s->size * sizeof *s->items, size * sizeof *s->items);
        s->size = size;
    }
    size_t n = part->text.failed ? 0 : xlsx_unescape(part->text.p, part->text.n);
    part->text.failed = false;
    s->bytes += n;
    s->items[s->count++] = str_dup(mem, str_n(n ? part->text.p : "", n));
}

static void strings_end(void *self, const char *name) {
    struct strings_part *part = self;
    const struct xlsx_strings *s = &part->book->strings;
    if (strcmp(name, "t") == 0) part->in_text = false;
    if (strcmp(name, "rPh") == 0) part->in_phonetic = false;
    if (strcmp(name, "si") != 0 || part->too_much) return;
    part->too_much = s->count == XLSX_STRINGS_LIMIT
                     || s->bytes + part->text.n > XLSX_STRINGS_BYTES_LIMIT;
    if (!part->too_much) add_string(part);
}

enum err xlsx_load_strings(struct xlsx *book, const char *path) {
    static const struct xml_calls calls = {strings_start, strings_end, strings_text};
    struct arena *mem = arena_create();
    struct strings_part part = {.book = book, .text = buf_in(mem, XLSX_CELL_LIMIT)};
    enum err err = xml_part_read(&book->package, path, &calls, &part);
    arena_free(mem);
    if (err == OK && part.too_much) err = ERR_LIMIT;
    return err;
}

static int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The code of the escape "_xHHHH_" at p, or -1. Surrogates are left as they are. */
static int escape_at(const char *p, size_t n) {
    if (n < 7 || p[0] != '_' || p[1] != 'x' || p[6] != '_') return -1;
    int code = 0;
    for (int i = 2; i < 6; i++) {
        int digit = hex_digit(p[i]);
        if (digit < 0) return -1;
        code = code << 4 | digit;
    }
    return code >= 0xD800 && code < 0xE000 ? -1 : code;
}

size_t xlsx_unescape(char *text, size_t n) {
    size_t to = 0;
    for (size_t i = 0; i < n;) {
        int code = escape_at(text + i, n - i);
        if (code < 0) {
            text[to++] = text[i++];
            continue;
        }
        to += utf8_put(text + to, (uint32_t)code);
        i += 7;
    }
    return to;
}

#include "host/paper_text.h"

#include "base/buf.h"
#include "host/paper_font.h"

enum {
    REPLACEMENT = 0xFFFD,
    ISLAND_BEGIN = 0x2068, /* first strong isolate */
    ISLAND_END = 0x2069,
};

struct range {
    uint32_t first, last;
};

static bool among(const struct range *ranges, size_t count, uint32_t code) {
    for (size_t i = 0; i < count; i++)
        if (code >= ranges[i].first && code <= ranges[i].last) return true;
    return false;
}
#define AMONG(ranges, code) among((ranges), sizeof(ranges) / sizeof *(ranges), (code))

/* Control codes, marks that turn the direction of what follows, tags. */
static bool is_mark(uint32_t code) {
    static const struct range ranges[] = {
        {0x00, 0x09},     {0x0B, 0x1F},     {0x7F, 0x9F},
        {0x202A, 0x202E}, {0x2060, 0x206F}, {0xFE00, 0xFE0F},
        {0xFEFF, 0xFEFF}, {0xFFF9, 0xFFFB}, {0xE0000, 0xE0FFF}};
    return AMONG(ranges, code);
}

static bool is_small_picture(uint32_t code) {
    static const struct range ranges[] = {{0x2600, 0x27BF}, {0x1F000, 0x1FAFF}};
    return AMONG(ranges, code) && !paper_font_has(code);
}

static bool left_out(uint32_t code) {
    return is_mark(code) || is_small_picture(code);
}

/* What is no letter but says how letters stand. */
static bool unseen(uint32_t code) {
    static const struct range ranges[] = {
        {'\n', '\n'}, {0xAD, 0xAD}, {0x61C, 0x61C}, {0x200B, 0x200F}};
    return AMONG(ranges, code);
}

/* Where something is left out between two blanks, one is enough. */
static void put_code(struct buf *b, uint32_t code) {
    if (code == '\t') code = ' ';
    if (left_out(code) || (code == ' ' && b->n && b->p[b->n - 1] == ' ')) return;
    buf_code(b, unseen(code) || paper_font_has(code) ? code : REPLACEMENT);
}

static struct str make(struct arena *mem, struct str s, bool islands) {
    struct buf b = buf_in(mem, 0);
    uint32_t code;
    if (islands) buf_code(&b, ISLAND_BEGIN);
    while (utf8_next(&s, &code)) {
        if (code == '\n' && islands) buf_code(&b, ISLAND_END);
        put_code(&b, code);
        if (code == '\n' && islands) buf_code(&b, ISLAND_BEGIN);
    }
    if (islands) buf_code(&b, ISLAND_END);
    return buf_str(&b);
}

struct str paper_text(struct arena *mem, struct str s) {
    return make(mem, s, true);
}

struct str paper_text_plain(struct arena *mem, struct str s) {
    return make(mem, s, false);
}

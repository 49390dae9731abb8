#include "persian/clean.h"

#include "base/arena.h"
#include "persian/letter.h"

/* What waits between two visible letters. The strongest wins: line, space, half-space. */
struct gap {
    size_t lines;
    bool space, half_space, joiner;
};

struct cleaner {
    char *start, *at;
    struct gap gap;
    uint32_t last; /* the latest letter written, 0 at first */
    size_t vowels; /* written behind it */
    enum letter_kind last_kind;
    bool one_line;
};

static const struct {
    uint32_t letter;
    enum letter_kind mark;
    uint32_t both;
} melts[] = {
    {0x0627, MADDA, 0x0622},       /* ا → آ */
    {0x0627, HAMZA_ABOVE, 0x0623}, /* ا → أ */
    {0x0627, HAMZA_BELOW, 0x0625}, /* ا → إ */
    {0x0648, HAMZA_ABOVE, 0x0624}, /* و → ؤ */
    {0x06CC, HAMZA_ABOVE, 0x0626}, /* ی → ئ */
    {0x0647, HAMZA_ABOVE, 0x06C0}, /* ه → ۀ */
    {0x06D5, HAMZA_ABOVE, 0x06C0}, /* ە → ۀ */
};

/* A hamza or madda of its own becomes part of the letter before, or is lost. */
static void melt(struct cleaner *c, enum letter_kind mark) {
    for (size_t i = 0; i < sizeof melts / sizeof *melts; i++) {
        if (melts[i].letter != c->last || melts[i].mark != mark) continue;
        c->last = melts[i].both;
        letter_put(c->at - 2 * (1 + c->vowels), c->last);
        return;
    }
}

static void write_gap(struct cleaner *c, enum letter_kind next) {
    struct gap gap = c->gap;
    c->gap = (struct gap){0};
    if (c->at == c->start) return;
    if (gap.lines && !c->one_line)
        for (; gap.lines; gap.lines--)
            *c->at++ = '\n';
    else if (gap.space || gap.lines)
        *c->at++ = ' ';
    else if (gap.half_space)
        c->at = letter_put(c->at, 0x200C);
    else if (gap.joiner && next == EMOJI && c->last_kind == EMOJI)
        c->at = letter_put(c->at, 0x200D);
}

static bool gap_is_open(const struct gap *gap) {
    return gap->lines || gap->space || gap->half_space || gap->joiner;
}

static void write_letter(struct cleaner *c, const struct letter *l) {
    if (gap_is_open(&c->gap)) write_gap(c, l->kind);
    c->at = letter_put(c->at, l->clean);
    c->last = l->clean;
    c->vowels = 0;
    c->last_kind = l->kind;
}

static void write_vowel(struct cleaner *c, const struct letter *l) {
    if (c->one_line || c->last_kind != LETTER || gap_is_open(&c->gap)) return;
    c->at = letter_put(c->at, l->clean);
    c->vowels++;
}

static void clean_letter(struct cleaner *c, const struct letter *l) {
    switch ((enum letter_kind)l->kind) {
    case LETTER:
    case SIGN:
    case EMOJI: write_letter(c, l); break;
    case SPACE: c->gap.space = true; break;
    case LINE: c->gap.lines++; break;
    case HALF_SPACE: c->gap.half_space = true; break;
    case JOINER: c->gap.joiner = true; break;
    case VOWEL: write_vowel(c, l); break;
    case MADDA:
    case HAMZA_ABOVE:
    case HAMZA_BELOW:
        if (!gap_is_open(&c->gap)) melt(c, l->kind);
        break;
    case VARIANT:
        if (c->last_kind == EMOJI && !gap_is_open(&c->gap))
            c->at = letter_put(c->at, l->clean);
        break;
    case NOTHING:
    case BROKEN: break;
    }
}

/* The bytes of a letter in the tables that stands for itself, else 0. */
static size_t plain_letter(const unsigned char *p, size_t n) {
    if (p[0] < 0x80) return p[0] && letters_ascii[p[0]].clean == p[0];
    if ((p[0] & 0xFC) != 0xD8 || n < 2 || (p[1] & 0xC0) != 0x80) return 0;
    uint32_t low = (p[0] & 3u) << 6 | (p[1] & 0x3Fu);
    const struct letter *l = &letters_arabic[low];
    return l->kind != VOWEL && l->clean == 0x600 + low ? 2 : 0;
}

static size_t plain_gap(const unsigned char *p, size_t n) {
    if (p[0] == ' ') return 1;
    return n >= 3 && memcmp(p, "\xE2\x80\x8C", 3) == 0 ? 3 : 0;
}

/* Whether cleaning would change nothing: plain letters with single gaps between them. */
static bool is_clean(struct str s) {
    const unsigned char *p = (const unsigned char *)s.p;
    bool gap_allowed = false;
    for (size_t i = 0, n; i < s.n; i += n) {
        n = plain_letter(p + i, s.n - i);
        if (!n && !(gap_allowed && (n = plain_gap(p + i, s.n - i)))) return false;
        gap_allowed = p[i] != ' ' && n != 3;
    }
    return gap_allowed;
}

static struct str clean(struct arena *a, struct str s, bool one_line) {
    if (s.n == 0 || is_clean(s)) return s;
    char *start = arena_alloc(a, letters_room(s));
    struct cleaner c = {.start = start, .at = start, .one_line = one_line};
    struct letters rest = letters_of(s);
    for (const struct letter *l; (l = letters_next(&rest)) != NULL;)
        clean_letter(&c, l);
    return str_n(start, (size_t)(c.at - start));
}

struct str fa_clean(struct arena *a, struct str s) {
    return clean(a, s, false);
}

struct str fa_clean_line(struct arena *a, struct str s) {
    return clean(a, s, true);
}

size_t fa_bad_bytes(struct str s) {
    size_t bad = 0;
    for (uint32_t code; s.n;) {
        size_t before = s.n;
        utf8_next(&s, &code);
        if (code == 0xFFFD) bad += before - s.n;
    }
    return bad;
}

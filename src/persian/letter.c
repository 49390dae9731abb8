#include "persian/letter.h"

/* Code points outside the tables: a row for each run of one kind. What no row names is a
 * letter of another script. */
struct run {
    uint32_t first, last;
    enum letter_kind kind;
};

static const struct run runs[] = {
    {0x0080, 0x0084, NOTHING}, {0x0085, 0x0085, LINE},      {0x0086, 0x009F, NOTHING},
    {0x00A0, 0x00A0, SPACE},   {0x00A1, 0x00A9, SIGN},      {0x00AB, 0x00AC, SIGN},
    {0x00AD, 0x00AD, NOTHING}, {0x00AE, 0x00B1, SIGN},      {0x00B4, 0x00B4, SIGN},
    {0x00B6, 0x00B8, SIGN},    {0x00BB, 0x00BF, SIGN},      {0x00D7, 0x00D7, SIGN},
    {0x00F7, 0x00F7, SIGN},    {0x1680, 0x1680, SPACE},     {0x180E, 0x180E, NOTHING},
    {0x2000, 0x200A, SPACE},   {0x200B, 0x200B, NOTHING},   {0x200C, 0x200C, HALF_SPACE},
    {0x200D, 0x200D, JOINER},  {0x200E, 0x200F, NOTHING},   {0x2010, 0x2027, SIGN},
    {0x2028, 0x2029, LINE},    {0x202A, 0x202E, NOTHING},   {0x202F, 0x202F, SPACE},
    {0x2030, 0x205E, SIGN},    {0x205F, 0x205F, SPACE},     {0x2060, 0x206F, NOTHING},
    {0x20A0, 0x20CF, SIGN},    {0x2190, 0x25FF, SIGN},      {0x2600, 0x27BF, EMOJI},
    {0x27C0, 0x2BFF, SIGN},    {0x2E00, 0x2E7F, SIGN},      {0x3000, 0x3000, SPACE},
    {0x3001, 0x3004, SIGN},    {0x3008, 0x3020, SIGN},      {0xFD3E, 0xFD3F, SIGN},
    {0xFDFD, 0xFDFF, SIGN},    {0xFE00, 0xFE0E, NOTHING},   {0xFE0F, 0xFE0F, VARIANT},
    {0xFE10, 0xFE1F, SIGN},    {0xFE30, 0xFE6F, SIGN},      {0xFEFF, 0xFEFF, NOTHING},
    {0xFFF0, 0xFFFC, NOTHING}, {0xFFFD, 0xFFFD, BROKEN},    {0xFFFE, 0xFFFF, NOTHING},
    {0x1F000, 0x1FAFF, EMOJI}, {0xE0000, 0xE0FFF, NOTHING},
};
enum { RUNS = sizeof runs / sizeof *runs };

static enum letter_kind kind_of(uint32_t code) {
    size_t low = 0, high = RUNS;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (code > runs[middle].last)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < RUNS && code >= runs[low].first) return runs[low].kind;
    return (code & 0xFFFE) == 0xFFFE ? NOTHING : LETTER;
}

/* Lower case by adding a distance, for alphabets whose capitals lie in a row. */
static const struct {
    uint32_t first, last, distance;
} capitals[] = {
    {0x0391, 0x03A9, 32}, /* Greek */
    {0x0400, 0x040F, 80}, /* Cyrillic */
    {0x0410, 0x042F, 32},
    {0x0531, 0x0556, 48}, /* Armenian */
};

/* The plain letter under each of U+00C0 … U+017F. */
static const char latin[] =
    "aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllll"
    "nnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
enum { LATIN = 0xC0, LATIN_END = 0x180, MARKS = 0x300, MARKS_END = 0x370 };
_Static_assert(sizeof latin - 1 == LATIN_END - LATIN, "one letter each");

static uint32_t fold_rare(uint32_t code) {
    if (code >= LATIN && code < LATIN_END) return (unsigned char)latin[code - LATIN];
    if (code >= MARKS && code < MARKS_END) return 0;
    for (size_t i = 0; i < sizeof capitals / sizeof *capitals; i++)
        if (code >= capitals[i].first && code <= capitals[i].last)
            return code + capitals[i].distance;
    return code;
}

static struct letter letter_rare(uint32_t code) {
    struct letter l = {.kind = kind_of(code)};
    bool shown = l.kind == LETTER || l.kind == EMOJI || l.kind == VARIANT;
    if (shown || l.kind == SIGN) l.clean = code;
    if (l.kind == LETTER || l.kind == EMOJI) l.folded = fold_rare(code);
    if (l.kind == SPACE || l.kind == LINE) l.rank = RANK_SPACE;
    if (l.kind == SIGN) l.rank = RANK_SIGN;
    if (l.folded) l.rank = l.folded < 0x80 ? l.folded : RANK_OTHER;
    return l;
}

static const char *form_of(uint32_t code) {
    if (code >= LETTER_FORMS_LOW && code < LETTER_FORMS_LOW_END)
        return letter_forms_low[code - LETTER_FORMS_LOW];
    if (code >= LETTER_FORMS_HIGH && code < LETTER_FORMS_HIGH_END)
        return letter_forms_high[code - LETTER_FORMS_HIGH];
    return NULL;
}

/* Go on with the letters of a form, then return to the text. Forms hold no forms. */
static void letters_enter(struct letters *l, const char *form) {
    l->back = l->at;
    l->back_end = l->end;
    l->at = (const unsigned char *)form;
    l->end = l->at + strlen(form);
}

static bool letters_leave(struct letters *l) {
    if (!l->back) return false;
    l->at = l->back;
    l->end = l->back_end;
    l->back = NULL;
    return true;
}

enum { FULL_WIDTH = 0xFF01, FULL_WIDTH_END = 0xFF5F };

const struct letter *letters_next_rare(struct letters *l) {
    if (l->at == l->end) return letters_leave(l) ? letters_next(l) : NULL;
    struct str rest = {(const char *)l->at, (size_t)(l->end - l->at)};
    uint32_t code;
    utf8_next(&rest, &code);
    l->at = (const unsigned char *)rest.p;
    if (code < 0x80) return &letters_ascii[code];
    if (code >= 0x600 && code < 0x700) return &letters_arabic[code - 0x600];
    if (code >= FULL_WIDTH && code < FULL_WIDTH_END)
        return &letters_ascii[code - FULL_WIDTH + '!'];
    const char *form = l->back ? NULL : form_of(code);
    if (form) {
        letters_enter(l, form);
        return letters_next(l);
    }
    l->rare = letter_rare(code);
    return &l->rare;
}

/* Only presentation forms grow; each begins with the byte EF. The longest, U+FDFA, is 3
 * bytes and stands for 33; those outside U+FDC0 … U+FDFF for 6 at most. */
enum { FORM_LEAD = 0xEF, LONG_FORM_SECOND = 0xB7, LONG_GROWTH = 30, SHORT_GROWTH = 3 };

size_t letters_room(struct str s) {
    if (s.n == 0) return 0;
    size_t room = s.n;
    const unsigned char *p = (const unsigned char *)s.p, *end = p + s.n;
    while (p < end && (p = memchr(p, FORM_LEAD, (size_t)(end - p))) != NULL) {
        bool is_long = end - p > 1 && p[1] == LONG_FORM_SECOND;
        room += is_long ? LONG_GROWTH : SHORT_GROWTH;
        p++;
    }
    return room;
}

#include "persian/digits.h"

#include "base/arena.h"
#include "persian/letter.h"

bool digits_only(struct str s) {
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9') return false;
    return true;
}

bool digits_repeat(struct str s) {
    for (size_t i = 1; i < s.n; i++)
        if (s.p[i] != s.p[0]) return false;
    return true;
}

/* - – — _ . / ( ) and every space. */
static bool is_between(const struct letter *l) {
    static const uint32_t signs[] = {'-', '_', '.', '/', '(', ')'};
    if (l->kind != SIGN) return true;
    if (l->clean >= 0x2010 && l->clean <= 0x2015) return true;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (l->clean == signs[i]) return true;
    return l->clean == 0x2212;
}

struct str digits_compact(struct arena *a, struct str typed) {
    char *start = arena_alloc(a, letters_room(typed)), *at = start;
    struct letters rest = letters_of(typed);
    for (const struct letter *l; (l = letters_next(&rest)) != NULL;) {
        if (l->kind == BROKEN)
            *at++ = '?';
        else if (l->kind == LETTER || l->kind == EMOJI || !is_between(l))
            at = letter_put(at, l->clean);
    }
    return str_n(start, (size_t)(at - start));
}

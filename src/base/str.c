#include "base/str.h"

#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>

int str_compare(struct str a, struct str b) {
    size_t n = a.n < b.n ? a.n : b.n;
    int order = n ? memcmp(a.p, b.p, n) : 0;
    return order ? order : (a.n > b.n) - (a.n < b.n);
}

bool str_starts(struct str s, struct str prefix) {
    return s.n >= prefix.n && str_eq(str_first(s, prefix.n), prefix);
}

bool str_ends(struct str s, struct str suffix) {
    return s.n >= suffix.n && str_eq(str_from(s, s.n - suffix.n), suffix);
}

size_t str_find(struct str s, struct str part) {
    for (size_t i = 0; i + part.n <= s.n; i++)
        if (str_eq(str_n(s.p + i, part.n), part)) return i;
    return (size_t)-1;
}

bool str_has(struct str s, struct str part) {
    return str_find(s, part) != (size_t)-1;
}

static bool is_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

struct str str_trim(struct str s) {
    while (s.n && is_space(s.p[0]))
        s = str_from(s, 1);
    while (s.n && is_space(s.p[s.n - 1]))
        s.n--;
    return s;
}

bool str_cut(struct str *rest, char sep, struct str *out_part) {
    if (!rest->p || rest->n == 0) return false;
    const char *at = memchr(rest->p, sep, rest->n);
    size_t n = at ? (size_t)(at - rest->p) : rest->n;
    *out_part = str_n(rest->p, n);
    *rest = str_from(*rest, at ? n + 1 : n);
    return true;
}

bool str_int(struct str s, int64_t *out) {
    bool negative = s.n && s.p[0] == '-';
    if (negative) s = str_from(s, 1);
    if (s.n == 0) return false;
    int64_t value = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9') return false;
        int digit = s.p[i] - '0';
        if (__builtin_mul_overflow(value, 10, &value)) return false;
        if (__builtin_sub_overflow(value, digit, &value)) return false; /* kept negative */
    }
    if (!negative && value == INT64_MIN) return false;
    *out = negative ? value : -value;
    return true;
}

const char *str_z(struct arena *a, struct str s) {
    char *z = arena_alloc(a, s.n + 1);
    if (s.n) memcpy(z, s.p, s.n);
    return z;
}

struct str str_dup(struct arena *a, struct str s) {
    return str_n(str_z(a, s), s.n);
}

struct str str_join(struct arena *a, struct str left, struct str right) {
    char *z = arena_alloc(a, left.n + right.n + 1);
    if (left.n) memcpy(z, left.p, left.n);
    if (right.n) memcpy(z + left.n, right.p, right.n);
    return str_n(z, left.n + right.n);
}

struct str str_format(struct arena *a, const char *format, ...) {
    char small[256];
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(small, sizeof small, format, args);
    va_end(args);
    char *z = arena_alloc(a, (size_t)n + 1);
    if ((size_t)n < sizeof small)
        memcpy(z, small, (size_t)n + 1);
    else
        vsnprintf(z, (size_t)n + 1, format, again);
    va_end(again);
    return str_n(z, (size_t)n);
}

struct str str_lower_ascii(struct arena *a, struct str s) {
    char *z = arena_alloc(a, s.n + 1);
    for (size_t i = 0; i < s.n; i++)
        z[i] = s.p[i] >= 'A' && s.p[i] <= 'Z' ? (char)(s.p[i] + 32) : s.p[i];
    return str_n(z, s.n);
}

/* The length a lead byte promises, 0 for a byte that cannot lead. */
static size_t utf8_promised(unsigned char c) {
    if (c < 0x80) return 1;
    if (c >= 0xC2 && c < 0xE0) return 2;
    if (c >= 0xE0 && c < 0xF0) return 3;
    if (c >= 0xF0 && c < 0xF5) return 4;
    return 0;
}

/* Decode one code point of `n` promised bytes; false if they are not well formed. */
static bool utf8_decode(const unsigned char *p, size_t n, uint32_t *out) {
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    uint32_t code = n == 1 ? p[0] : p[0] & (0x7Fu >> n);
    for (size_t i = 1; i < n; i++) {
        if ((p[i] & 0xC0) != 0x80) return false;
        code = code << 6 | (p[i] & 0x3Fu);
    }
    if (code < least[n] || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000))
        return false;
    *out = code;
    return true;
}

bool utf8_next(struct str *rest, uint32_t *out_code) {
    if (rest->n == 0) return false;
    const unsigned char *p = (const unsigned char *)rest->p;
    if (p[0] < 0x80) {
        *out_code = p[0];
        *rest = str_n(rest->p + 1, rest->n - 1);
        return true;
    }
    size_t n = utf8_promised(p[0]);
    bool good = n && n <= rest->n && utf8_decode(p, n, out_code);
    if (!good) *out_code = 0xFFFD;
    *rest = str_from(*rest, good ? n : 1);
    return true;
}

size_t utf8_put(char out[4], uint32_t code) {
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    size_t n = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = n; i-- > 1; code >>= 6)
        out[i] = (char)(0x80 | (code & 0x3F));
    out[0] = (char)(lead[n] | code);
    return n;
}

bool utf8_valid(struct str s) {
    const unsigned char *p = (const unsigned char *)s.p;
    for (size_t i = 0; i < s.n;) {
        uint64_t eight;
        if (s.n - i >= sizeof eight) {
            memcpy(&eight, p + i, sizeof eight);
            if (!(eight & 0x8080808080808080u)) {
                i += sizeof eight; /* all ASCII */
                continue;
            }
        }
        size_t n = utf8_promised(p[i]);
        uint32_t code;
        if (!n || n > s.n - i || !utf8_decode(p + i, n, &code)) return false;
        i += n;
    }
    return true;
}

size_t utf8_length(struct str s) {
    size_t n = 0;
    for (uint32_t code; utf8_next(&s, &code);)
        n++;
    return n;
}

struct str utf8_first(struct str s, size_t codes) {
    struct str rest = s;
    for (uint32_t code; codes && utf8_next(&rest, &code);)
        codes--;
    return str_n(s.p, s.n - rest.n);
}

uint64_t str_hash(struct str s) {
    uint64_t hash = 1469598103934665603u;
    for (size_t i = 0; i < s.n; i++)
        hash = (hash ^ (unsigned char)s.p[i]) * 1099511628211u;
    return hash;
}

static uint64_t stirred(uint64_t hash, uint64_t piece) {
    hash = (hash ^ piece) * 0x9e3779b97f4a7c15u;
    return hash ^ hash >> 32;
}

uint64_t str_hash_quick(struct str s) {
    uint64_t hash = s.n, piece = 0;
    size_t i = 0;
    for (; s.n - i >= sizeof piece; i += sizeof piece) {
        memcpy(&piece, s.p + i, sizeof piece);
        hash = stirred(hash, piece);
    }
    piece = 0;
    if (i < s.n) memcpy(&piece, s.p + i, s.n - i);
    return stirred(hash, piece);
}

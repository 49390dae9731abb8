/* str.h - a borrowed view of UTF-8 bytes. It owns nothing and need not end in NUL. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct arena;

struct str {
    const char *p;
    size_t n;
};

#define STR(literal) ((struct str){"" literal "", sizeof(literal) - 1})
#define STR_INIT(literal) \
    { "" literal "", sizeof(literal) - 1 } /* in a static table */
#define STR_ARG(s) (int)(s).n, (s).p       /* for "%.*s" */

static inline struct str str_of(const char *z) {
    return z ? (struct str){z, strlen(z)} : (struct str){"", 0};
}
static inline struct str str_n(const char *p, size_t n) {
    return (struct str){p, n};
}
static inline bool str_eq(struct str a, struct str b) {
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}
static inline bool str_is(struct str a, const char *z) {
    return str_eq(a, str_of(z));
}
/* The part from `at` on; `at` beyond the end gives the empty string. */
static inline struct str str_from(struct str s, size_t at) {
    if (at >= s.n) return (struct str){s.n ? s.p + s.n : s.p, 0}; /* p may be NULL then */
    return (struct str){s.p + at, s.n - at};
}
static inline struct str str_first(struct str s, size_t n) {
    return (struct str){s.p, n < s.n ? n : s.n};
}

int str_compare(struct str a, struct str b); /* by bytes: <0, 0, >0 */
bool str_starts(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);
/* Where `part` begins in `s`, or (size_t)-1. */
size_t str_find(struct str s, struct str part);
bool str_has(struct str s, struct str part);
struct str str_trim(struct str s); /* ASCII white space off both ends */

/* Take the text up to `sep` off the front of *rest. False when *rest was used up.
 * A string without `sep` gives itself once; the empty string gives nothing. */
bool str_cut(struct str *rest, char sep, struct str *out_part);

/* The whole of `s` as a decimal integer, "-" allowed; false if it is anything else or too
 * big. */
bool str_int(struct str s, int64_t *out);

/* Copies into the arena. str_z ends in NUL. */
struct str str_dup(struct arena *a, struct str s);
const char *str_z(struct arena *a, struct str s);
struct str str_join(struct arena *a, struct str left, struct str right);
struct str str_format(struct arena *a, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
struct str str_lower_ascii(struct arena *a, struct str s);

/* One code point from the front of *rest. An invalid byte gives U+FFFD and is skipped
 * alone. False when *rest is used up. */
bool utf8_next(struct str *rest, uint32_t *out_code);
/* Write `code` (a valid scalar value) to out[4]; the number of bytes. */
size_t utf8_put(char out[4], uint32_t code);
bool utf8_valid(struct str s);
size_t utf8_length(struct str s); /* in code points */
/* The first `codes` code points of `s`, never half a letter. */
struct str utf8_first(struct str s, size_t codes);

uint64_t str_hash(struct str s); /* FNV-1a, the same for ever */
/* Another that takes eight bytes at a time, for tables in memory. */
uint64_t str_hash_quick(struct str s);

#endif

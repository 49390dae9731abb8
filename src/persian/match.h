/* match.h - where in a text the words stand that somebody looked for.
 * Text and words are compared as in a search key (fold.h), so «رضا» stands in
 * «رِضا‌زاده» and "۰۹۱" in "0912"; the spans are of the text as it is
 * written. */
#ifndef PERSIAN_MATCH_H
#define PERSIAN_MATCH_H

#include "base/str.h"

struct arena;

enum { MATCH_LETTERS = 500 }; /* of the text that are looked at */

/* Bytes [from, to) of the text. */
struct fa_span {
    size_t from, to;
};

struct fa_spans {
    struct fa_span *at;
    size_t n;
};

/* Every beginning of a word that is one of the words typed, or all of them joined; in the
 * order of the text, without overlaps. */
struct fa_spans fa_match(struct arena *a, struct str text, struct str typed);

#endif

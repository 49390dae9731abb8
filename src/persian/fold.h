/* fold.h - keys under which text is found.
 * In a key these make no difference: space, half-space or nothing; آ أ إ ا, ؤ و, ئ ی, ة ۀ
 * ه; ی and ک of any keyboard; digits of any script; letter case and accents; harakat,
 * tatweel, ء and punctuation. Text need not be cleaned first; clean text and what it came
 * from have the same keys. */
#ifndef PERSIAN_FOLD_H
#define PERSIAN_FOLD_H

#include "base/str.h"

enum {
    FA_QUERY_JOINED = 4, /* the first words of a query that are also tried joined */
    FA_QUERY_WORDS = 16, /* words of a query that are looked for; the rest is ignored */
    FA_INDEX_PARTS = 8,  /* parts of a word with half-spaces that are indexed as one */
};

/* The whole text as one key without any separator: "می‌روم", "می روم", "میروم" are
 * equal. */
struct str fa_fold(struct arena *a, struct str s);

/* Whether two texts have the same key; makes neither. */
bool fa_alike(struct str a, struct str b);

struct fa_words {
    struct str *at;
    size_t n;
};

/* The folded words of `s`, parted at spaces, half-spaces and punctuation. */
struct fa_words fa_tokens(struct arena *a, struct str s);

/* Text for a full-text index, words with one space between: every word, then every pair of
 * neighbours of one line joined, then every longer word held together by half-spaces as
 * one. "حسین‌زاده" gives "حسین زاده حسینزاده". */
struct str fa_index_text(struct arena *a, struct str s);

/* The ways a query may be spelled in the index: each way is an array of words that must all
 * be present, the last one as a prefix. All ways to join neighbours among the first
 * FA_QUERY_JOINED words are there, the one as typed first. Nothing to look for: n is 0. */
struct fa_query {
    struct fa_words *ways;
    size_t n;
};
struct fa_query fa_query(struct arena *a, struct str s);

#endif

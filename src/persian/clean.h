/* clean.h - the one door for text that people type or send.
 * Clean text is valid UTF-8 with one spelling for what looks the same: ی and ک, ASCII
 * digits, single spaces, half-spaces (ZWNJ) only inside words, no tatweel,
 * no presentation forms, no direction marks, no control characters. آ أ إ ؤ ئ ۀ ة stay as
 * written. Cleaning clean text changes nothing. */
#ifndef PERSIAN_CLEAN_H
#define PERSIAN_CLEAN_H

#include "base/str.h"

/* Clean text of several lines: line ends become "\n", with no space beside them. Harakat stay behind
 * their letters (لطفاً). Plain text that is clean already comes back as it is, without a copy. */
struct str fa_clean(struct arena *a, struct str s);

/* Clean text of one line, a name or a word: line ends become spaces, harakat go. */
struct str fa_clean_line(struct arena *a, struct str s);

/* How many bytes of `s` are not UTF-8 or are marks of an earlier loss (U+FFFD). Cleaning
 * drops them silently; who must refuse such text asks here first. */
size_t fa_bad_bytes(struct str s);

#endif

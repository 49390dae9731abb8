/* digits.h - typed codes: the digits of phones, cards and identity numbers.
 * For the files of src/persian only. */
#ifndef PERSIAN_DIGITS_H
#define PERSIAN_DIGITS_H

#include "base/str.h"

struct arena;

/* Whether all bytes are ASCII digits; true for the empty string. */
bool digits_only(struct str s);
/* Whether all bytes are the same one. */
bool digits_repeat(struct str s);

/* Clean text without the signs and spaces people put between digits. A byte that is not
 * UTF-8 becomes "?", so that it is not overlooked. */
struct str digits_compact(struct arena *a, struct str typed);

#endif

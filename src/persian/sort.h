/* sort.h - keys that put text in the order of a Persian dictionary by comparing bytes.
 * The order is CLDR's for fa: space, signs, digits, آ ا ء ب پ … و ه ی, Latin letters, other
 * scripts. أ إ ؤ ئ stand with ء; half-spaces and harakat are ignored; letter case makes no
 * difference. A key is valid UTF-8 without NUL, one byte for a Persian or Latin letter, so
 * SQLite (BINARY), PostgreSQL (COLLATE "C") and memcmp agree. It is not for showing. */
#ifndef PERSIAN_SORT_H
#define PERSIAN_SORT_H

#include "base/str.h"

enum { FA_SORT_LETTERS = 48 }; /* letters that count; texts alike so far are equal */

struct str fa_sort_key(struct arena *a, struct str s);

#endif

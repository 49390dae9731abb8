/* spelling.h - the ways what was typed may stand in the search index; private to data/. */
#ifndef RECORDS_SPELLING_H
#define RECORDS_SPELLING_H

#include "store/search.h"

enum { SPELLING_NUMBER_LEAST = 3 }; /* digits from which on what is typed may be a number */

/* Of what was typed, without zeros before them. */
struct str spelling_digits(struct arena *mem, struct str typed);

/* Words joined and parted (persian/fold.h) and, for digits at the end, the number as phones are
 * indexed, and as the last digits of one. `whole`: the last word must match wholly. Nothing to
 * look for: the count is 0. */
struct search_words *spelling_ways(struct arena *mem, struct str typed, bool whole,
                                   int *out_count);

#endif

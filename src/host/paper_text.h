/* paper_text.h - a text made fit for paper: valid, without what nobody can see or print, each
 * paragraph an island of its own direction. */
#ifndef HOST_PAPER_TEXT_H
#define HOST_PAPER_TEXT_H

#include "base/str.h"

struct arena;

/* Letters the fonts lack become U+FFFD; pictures of feelings are left out. */
struct str paper_text(struct arena *mem, struct str s);
/* The same without the islands: for the file's title. */
struct str paper_text_plain(struct arena *mem, struct str s);

#endif

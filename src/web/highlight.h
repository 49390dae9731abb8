/* highlight.h - a found text with the words that were looked for marked in it. */
#ifndef WEB_HIGHLIGHT_H
#define WEB_HIGHLIGHT_H

#include "web/html.h"

/* Write `text`, escaped, with <mark> around what matches `typed` by persian/match.h. */
void highlight(struct buf *out, const struct ctx *cx, struct str text, struct str typed);

#endif

/* paper_tail.h - the language of a PDF, which readers that speak need and Cairo does not write:
 * added behind its end, as the format foresees for changes. */
#ifndef HOST_PAPER_TAIL_H
#define HOST_PAPER_TAIL_H

#include "base/buf.h"

/* Adds it, and that lines go from right to left; a file written in another manner stays. */
void paper_tail(struct buf *pdf, struct str language, bool right_to_left);

#endif

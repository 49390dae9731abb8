/* paper_make.h - a PDF of a document; see http/paper.h. */
#ifndef HOST_PAPER_MAKE_H
#define HOST_PAPER_MAKE_H

#include "http/host.h"

enum err paper_make(struct arena *mem, const struct paper *paper, struct str *out_bytes);

#endif

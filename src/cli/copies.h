/* copies.h - the copies of an organisation in a folder: what they are called, whether they are
 * good, and how many are kept. */
#ifndef CLI_COPIES_H
#define CLI_COPIES_H

#include "cli/command.h"

enum { COPIES_KEPT_MOST = 10000 };

/* Where a copy goes that is made now: `to`, or, where that is a folder, a file in it called
 * after the organisation (its name in the list, its folder's or its schema's) and the
 * moment in UTC: moshtari-20250321-141500.db */
const char *copies_path(const struct call *call, const char *to);

/* Prove a copy by what it is for: it is restored to a scratch organisation beside it, which is
 * checked as `moshtari check` does and removed. Gives an exit status; what was wrong has been
 * told. */
int copies_prove(struct call *call, const char *path);

/* Remove all copies of this organisation in the folder of `path` but the `keep` newest. */
void copies_forget(const struct call *call, const char *path, int64_t keep);

#endif

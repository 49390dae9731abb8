/* progress.h - a bar on standard error for long work, when a person watches. */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include "cli/command.h"

struct progress {
    struct str label;
    int64_t total, begun_us, shown_us;
    bool shown; /* standard error is a terminal */
};

struct progress progress_begin(const struct call *call, enum msg label, int64_t total);
void progress_move(struct progress *p, int64_t done);
void progress_end(struct progress *p); /* wipes the bar */

#endif

/* tell.h - what a command says: results on standard output, complaints on
 * standard error. */
#ifndef CLI_TELL_H
#define CLI_TELL_H

#include "base/buf.h"
#include "base/err.h"
#include "base/words.h"
#include "cli/command.h"

/* One line of result. `parts` may be NULL. */
void tell(const struct call *call, enum msg key, const struct msg_part *parts);
/* Text as it is, with a line end. */
void tell_text(struct str text);

/* Complain and give back the exit status: something failed, or was asked wrongly. */
int tell_failure(const struct call *call, enum msg key, const struct msg_part *parts);
int tell_misuse(const struct call *call, enum msg key, const struct msg_part *parts);
/* What an error of the floors below means to the one who typed the command; `detail`, if
 * not empty, is what the floor said about it. */
int tell_error(const struct call *call, enum err e, struct str detail);

/* Rows of text under headings, columns in line. */
struct sheet {
    int columns;
    const struct str *head;
    const struct str *cells; /* row by row */
    int rows;
};
void tell_sheet(const struct sheet *sheet);

#endif

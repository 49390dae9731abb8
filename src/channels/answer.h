/* answer.h - what a mail server or an SMS gateway said of a letter: how it ended, and the words that are told
 * of it. Pure; the bytes are a stranger's, and what is told of them is text. */
#ifndef CHANNELS_ANSWER_H
#define CHANNELS_ANSWER_H

#include "http/letter.h"

struct arena;

enum { ANSWER_LETTERS = 300 }; /* are told */

/* All lines a mail server said, and whether it took the letter. 5xx is for ever, everything else for
 * now. Nothing is told where no line says why. */
struct letter_outcome answer_of_mail(struct arena *mem, struct str lines, bool taken);
/* The status of a gateway's reply, and the beginning of its text. */
struct letter_outcome answer_of_gateway(struct arena *mem, long status, struct str text);

#endif

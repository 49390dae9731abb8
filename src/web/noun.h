/* noun.h - what kinds of record are called, in sentences. Persian binds a noun to the word that
 * follows it, and writes that where the noun ends in a vowel: «معاملهٔ تازه». */
#ifndef WEB_NOUN_H
#define WEB_NOUN_H

#include "records/ctx.h"

/* The noun as it stands before a word that says more of it. In English it stays as it is. */
struct str noun_bound(const struct ctx *cx, struct str noun);
/* "New deal". */
struct str noun_new(const struct ctx *cx, struct str noun);

#endif

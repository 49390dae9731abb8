/* text.h - the verbs of this floor by name, for people who clean data in a pipe.
 * Each takes one line and gives its standard form. */
#ifndef PERSIAN_TEXT_H
#define PERSIAN_TEXT_H

#include "base/str.h"

struct arena;

/* True: `out` is the standard form and `reason` is "ok". False: `out` is the line itself
 * and `reason` says in English what is wrong. `today` is only asked for dates like "+3". */
typedef bool text_function(struct arena *a, struct str line, int64_t today, struct str *out,
                           struct str *reason);

struct text_verb {
    const char *name, *about; /* one line for --help */
    text_function *run;
};

extern const struct text_verb text_verbs[];
extern const size_t text_verbs_count;

/* NULL if there is no such verb. */
const struct text_verb *text_verb_find(struct str name);

#endif

/* lex.h - the lines of a definition file as words. A word is bare or "quoted"; `#` begins a
 * comment. */
#ifndef RECORDS_META_LEX_H
#define RECORDS_META_LEX_H

#include "base/str.h"

struct arena;

enum { LEX_WORDS = 100 }; /* of one line */

struct lex_word {
    struct str text;
    bool quoted;
};

struct lex_line {
    int number; /* from 1 */
    struct lex_word words[LEX_WORDS];
    int count;
};

/* The next line that has words. False at the end. A mistake sets *out_mistake to what is
 * wrong. */
bool lex_next(struct str *rest, struct lex_line *line, const char **out_mistake);

#endif

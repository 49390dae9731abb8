/* search_text.h - the text of statements and matches that the engines' searches have in
 * common; private to store/. */
#ifndef STORE_SEARCH_TEXT_H
#define STORE_SEARCH_TEXT_H

#include "store/driver.h"

enum { SEARCH_SQL_BYTES = 512, SEARCH_NAME_CHARS = 40 };

/* Run a statement of the index `name`, which stands where `form` has {}. */
enum err search_run(struct writer *w, const char *form, struct str name, struct bind bind);
/* The same by store_send. */
enum err search_send(struct writer *w, const char *form, struct str name, struct bind bind);
/* The number such a statement answers with; 0 without a row. */
enum err search_int(struct reader *r, const char *form, struct str name, int64_t *out);

/* The next word of `rest`, of which at most so many bytes count (0: all); false: none is
 * left. */
bool search_next_word(struct str *rest, size_t most, struct str *out);

/* How an engine writes (one word and another's beginning) or (…). */
struct search_style {
    const char *and, * or ;
    char quote;
    const char *doubled;   /* stand twice within quotes */
    const char *beginning; /* follows a word that others may begin with */
    size_t word_bytes;     /* of a word that count; 0: all */
};

/* The match, in the memory of `q`. Empty: nothing can be found, as with no words, and with
 * bytes that are no UTF-8. */
struct str search_match(struct query *q, const struct search_style *style,
                        const struct search_words *alternatives, int count);

#endif

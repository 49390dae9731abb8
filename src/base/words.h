/* words.h - what the program says, in the reader's language.
 * The texts live in the `words.fa` and `words.en` files of each folder; the build makes one
 * constant of each key: `deal.open` is MSG_DEAL_OPEN. Persian is the source, English the
 * translation; the build proves that neither lacks a key or a part. */
#ifndef BASE_WORDS_H
#define BASE_WORDS_H

#include "base/str.h"
#include "words_list.h" /* made by the build: enum msg */

struct arena;

enum lang { LANG_FA, LANG_EN, LANG_COUNT };

/* A named part of a message. */
struct msg_part {
    const char *name; /* NULL ends a list of parts */
    struct str text;
};

/* MSG_PARTS({"name", name}, {"count", count}): a list of parts with its end. */
#define MSG_PARTS(...) ((const struct msg_part[]){__VA_ARGS__, {NULL, {NULL, 0}}})

extern const struct str msg_text[LANG_COUNT][MSG_COUNT];
extern const struct str msg_key[MSG_COUNT]; /* sorted */

/* The text as it is written, with its parts unfilled. */
struct str msg(enum lang lang, enum msg key);

/* The text with each `{name}` filled, and `{name|one|many}` chosen by whether the part is
 * the number one. A part that was not given stays empty. */
struct str msg_format(struct arena *a, enum lang lang, enum msg key,
                      const struct msg_part *parts);

/* The next piece of a text: plain words, or a part by its name with its two choices (empty
 * when it has none). False at the end. */
struct msg_piece {
    struct str plain, name, one, many;
};
bool msg_next(struct str *rest, struct msg_piece *out);

/* The word of a choice that fits the number `shown`, in ASCII or Persian digits. */
struct str msg_choice(const struct msg_piece *piece, struct str shown);

/* The message with this key; false when there is none. */
bool msg_find(struct str key, enum msg *out);

#endif

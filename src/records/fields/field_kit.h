/* field_kit.h - what the types of fields share: reading typed text, numbers and lists.
 * For the files of src/records/fields only. */
#ifndef RECORDS_FIELD_KIT_H
#define RECORDS_FIELD_KIT_H

#include "base/buf.h"
#include "persian/ids.h"
#include "persian/reason.h"
#include "records/fields/types.h"

/* Ceilings; those of text and long text hold where a definition names no `max`. */
enum {
    TEXT_LETTERS = 500,
    LONG_TEXT_LETTERS = 50000,
    LIST_VALUES = 100, /* in one field of several values */
    TAG_LETTERS = 50,
    CODE_LETTERS = 100, /* typed for a number, a date, a code */
};

/* ---- What was typed ---- */

/* The most letters a field takes. */
static inline size_t letters_most(const struct field *f, size_t standard) {
    return f->has_max && f->max > 0 ? (size_t)f->max : standard;
}

/* Broken UTF-8 and far more bytes than `most` letters have are problems. */
enum err typed_sound(struct ctx *cx, const struct field *f, struct str typed, size_t most);
/* Cleaned text of one line with at most `most` letters; may be empty. Broken UTF-8 and too
 * much are problems. */
enum err typed_line(struct ctx *cx, const struct field *f, struct str typed, size_t most,
                    struct str *out);
/* The same, of several lines. */
enum err typed_lines(struct ctx *cx, const struct field *f, struct str typed, size_t most,
                     struct str *out);

/* Add a problem whose message may have the parts {typed} and {example}. */
enum err refuse(struct ctx *cx, const struct field *f, enum msg msg, struct str typed,
                struct str example);

/* The same with the words of the floor below for what was wrong. */
enum err refuse_why(struct ctx *cx, const struct field *f, const struct reason *why,
                    struct str example);

/* A text as a value: NULL when it is empty. */
static inline struct value value_of(struct str s) {
    return s.n ? v_text(s) : v_null();
}

/* Whether `s` is a domain name of at least two labels, international letters allowed. */
bool is_domain(struct str s);

/* ---- Numbers ---- */

/* units / 10^scale with the user's digits and signs, grouped by thousands. */
struct str scaled_text(struct ctx *cx, int64_t units, int scale);
/* The same without zeros at the end of the fraction. */
struct str scaled_short(struct ctx *cx, int64_t units, int scale);

/* A typed number, scaled; empty gives NULL. */
enum err typed_scaled(struct ctx *cx, const struct field *f, struct str typed, int scale,
                      struct value *out);
/* A number of the API, scaled; a string goes through `parse`. */
enum err json_scaled(struct ctx *cx, const struct field *f, const struct json *node,
                     int scale, struct value *out);
enum err json_whole(struct ctx *cx, const struct field *f, const struct json *node,
                    struct value *out);

/* n * 10^scale, or the nearest there is. */
int64_t scaled_up(int64_t n, int scale);
/* Whether an integer lies within the field's min and max, given in the unit it is stored
 * in. */
enum err check_between(struct ctx *cx, const struct field *f, struct value v, int64_t min,
                       int64_t max);
/* Whether a text has as many letters as the field's min and max say. */
enum err check_letters(struct ctx *cx, const struct field *f, struct value v);

/* ---- Lists: "|a|b|" ---- */

/* The next item of a stored list; start with *rest being all of it. */
bool list_next(struct str *rest, struct str *out_item);
bool list_has(struct str list, struct str item);
/* Append an item; the text of an empty list is empty. */
void list_put(struct buf *list, struct str item);
/* A JSON array of the items. */
void list_json(struct ctx *cx, const struct field *f, struct value v, struct buf *out);
/* Items of typed text, parted at | ، , ؛ ; and line ends; trimmed, never empty. */
bool typed_next(struct str *rest, struct str *out_item);
/* The comma of the user's language with its space. */
struct str list_comma(const struct ctx *cx);

/* An array of strings of the API as typed text "a|b"; a string is itself. */
enum err list_from_json(struct ctx *cx, const struct field *f, const struct json *node,
                        struct value *out);

/* ---- Codes: national id, legal id, Sheba, card ---- */

/* Read a code with its reader of persian/ids.h. */
enum err typed_code(struct ctx *cx, const struct field *f, struct str typed,
                    enum id_fault (*read)(struct arena *, struct str, struct str *),
                    struct str example, struct value *out);
/* The code with `sign` after every `every` characters and the user's digits. */
struct str code_text(struct ctx *cx, struct value v, size_t every, char sign);

/* ---- Standard members ---- */

/* The text with the user's digits, unless Latin letters stand in it. */
struct str text_digits(struct ctx *cx, const struct field *f, struct value v);
struct str plain_text(struct ctx *cx, const struct field *f, struct value v);
struct str no_words(struct ctx *cx, const struct field *f, struct value v);
void json_plain(struct ctx *cx, const struct field *f, struct value v, struct buf *out);
void json_integer(struct ctx *cx, const struct field *f, struct value v, struct buf *out);
struct value derive_fold(struct ctx *cx, const struct field *f, struct value v);

#endif

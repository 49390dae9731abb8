/* weave_place.h - where in the HTML a template stands: in text, in a tag, in which
 * attribute, in which part of an address. The place decides how a value must be escaped
 * there, and whether a value may stand there at all. */
#ifndef TOOLS_WEAVE_PLACE_H
#define TOOLS_WEAVE_PLACE_H

#include "base/buf.h"
#include "base/str.h"

enum where {
    IN_TEXT,
    IN_TAG_NAME, /* <na|me */
    IN_TAG,      /* between attributes, after white space */
    IN_GAP,      /* between attributes, white space is due */
    IN_NAME,     /* of an attribute */
    AFTER_NAME,
    BEFORE_VALUE, /* after "=" */
    IN_VALUE,     /* between quotes */
    IN_BARE,      /* in a value without quotes */
    IN_COMMENT,
    IN_BANG, /* <!doctype ...> */
};

enum raw { RAW_NONE, RAW_SCRIPT, RAW_STYLE, RAW_TITLE, RAW_TEXTAREA };
enum attr { ATTR_PLAIN, ATTR_SHOWN, ATTR_URL, ATTR_STYLE, ATTR_CODE };
enum url { URL_START, URL_PATH, URL_QUERY };

enum { PLACE_NAME_MAX = 32 };

struct place {
    enum where where;
    enum raw raw;
    bool pre;     /* inside <pre>: white space counts */
    bool closing; /* in </name> */
    char quote;
    enum attr attr;
    enum url url;
    bool scheme_open;          /* a ":" would still make what stands before it a scheme */
    bool scheme_mixed;         /* a value or a condition stands before it */
    char name[PLACE_NAME_MAX]; /* of the tag or the attribute, as far as read; lower case */
    int name_n;
};

/* Markup beside a piece of text; white space with a line end between two pieces of markup
 * is dropped. */
struct beside {
    bool before, after;
};

/* Walk over literal HTML, appending to `out` what is to be sent: white space squeezed,
 * comments dropped. Returns NULL, or why this HTML is refused; then *out_at is
 * the offset. */
const char *place_feed(struct place *p, struct str html, struct beside markup,
                       struct buf *out, size_t *out_at);

/* The function that escapes a value at this place, or NULL and why none may stand here.
 * Moves the place behind the value. */
const char *place_hole(struct place *p, const char **out_why);
/* The same for a message with parts: the macro that takes a part's value. */
const char *place_message(struct place *p, const char **out_why);

/* A condition, loop or statement stands here: what came before it is finished. */
void place_settle(struct place *p);

/* The place after two branches. False when they end in different places. */
bool place_join(struct place *p, const struct place *other);
bool place_same(const struct place *a, const struct place *b);

/* A widget may write markup or attributes here. */
bool place_takes_widget(const struct place *p);
/* Back in text, nothing open. */
bool place_is_clear(const struct place *p);

#endif

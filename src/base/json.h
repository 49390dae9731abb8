/* json.h - reads JSON text (RFC 8259, strictly) into a tree that lives in an arena.
 * Nothing of the text is rounded: a number keeps its own characters, and the helpers turn
 * it into an exact integer or an exact scaled decimal, never into a float. A byte order
 * mark, comments, trailing commas, half of a surrogate pair and invalid UTF-8
 * are refused. */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/err.h"
#include "base/str.h"

struct arena;

enum json_kind { JSON_NULL, JSON_BOOL, JSON_NUMBER, JSON_STRING, JSON_ARRAY, JSON_OBJECT };

/* One value. The children of an array or object are a list in the order of the text. */
struct json {
    enum json_kind kind;
    uint32_t count; /* of the children */
    union {
        bool truth;         /* JSON_BOOL */
        struct str text;    /* JSON_NUMBER: as it was written; JSON_STRING: plain UTF-8,
                             * which may hold NUL */
        struct json *first; /* JSON_ARRAY and JSON_OBJECT, NULL when empty */
    };
    struct str name;   /* of a member of an object */
    struct json *next; /* the next child of the same parent */
};

enum {
    JSON_DEPTH_LIMIT = 64, /* arrays and objects inside each other */
    JSON_NODES_LIMIT = 1000000,
    JSON_BYTES_LIMIT = 16 * 1024 * 1024,
};

/* What a text may cost; a zero means the limit above. */
struct json_limits {
    int depth;
    size_t nodes, bytes;
};

/* Where and why reading stopped. */
struct json_fault {
    size_t at;       /* bytes from the beginning of the text */
    const char *why; /* short English words for logs and for programmers */
};

/* Read the whole of `text`. The tree borrows from `text`, which must live as long.
 * ERR_CORRUPT when it is not JSON, ERR_LIMIT when a limit was met; then `out_fault`
 * (may be NULL) tells where. `limits` may be NULL. */
enum err json_parse(struct arena *mem, struct str text, const struct json_limits *limits,
                    struct json **out_root, struct json_fault *out_fault);

/* The helpers below take NULL for an absent value, so that look-ups can be chained. */

/* The member of an object with this name, else NULL. Where a name was written twice the
 * last one counts, as in ECMAScript. */
const struct json *json_get(const struct json *object, const char *name);
/* The child at `index` of an array or object, else NULL. */
const struct json *json_at(const struct json *parent, size_t index);

bool json_is(const struct json *value, enum json_kind kind);
/* The text of a string; empty for anything else. */
struct str json_text(const struct json *value);
/* True only for the literal true. */
bool json_true(const struct json *value);

/* The number as a whole number; 1e3 and 2.0 are whole. False if it is not, does not fit, or
 * is no number. */
bool json_int(const struct json *value, int64_t *out);
/* The number times 10^scale, exactly: 12.5 at scale 2 is 1250. False as above. */
bool json_decimal(const struct json *value, int scale, int64_t *out);

/* for (const struct json *child = ...) over the children of an array or object. */
#define JSON_EACH(child, parent)                                         \
    for (const struct json *child = json_at((parent), 0); child != NULL; \
         child = child->next)

#endif

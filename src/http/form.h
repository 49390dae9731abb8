/* form.h - names and values: of a query, of a form posted as
 * application/x-www-form-urlencoded or multipart/form-data. Values are borrowed from the
 * request where they need no decoding. */
#ifndef HTTP_FORM_H
#define HTTP_FORM_H

#include "base/buf.h"
#include "base/err.h"

struct arena;
struct request;

enum { FORM_FIELDS = 2000, FORM_BYTES = 2 * 1024 * 1024 };

struct form_field {
    struct str name, value;
    struct str file_name, type; /* of an uploaded file; else empty */
};

struct form {
    const struct form_field *fields;
    int count;
};

/* ERR_LIMIT: too many or too large; ERR_INVALID: not decodable. */
enum err form_parse_query(struct arena *mem, struct str query, struct form *out);
enum err form_parse_body(struct arena *mem, const struct request *r, struct form *out);
/* The first value of a name, or empty; and whether it was there at all. */
struct str form_value(const struct form *f, const char *name);
bool form_has(const struct form *f, const char *name);
struct str form_named(const struct form *f, struct str name);

/* Whether a query, as it came, gives `name` this value, however both are encoded; for who has
 * no memory to parse it. */
bool query_says(struct str query, const char *name, const char *value);

/* Percent-encode for a query or a path piece. */
void url_encode(struct buf *out, struct str s);
bool url_decode(struct arena *mem, struct str s, bool plus, struct str *out);

#endif

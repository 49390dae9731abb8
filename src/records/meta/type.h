/* type.h - what a type of field can do. Types are defined above, in records/fields; here is
 * what definitions ask of one.
 *
 * A value is stored in one column as an integer or a text in its standard form (NULL:
 * empty); a type may keep more columns beside it, derived on every save, for sorting and
 * filtering. */
#ifndef RECORDS_TYPE_H
#define RECORDS_TYPE_H

#include "base/err.h"
#include "base/str.h"
#include "base/value.h"
#include "store/schema.h"

struct buf;
struct ctx;
struct field;
struct json;

/* What filters may ask of a type; "is empty" may be asked of all. */
enum field_op {
    OP_EQ = 1 << 0,     /* =  != and `in (…)` */
    OP_ORDER = 1 << 1,  /* <  <=  >  >= */
    OP_TEXT = 1 << 2,   /* ~ contains, ^ starts with: looks in the derived column "f" */
    OP_PERIOD = 1 << 3, /* within this_month, last_7_days, … */
    OP_HAS = 1 << 4,    /* of a list of values: has one */
};

/* A column beside the main one: "<field>_<suffix>". */
struct derived {
    const char *suffix;
    enum column_kind kind;
    struct value (*derive)(struct ctx *cx, const struct field *f, struct value v);
};

enum { FIELD_DERIVED = 4 };

/* The functions are called through the shorthands of fields/field_type.h: they are never
 * given an empty value to show, and `check` never sees one. */
struct field_type {
    const char *name; /* as written in an .entity file */
    enum column_kind column;
    unsigned ops; /* of enum field_op */
    bool sortable;
    bool numeric;          /* lists total it, tables align it at the end */
    bool counts;           /* numbered by the program; its preset is the number's look */
    bool of_needed;        /* the definition says which list of choices: `of city` */
    bool to_needed;        /* the definition says which kind it points to: `to party` */
    const char *to;        /* the kind it always points to; NULL: none, or as defined */
    bool ltr;              /* shown in a left-to-right isolate: phones, codes, addresses */
    const char *json_type; /* "string", "integer", "boolean", "object" for OpenAPI */
    const char *json_format; /* "date", "email", …, or NULL */
    const char *sort_suffix; /* the derived column that sorts; NULL: the column itself */
    struct derived derived[FIELD_DERIVED]; /* ends at a NULL suffix */

    /* Read what a person typed, pasted or imported, in any digits and spelling. Text
     * arrives as it came (the type cleans it). Empty gives NULL. A mistake: the problem is
     * added beside the field and ERR_INVALID returned. */
    enum err (*parse)(struct ctx *cx, const struct field *f, struct str typed,
                      struct value *out);
    /* The same from a JSON value of the API. NULL: a string goes through `parse`. */
    enum err (*from_json)(struct ctx *cx, const struct field *f, const struct json *node,
                          struct value *out);
    /* Limits and consistency of a value however it came; after parse, before save. May be
     * NULL. */
    enum err (*check)(struct ctx *cx, const struct field *f, struct value v);
    /* For people: the user's language, digits, calendar. */
    struct str (*text)(struct ctx *cx, const struct field *f, struct value v);
    /* As it stands in an input, so that parse(edit(v)) == v. NULL: the same as text. */
    struct str (*edit)(struct ctx *cx, const struct field *f, struct value v);
    /* For programs and files: language-independent, ASCII digits, ISO dates. */
    void (*json)(struct ctx *cx, const struct field *f, struct value v, struct buf *out);
    /* Words for search, not yet folded. NULL: its text. */
    struct str (*words)(struct ctx *cx, const struct field *f, struct value v);
    /* One more word, as it is looked for: it is not folded. NULL: none. */
    struct str (*mark)(struct ctx *cx, const struct field *f, struct value v);
};

#endif

/* described.h - what the API offers, as tables. The OpenAPI document and the page that
 * explains it are both made from them and from the definitions. */
#ifndef API_DESCRIBED_H
#define API_DESCRIBED_H

#include "http/message.h"
#include "records/rules/rights.h"

/* Whether the reader is told of a kind: those they may read. A stranger is told of the
 * kinds and fields that come with the program, not of the organisation's own. */
bool kind_described(const struct ctx *cx, const struct entity *e);
bool field_described(const struct ctx *cx, const struct field *f);

enum parameter {
    PARAMETER_ID,
    PARAMETER_EXTERNAL_ID,
    PARAMETER_FILTER,
    PARAMETER_SEARCH,
    PARAMETER_SORT,
    PARAMETER_FIELDS,
    PARAMETER_EXPAND,
    PARAMETER_LIMIT,
    PARAMETER_CURSOR,
    PARAMETER_COUNT,
    PARAMETER_IF_MATCH,
    PARAMETER_IF_NONE_MATCH,
    PARAMETER_AFTER,
    PARAMETER_KIND,
    PARAMETER_FEED_LIMIT,
    PARAMETERS
};

struct parameter_row {
    const char *key; /* in the document */
    const char *name, *in, *type;
    enum msg about;
    int least, most; /* of a whole number; 0, 0: any */
    const char *choices[3];
};
extern const struct parameter_row parameter_rows[PARAMETERS];

struct operation_row {
    enum method method;
    const char *path; /* of a kind: behind /api/v1/{kind}; else the whole */
    const char *name;
    enum msg about;      /* with {one} and {many} for the labels of the kind */
    unsigned parameters; /* 1 << PARAMETER_… */
    const char *body;    /* a schema; "*" stands for the kind; NULL: none */
    int status;          /* when it went well */
    const char *result;  /* a schema; NULL: no body */
};

enum { KIND_OPERATIONS = 8, OTHER_OPERATIONS = 4 };
extern const struct operation_row kind_operations[KIND_OPERATIONS];
extern const struct operation_row other_operations[OTHER_OPERATIONS];

const char *method_name(enum method m); /* "get" */
/* "GET /api/v1/party/{id}" */
struct str operation_text(const struct ctx *cx, const struct operation_row *op,
                          const struct entity *e);

#endif

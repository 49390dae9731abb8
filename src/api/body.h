/* body.h - what a program sent: the JSON of a request, and a JSON object into a record. */
#ifndef API_BODY_H
#define API_BODY_H

#include "base/json.h"
#include "http/route.h"

enum {
    BODY_BYTES = 4 * 1024 * 1024,
    BODY_DEPTH = 8, /* operations, an operation, its values, an address: four */
    BODY_NODES = 200 * 1000,
    BODY_PROBLEMS = 100, /* told at once; more are not looked for */
};

/* The request's body, a JSON object in which no name stands twice. False: it is not one,
 * and the reply says so. */
bool body_read(struct page *p, const struct json **out);

/* Whether programs may see a field, and whether they may write it. */
bool api_shows(const struct field *f);
bool api_takes(const struct field *f);

/* Put the members of a JSON object into a record; what is not named stays as it is. Every
 * mistake is a problem beside its name. Into a stored record `version` may be among them:
 * the version the program has seen. */
enum err record_take(struct ctx *cx, const struct json *object, struct record *r);

#endif

/* problem.h - what went wrong, in the one form of RFC 9457:
 *
 *     {"type": "/api/docs#invalid", "title": …, "status": 422, "detail": …,
 *      "instance": the request's reference, as it stands in the server's log,
 *      "errors": [{"field": "name", "pointer": "#/name", "message": …}]}
 */
#ifndef API_PROBLEM_H
#define API_PROBLEM_H

#include "base/json_write.h"
#include "http/route.h"

enum problem_kind {
    PROBLEM_INVALID,
    PROBLEM_QUERY,
    PROBLEM_JSON,
    PROBLEM_TYPE,
    PROBLEM_LOGIN,
    PROBLEM_DENIED,
    PROBLEM_ABSENT,
    PROBLEM_METHOD,
    PROBLEM_CONFLICT,
    PROBLEM_STALE,
    PROBLEM_LIMIT,
    PROBLEM_BUSY,
    PROBLEM_FULL,
    PROBLEM_STORE,
    PROBLEM_KINDS
};

struct problem_row {
    int status;
    const char *slug; /* the end of "type"; the anchor on the page that explains it */
    enum msg title, advice;
};
extern const struct problem_row problem_rows[PROBLEM_KINDS];

enum problem_kind problem_kind_of(enum err e);

/* Answer with a problem and the context's list of mistakes; nothing that was written stays.
 * Gives OK, so that a page ends in `return api_problem(p, …);`. */
enum err api_problem(struct page *p, enum problem_kind kind);

/* The members type, title, status and detail. */
void problem_write(struct json_writer *w, const struct ctx *cx, enum problem_kind kind);
/* The member "errors", if there are any. `pointer` stands before the field in a pointer: ""
 * or "/operations/3/values". Empty the list for the next item with problems_forget. */
void problems_write(struct json_writer *w, const struct ctx *cx, struct str pointer);
void problems_forget(struct ctx *cx);

#endif

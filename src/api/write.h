/* write.h - the changing verbs of the API, for one record and for each of a bulk. Problems
 * are listed in the context. */
#ifndef API_WRITE_H
#define API_WRITE_H

#include "base/json.h"
#include "records/data/record.h"

enum err write_create(struct ctx *cx, const struct entity *e, const struct json *values,
                      struct record *out);

/* `r` is the stored record; the values may name the `version` that was seen. ERR_CONFLICT:
 * others changed the same fields since. */
enum err write_change(struct ctx *cx, const struct json *values, struct record *r);

/* The record that another system calls `external_id`; ERR_ABSENT also when it is not
 * visible. A name that can be no external id is a problem. */
enum err find_external(struct ctx *cx, const struct entity *e, struct str external_id,
                       struct record *out);

/* Change that record, or create it. */
enum err write_upsert(struct ctx *cx, const struct entity *e, struct str external_id,
                      const struct json *values, struct record *out, bool *out_new);

#endif

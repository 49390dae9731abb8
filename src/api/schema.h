/* schema.h - JSON Schema (2020-12, as OpenAPI 3.1 wants it) of records and answers. */
#ifndef API_SCHEMA_H
#define API_SCHEMA_H

#include "base/json_write.h"
#include "records/rules/rights.h"

/* The members of components/schemas for one kind: itself, .new, .change, .page, .bulk. */
void schemas_of_kind(struct json_writer *w, const struct ctx *cx, const struct entity *e);
/* Those that are the same for all kinds. */
void schemas_fixed(struct json_writer *w);

/* {"$ref": "#/components/schemas/NAME"}; "*" in the name stands for the kind. */
void schema_ref(struct json_writer *w, const struct ctx *cx, const char *name,
                const struct entity *e);

#endif
